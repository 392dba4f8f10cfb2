import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { clearRecentSearches, noteSearch } from '../../miniprogram/features/titles/recent-searches'
import { SearchStart } from '../../miniprogram/features/titles/search-start'
import { Suggestions } from '../../miniprogram/features/titles/suggestions'
import { answerWith, freshPhone, offline, renderScreen, sent } from './support'

type Summary = ResponseOf<'GET /titles/popular'>['items'][number]

const titleOf = (title: string): Summary => ({
  ...{ id: title, title, authors: [], isbns: [], language: 'chi', form: 'book' },
  availability: { copies: 1, available: 1, queue: 0 },
})
const titles = (name: string, count: number) => Array.from({ length: count }, (_, n) => titleOf(`${name}${n + 1}`))

beforeEach(() => {
  freshPhone()
  clearRecentSearches()
  answerWith(({ url }) => ({ body: { items: url.includes('popular') ? titles('热门', 7) : titles('新书', 3) } }))
})

test('what is borrowed most stands beside what is new, short at first', async () => {
  renderScreen(<SearchStart onSearch={() => undefined} />)
  expect((await screen.findAllByText('热门5')).length).toBeGreaterThan(0)
  expect(screen.queryByText('热门6')).toBeNull()
  expect(screen.getAllByText('新书3').length).toBeGreaterThan(0)

  fireEvent.click(screen.getByRole('button', { name: '查看更多：近三个月借得最多' }))

  expect(screen.getAllByText('热门7').length).toBeGreaterThan(0)
})

test('with no network that is said once, and one tap asks for both lists again', async () => {
  answerWith(() => offline)
  renderScreen(<SearchStart onSearch={() => undefined} />)
  const retry = await screen.findByRole('button', { name: '重试' }) // one: with two this would fail
  sent.length = 0

  fireEvent.click(retry)

  await waitFor(() => expect(sent.map(({ url }) => url.split('/').pop())).toEqual(['new', 'popular']))
})

test('recent searches are forgotten one by one, or all, and never leave the phone', () => {
  for (const q of ['三体', '活着', '围城']) noteSearch(q)
  renderScreen(<SearchStart onSearch={() => undefined} />)

  fireEvent.click(screen.getByRole('button', { name: '最近搜过 编辑' }))
  fireEvent.click(screen.getByRole('button', { name: '从最近搜过里去掉“活着”' }))
  fireEvent.click(screen.getByRole('button', { name: '最近搜过 完成' }))
  expect(screen.getByRole('button', { name: '三体' })).toBeInTheDocument()
  expect(screen.queryByText('活着')).toBeNull()

  fireEvent.click(screen.getByRole('button', { name: '最近搜过 编辑' }))
  fireEvent.click(screen.getByRole('button', { name: '全部清除' }))
  expect(screen.queryByText('三体')).toBeNull()
  expect(JSON.stringify(sent)).not.toMatch(/三体|%E4%B8%89/)
})

test('a tap on a completion that others have searched searches it', async () => {
  answerWith(() => ({ body: { items: [{ text: '数据结构 c语言', kind: 'query' }] } }))
  const searched: string[] = []
  const { container } = renderScreen(<Suggestions typed="数据" onSearch={(q) => searched.push(q)} />)

  fireEvent.click(await within(container).findByRole('button', { name: '大家搜过：数据结构 c语言' }))

  expect(searched).toEqual(['数据结构 c语言'])
})
