import { parseArgs } from 'node:util'
import { importFormats } from '../features/catalogue-import/record-readers.service'
import { encodings } from '../infra/records/encodings'
import { runCommand } from './command'
import { oneOf, outputsTo, readMapping } from './import-options'

const help = `npm run import -- FILE… [options]

  --source NAME      the system the files come from (default: catalogue); control numbers are its own
  --format FORMAT    ${importFormats.join(' | ')} (default: detected)
  --encoding NAME    ${encodings.join(' | ')} (default: judged for each record)
  --mapping FILE     how its holdings fields are to be read (docs/import-mapping.md)
  --report FILE      where to write what could not be taken, as JSON Lines (default: FILE.report.jsonl)
  --dry-run          reads and compares, writes nothing
  --restart          from the beginning, also where an import was interrupted
  --strict           exit 1 when a record was not taken`

/** `npm run import`: catalogues of other systems; exit 0 when it ran to the end, 2 when it could not. */
const told = readArguments()
if (told) {
  await runCommand(async ({ app, progress }) => {
    const mapping = await readMapping(told.mapping)
    const totals = { read: 0, created: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 }
    for (const [index, file] of told.files.entries()) {
      progress(`${file}:`)
      // a report that several share is written from the first one on: none of the others goes on where it was
      const isShared = index > 0 && told.report !== undefined
      const outputs = outputsTo({ report: told.report ?? `${file}.report.jsonl`, rejects: told.rejects, isShared })
      const { source, format, encoding, isDryRun } = told
      const order = { path: file, source, format, encoding, mapping, isDryRun, progress }
      const isRestart = told.isRestart || isShared
      const done = await app.services.catalogueImport.importFile({ ...order, isRestart, openOutputs: outputs.open })
      outputs.close()
      // the keys of both are the same
      for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += done[key]
      progress(outputs.summary())
    }
    process.stdout.write(`${JSON.stringify(totals)}\n`)
    return told.isStrict && totals.failed > 0 ? 1 : 0
  })
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        source: { type: 'string', default: 'catalogue' },
        format: { type: 'string' },
        encoding: { type: 'string' },
        mapping: { type: 'string' },
        report: { type: 'string' },
        rejects: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        restart: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(help)
      return null
    }
    if (positionals.length === 0) throw new Error('Which file?')
    if (values.rejects !== undefined && positionals.length > 1) throw new Error('--rejects: one file at a time')
    return {
      files: positionals,
      source: values.source,
      format: oneOf(importFormats, values.format, '--format'),
      encoding: oneOf(encodings, values.encoding?.toLowerCase(), '--encoding'),
      mapping: values.mapping,
      report: values.report,
      rejects: values.rejects ?? null,
      isDryRun: values['dry-run'],
      isRestart: values.restart,
      isStrict: values.strict,
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
    process.exitCode = 2
    return null
  }
}
