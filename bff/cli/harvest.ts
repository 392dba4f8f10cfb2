import { parseArgs } from 'node:util'
import { outputsTo, readMapping } from './import-options'
import { runCommand } from './command'

const help = `npm run harvest -- URL [options]

  --prefix NAME    marc21, marcxml, oai_dc or what the repository calls them (default: oai_dc)
  --set NAME       one set only
  --source NAME    the system it comes from (default: the host of URL)
  --from, --until  dates as the repository writes them (default: since the last complete harvest)
  --mapping FILE   how its holdings fields are to be read (docs/import-mapping.md)
  --report FILE    where to write what could not be taken, as JSON Lines (default: harvest.report.jsonl)
  --dry-run        reads and compares, writes nothing
  --restart        everything anew, not only what has changed
  --strict         exit 1 when a record was not taken`

/** `npm run harvest`: another system by OAI-PMH; exit 0 when it ran to the end, 2 when it could not. */
const told = readArguments()
if (told) {
  await runCommand(async ({ app, progress }) => {
    const { report: path, mapping, isStrict, ...order } = told
    const outputs = outputsTo({ report: path, isShared: false, rejects: null })
    const totals = await app.services.harvests.harvest({
      ...order,
      mapping: await readMapping(mapping),
      openOutputs: outputs.open,
      progress,
    })
    outputs.close()
    progress(outputs.summary())
    process.stdout.write(`${JSON.stringify(totals)}\n`)
    return isStrict && totals.failed > 0 ? 1 : 0
  })
}

function readArguments() {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean', default: false } as const
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        prefix: { type: 'string', default: 'oai_dc' },
        report: { type: 'string', default: 'harvest.report.jsonl' },
        ...{ set: text, source: text, from: text, until: text, mapping: text },
        ...{ 'dry-run': flag, restart: flag, strict: flag, help: flag },
      },
    })
    if (values.help) {
      console.log(help)
      return null
    }
    const [url, ...more] = positionals
    if (url === undefined || more.length > 0) throw new Error('One address, please.')
    return {
      url: new URL(url).href,
      prefix: values.prefix,
      set: values.set ?? null,
      source: values.source ?? new URL(url).host,
      from: values.from ?? null,
      until: values.until ?? null,
      mapping: values.mapping,
      report: values.report,
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
