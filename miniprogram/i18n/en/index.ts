import type { Texts } from '../zh-cn'
import { bookings } from './bookings'
import { home } from './home'
import { fees } from './fees'
import { readerAccount } from './reader-account'
import { lending } from './lending'
import { deskBooking, gateCheck, promises, queue, slip, transit } from './desk-lists'
import { demand } from './demand'
import { scan } from './scan'
import { suggestions } from './suggestions'
import { kept } from './kept'
import { loans, messages } from './loans'
import { titlePage } from './title-page'
import { titles } from './titles'
import { account } from './account'
import { common, time } from './common'
import { desk, paging } from './desk'
import { noticeEditor, notices } from './notices'
import { passes } from './passes'
import { privacy } from './privacy'
import { rules } from './rules'
import { courses, deskGroups, groups, guide } from './rooms'
import { arrivals, visits } from './visits'
import { errors, refusals, remedies, unknownProblem } from './problems'

export const en: Texts = {
  common,
  time,
  account,
  home,
  titles,
  titlePage,
  bookings,
  kept,
  transit,
  deskBooking,
  gateCheck,
  queue,
  promises,
  slip,
  suggestions,
  demand,
  scan,
  loans,
  visits,
  arrivals,
  fees,
  readerAccount,
  lending,
  messages,
  passes,
  privacy,
  notices,
  noticeEditor,
  guide,
  courses,
  groups,
  deskGroups,
  desk,
  paging,
  rules,
  errors,
  refusals,
  remedies,
  unknownProblem,
}
