/**
 * A program of its own that uses the embedded database, as the service and the commands do:
 * `node --import tsx mongod-user.ts DATA_DIR`. It prints one line of JSON when the database is there and stops it when
 * its standard input ends.
 */
import { startMongod } from '../../bff/infra/mongod/start-mongod'

const [dataDir] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('DATA_DIR is missing')

const { uri, version, owned, stop } = await startMongod({ dataDir, progress: () => undefined })
process.stdout.write(`${JSON.stringify({ uri, version, owned })}\n`)
process.stdin.on('end', () => void stop().then(() => process.exit(0)))
process.stdin.resume()
