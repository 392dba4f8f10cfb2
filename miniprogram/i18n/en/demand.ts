import type { Texts } from '../zh-cn'

export const demand: Texts['demand'] = {
  title: 'Searched, not found',
  entryText: 'What readers look for and we do not have',
  explained:
    'Last 30 days, most asked first; what can be found by now is left out. Nobody’s name is kept. Tap one to search it again.',
  none: 'Every search found something',
  times: (searches) => `${searches}×`,
  last: (day) => `Last: ${day}`,
  again: (query, searches) => `Search “${query}” again, searched ${searches} times`,
}
