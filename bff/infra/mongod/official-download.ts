import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary'
import { MongoBinaryDownload } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownload'
import { type Found, keepInCache, lastLine, type Wanted } from './mongod-binary'

const connectTimeoutMs = 3000
const stalledAfterMs = 15_000

type HttpDownload = Parameters<MongoBinaryDownload['httpDownload']>

/**
 * The downloader of mongodb-memory-server (mirror, proxy and version by its own MONGOMS_ variables), made careful: it
 * gives up within seconds where there is no network, and it checks the server's certificate, which it would only do
 * when npm says so; what comes from there is run.
 */
class CarefulDownload extends MongoBinaryDownload {
  progress: (line: string) => void = () => undefined
  private tenthsShown = 0

  override async httpDownload(...[url, options, location, unfinished]: HttpDownload): Promise<string> {
    await expectAnswer(proxyOf(options.agent) ?? url)
    const checked = { ...options, rejectUnauthorized: true }
    return super.httpDownload(url, checked, location, unfinished, 2, 500, stalledAfterMs)
  }

  override printDownloadProgress(chunk: { length: number }): void {
    this.dlProgress.current += chunk.length
    const { current, length, totalMb } = this.dlProgress
    const tenths = Math.floor((10 * current) / length)
    if (tenths <= this.tenthsShown || totalMb < 1) return
    this.tenthsShown = tenths
    this.progress(`  MongoDB ${this.binaryOpts.version}: ${tenths * 10}% of ${totalMb} MB`)
  }
}

/** An HTTPS proxy agent knows where it leads; any other agent connects directly. */
function proxyOf(agent: unknown): URL | undefined {
  if (typeof agent !== 'object' || agent === null || !('proxy' in agent)) return undefined
  return agent.proxy instanceof URL ? agent.proxy : undefined
}

function expectAnswer(url: URL): Promise<void> {
  const port = Number(url.port || (url.protocol === 'http:' ? 80 : 443))
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: url.hostname, port })
    const end = (error?: Error) => {
      clearTimeout(timer)
      socket.destroy()
      if (error === undefined) resolve()
      else reject(error)
    }
    const timer = setTimeout(() => {
      end(new Error(`${url.host} does not answer within ${connectTimeoutMs / 1000} s`))
    }, connectTimeoutMs)
    socket.once('connect', () => end())
    socket.once('error', (error) => end(new Error(`${url.host} cannot be reached (${lastLine(error.message)})`)))
  })
}

/** Fetches MongoDB from its own server, or a mirror of it, into the cache. */
export async function downloadOfficial(wanted: Wanted): Promise<Found> {
  await mkdir(wanted.cacheDir, { recursive: true })
  const downloadDir = await mkdtemp(path.join(wanted.cacheDir, '.official-'))
  try {
    wanted.progress('Looking for MongoDB on its official server')
    const version = wanted.dataVersion
    const chosen = await DryMongoBinary.generateOptions(version === undefined ? {} : { version })
    const download = new CarefulDownload({ ...chosen, downloadDir })
    download.progress = wanted.progress
    return await keepInCache(await download.getMongodPath(), wanted)
  } catch (error) {
    return { reason: lastLine(error instanceof Error ? error.message : String(error)) }
  } finally {
    await rm(downloadDir, { recursive: true, force: true })
  }
}
