import type { CheckedIn } from './desk.hooks'
import { createScanLog } from './scan-log'

/** What was checked in since the app was opened. */
export const checkInLog = createScanLog<CheckedIn>()
