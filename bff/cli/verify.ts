import { runCommand } from './command'

/** `npm run verify`: the invariants of circulation over the whole database; exit 1 if any is broken. */
await runCommand(async ({ app }) => {
  const findings = await app.verify()
  let broken = 0
  for (const { rule, says, violations } of findings) {
    broken += violations.length
    process.stdout.write(`${violations.length === 0 ? 'ok' : 'BROKEN'}  ${rule}  ${says}\n`)
    for (const violation of violations.slice(0, 20)) process.stdout.write(`        ${JSON.stringify(violation)}\n`)
    if (violations.length > 20) process.stdout.write(`        and ${violations.length - 20} more\n`)
  }
  process.stdout.write(broken === 0 ? 'No violations.\n' : `${broken} violations.\n`)
  return broken === 0 ? 0 : 1
})
