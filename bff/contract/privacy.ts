import { z } from 'zod'
import { booking, titleReference } from './bookings'
import { day, done, id, instant, listOf, named, pageQuery } from './common'
import { collectors } from './desk'
import { joinOutcomes } from './consultation-groups'
import { endpoint } from './endpoint'
import { fee } from './fees'
import { loan } from './loans'
import { message } from './messages'
import { purchaseSuggestion } from './purchase-suggestions'
import { readerCategories } from './session'
import { visit } from './visits'

const privacy = z.object({
  /** Whether what has ended stays tied to me (X1); not without consent. */
  keepsHistory: z.boolean(),
  /** When I last said so; absent: never asked for. */
  changedAt: instant.optional(),
  /** Without consent: how many days after its end something is still seen. */
  historyDays: z.int(),
  /** The same for a loan that came back late, which may be asked about for longer. */
  lateLoanDays: z.int(),
})

export const getPrivacy = endpoint({
  method: 'GET',
  path: '/me/privacy',
  audience: 'reader',
  summary: 'What I have agreed to, and how long the library keeps what has ended (X1)',
  response: privacy,
})

export const changePrivacy = endpoint({
  method: 'PATCH',
  path: '/me/privacy',
  audience: 'reader',
  summary: 'Agree to a reading history, or withdraw it: then what has ended is forgotten at once (X1)',
  body: z.strictObject({ keepsHistory: z.boolean() }),
  response: privacy,
})

/** Why a librarian saw an account: the operation that needed it. */
const accountViewReasons = ['reader_account', 'queue', 'other'] as const

const accountView = z.object({
  id,
  at: instant,
  by: z.object({ account: z.string(), name: z.string() }),
  reason: z.enum(accountViewReasons),
})

export const listAccountViews = endpoint({
  method: 'GET',
  path: '/me/account-views',
  audience: 'reader',
  summary: 'Who of the staff looked at my account, when and why, the last one first (X1)',
  query: z.strictObject({ ...pageQuery }),
  response: listOf(accountView),
})

const receipt = z.object({
  id,
  at: instant,
  pickupPoint: named,
  collectedBy: z.enum(collectors),
  items: z.array(
    z.object({
      bookingId: id,
      title: titleReference,
      barcode: z.string(),
      result: z.enum(['handed_over', 'refused']),
    }),
  ),
})

/** That I was shown the code of a group, as long as it stands; or that I wait for one. The real group knows its members. */
const groupJoin = z.object({ group: named, outcome: z.enum(joinOutcomes), at: instant })

export const ownDataLists = [
  'bookings',
  'loans',
  'visits',
  'messages',
  'receipts',
  'fees',
  'purchaseSuggestions',
  'accountViews',
] as const

export const getOwnData = endpoint({
  method: 'GET',
  path: '/me/data',
  audience: 'reader',
  summary: 'Everything that the library keeps on me, in one document (X1)',
  response: z.object({
    madeAt: instant,
    profile: z.object({
      number: z.string(),
      name: z.string(),
      category: z.enum(readerCategories),
      department: z.string().optional(),
      cardExpiresOn: day,
      blockedBecause: z.string().optional(),
    }),
    /** The WeChat user that is tied to me. */
    wechat: z.object({ openid: z.string(), boundAt: instant }).optional(),
    consents: z.object({ keepsHistory: z.boolean(), changedAt: instant.optional() }),
    bookings: z.array(booking),
    loans: z.array(loan),
    visits: z.array(visit),
    messages: z.array(message),
    receipts: z.array(receipt),
    fees: z.array(fee),
    purchaseSuggestions: z.array(purchaseSuggestion),
    consultationGroups: z.array(groupJoin),
    accountViews: z.array(accountView),
    /** Lists of which only the newest fit. */
    incomplete: z.array(z.enum(ownDataLists)),
  }),
  errors: ['rate.limited'],
})

export const eraseOwnData = endpoint({
  method: 'POST',
  path: '/me/erasure',
  audience: 'reader',
  summary: 'Forget me: all history, the tie to WeChat, every login; not while something is open (X1)',
  response: done,
  errors: ['erasure.refused'],
})
