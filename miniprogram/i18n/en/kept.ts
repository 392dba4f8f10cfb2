import type { Texts } from '../zh-cn'

export const kept: Texts['kept'] = {
  title: 'Scans on this phone',
  text: 'What was scanned without a network is kept on this phone and sent in order once it is back.',
  waitingCount: (count) => `Kept on this phone, ${count} waiting`,
  applying: (done, total) => `Sending ${done} of ${total}`,
  rejectedCount: (count) => `${count} could not be done, please look`,
  applyNow: 'Send now',
  seen: 'Seen',
  none: 'No scans wait on this phone',
  scan: 'Kept on this phone',
  scanText: (barcode) => `Put ${barcode} aside: you will be told where it goes`,
  row: 'Sent once the network is back',
  tag: 'Waiting',
  claim: 'Kept on this phone: I fetch it',
  notFound: 'Kept on this phone: not there',
  kinds: { check_in: 'Check in', claim: 'Claim', not_found: 'Not there' },
  clockAhead: 'This phone’s clock is ahead: the library’s time was taken',
  needsNetwork: 'No network: books cannot be handed over or lent',
  needsNetworkText: 'Check-in, claims and “not there” still work and are kept on the phone.',
  signOutText: (count) =>
    `${count} scans on this phone are not sent. They stay for this account until it signs in again.`,
}
