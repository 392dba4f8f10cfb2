/** What readers searched and the library does not have. */
export const demand = {
  title: '没有找到的书',
  entryText: '读者搜过、馆里没有的',
  explained: '近 30 天，搜得多的在前；后来能找到的不再列出。不记录是谁搜的。点一下再搜一次。',
  none: '没有搜不到的书',
  times: (searches: number) => `${searches} 次`,
  last: (day: string) => `最近一次：${day}`,
  again: (query: string, searches: number) => `再搜“${query}”，搜过 ${searches} 次`,
}
