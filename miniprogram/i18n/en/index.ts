import type { Texts } from '../zh-cn'
import { account } from './account'
import { common, time } from './common'
import { errors, refusals, remedies, unknownProblem } from './problems'

export const en: Texts = { common, time, account, errors, refusals, remedies, unknownProblem }
