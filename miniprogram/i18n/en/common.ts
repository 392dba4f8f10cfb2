import type { Texts } from '../zh-cn'

export const common: Texts['common'] = {
  appName: 'Rentu',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'OK',
  retry: 'Try again',
  save: 'Save',
  done: 'Done',
  more: 'Show more',
  loading: 'Loading',
  sending: 'Sending…',
  signIn: 'Sign in',
  offline: 'No network: this is what you saw last',
  stale: 'Not up to date: this is what you saw last',
  requestId: (id) => `Ref. ${id}`,
  errorTitle: 'This did not open',
  endOfList: 'That is all',
  tabs: { home: 'Home', search: 'Search', services: 'Services', me: 'Me' },
  separator: ', ',
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const time: Texts['time'] = {
  today: 'today',
  tomorrow: 'tomorrow',
  dayAfterTomorrow: null,
  yesterday: 'yesterday',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  date: (month, day) => `${String(day)} ${months[month - 1] ?? ''}`,
  dateWithYear: (year, month, day) => `${String(day)} ${months[month - 1] ?? ''} ${String(year)}`,
  onWeekday: (weekday) => weekday,
  by: (when) => `by ${when}`,
  byEndOf: (day) => `by end of ${day}`,
  at: (day, time) => `${day} ${time}`,
  justNow: 'just now',
  minutesAgo: (minutes) => `${String(minutes)} min ago`,
}
