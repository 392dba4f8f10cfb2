import type { Texts } from '../zh-cn'

export const transit: Texts['transit'] = {
  title: 'On the road',
  entryText: 'Books between branches, and which should have arrived',
  directions: { in: 'Coming', out: 'Sent off' },
  none: { in: 'Nothing is on its way here', out: 'Nothing sent off is on its way' },
  noneText: 'Books that a scan sends elsewhere are listed here.',
  lateCount: (count) => `${count} should have arrived`,
  late: 'Late',
  from: (place) => `from ${place}`,
  to: (place) => `to ${place}`,
  home: 'to its shelf',
  forReader: 'for a reader',
  since: (when) => `sent ${when}`,
  expected: (when) => `due ${when}`,
  count: (incoming, late) => (late > 0 ? `${incoming}, ${late} late` : `${incoming}`),
}
