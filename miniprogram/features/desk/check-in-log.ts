import { onActApplied } from '../../lib/kept-acts'
import type { CheckedIn } from './desk.hooks'
import { createScanLog } from './scan-log'

/** What was checked in since the app was opened, also what the network brought later (D3). */
export const checkInLog = createScanLog<CheckedIn>()

onActApplied(({ act }, applied) => {
  if (act.kind !== 'check_in') return
  // cast: the answer to a check-in, parsed by the library's contract before it left
  checkInLog.settleKept(act.barcode, 'error' in applied ? applied : { answer: applied.answer as CheckedIn })
})
