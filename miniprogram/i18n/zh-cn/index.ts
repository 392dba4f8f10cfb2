import { account } from './account'
import { common, time } from './common'
import { errors, refusals, remedies, unknownProblem } from './problems'

/** The source of truth: what is missing here does not exist, what is missing in another language does not compile. */
export const zhCn = { common, time, account, errors, refusals, remedies, unknownProblem }

export type Texts = typeof zhCn
