import type { Texts } from '../zh-cn'
import { bookings } from './bookings'
import { home } from './home'
import { loans, messages } from './loans'
import { titles } from './titles'
import { account } from './account'
import { common, time } from './common'
import { errors, refusals, remedies, unknownProblem } from './problems'

export const en: Texts = {
  common,
  time,
  account,
  home,
  titles,
  bookings,
  loans,
  messages,
  errors,
  refusals,
  remedies,
  unknownProblem,
}
