import Taro from '@tarojs/taro'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { MeScreen } from '../../miniprogram/features/account/me-screen'
import { ServicesScreen } from '../../miniprogram/features/home/services-screen'
import { DecideScreen } from '../../miniprogram/features/purchase-suggestions/decide-screen'
import { SuggestionsScreen } from '../../miniprogram/features/purchase-suggestions/suggestions-screen'
import { noFilters } from '../../miniprogram/features/titles/filters'
import { SearchResults } from '../../miniprogram/features/titles/search-results'
import { TitleScreen } from '../../miniprogram/features/titles/title-screen'
import { answerWith, freshPhone, renderScreen, sent, sessionOf, signInReader } from './support'

const suggestion = { id: 's1', title: '数字人文导论', status: 'submitted', suggestedAt: '2026-03-02T02:00:00Z' }
const posted = () => sent.find(({ method }) => method === 'POST')?.body

const openedPages = () => jest.mocked(Taro.navigateTo).mock.calls.map(([{ url }]) => url)

const noFacets = { branch: [], language: [], class: [], form: [], year: [] }
const unused = {
  onFilters: () => undefined,
  onOpenFilters: () => undefined,
  onSearch: () => undefined,
  onScan: () => undefined,
}

const availability = { copies: 1, available: 0, queue: 3 }
const title: ResponseOf<'GET /titles/:id'> = {
  id: 't1',
  title: '数据结构',
  authors: ['严蔚敏'],
  isbns: [],
  language: 'chi',
  class: 'TP311.12',
  form: 'book',
  availability,
  contributors: [],
  formName: '图书',
  subjects: [],
  units: [{ availability }],
  holdings: [],
  suggestPurchase: true,
  electronic: [],
  courses: [],
  editions: [],
  related: [],
}

beforeEach(() => {
  jest.mocked(Taro.navigateTo).mockClear()
  freshPhone()
  signInReader()
  answerWith(({ method }) => ({ body: method === 'GET' ? { items: [suggestion] } : suggestion }))
})

test('more copies of a title are suggested with one tap, beside what became of earlier suggestions', async () => {
  renderScreen(<SuggestionsScreen wanted={{ titleId: 't1', title: '数据结构' }} />)
  expect(screen.getByText('请图书馆多买《数据结构》')).toBeInTheDocument()

  fireEvent.click(screen.getByRole('button', { name: '提交荐购' }))

  expect(await screen.findByText('已提交，结果会发到消息里')).toBeInTheDocument()
  expect(posted()).toEqual({ titleId: 't1', note: '' })
  expect(await screen.findByText('处理中')).toBeInTheDocument()
})

test('a title that the library does not have is asked for by name', () => {
  renderScreen(<SuggestionsScreen wanted={undefined} />)

  fireEvent.click(screen.getByRole('button', { name: '提交荐购' }))

  expect(screen.getByText('请写书名')).toBeInTheDocument()
  expect(posted()).toBeUndefined()
})

test('a suggestion is declined with a reason only', async () => {
  renderScreen(<DecideScreen />)
  fireEvent.click(await screen.findByRole('button', { name: '不采纳《数字人文导论》' }))

  fireEvent.click(screen.getByRole('button', { name: '不采纳' }))

  expect(screen.getByText('请写原因')).toBeInTheDocument()
  expect(posted()).toBeUndefined()
})

test('a search that finds nothing leads there with what was typed', async () => {
  answerWith(() => ({ body: { total: 0, items: [], facets: noFacets, tookMs: 1 } }))
  renderScreen(<SearchResults query="数字人文导论" filters={noFilters} {...unused} />)

  fireEvent.click(await screen.findByRole('button', { name: '荐购' }))

  expect(openedPages()).toEqual([`/packages/suggestions/index?title=${encodeURIComponent('数字人文导论')}`])
})

test('an ISBN that is not found is prefilled as one', async () => {
  answerWith(() => ({ body: { total: 0, items: [], facets: noFacets, tookMs: 1 } }))
  renderScreen(<SearchResults query="978-7-111-54493-7" filters={noFilters} {...unused} />)

  fireEvent.click(await screen.findByRole('button', { name: '荐购' }))

  expect(openedPages()).toEqual(['/packages/suggestions/index?isbn=978-7-111-54493-7'])
})

test('what was looked for stands in the form and is sent as it is left', async () => {
  renderScreen(<SuggestionsScreen wanted={undefined} typed={{ title: '数字人文导论', isbn: '' }} />)
  expect(screen.getByDisplayValue('数字人文导论')).toBeInTheDocument()

  fireEvent.click(screen.getByRole('button', { name: '提交荐购' }))

  expect(await screen.findByText('已提交，结果会发到消息里')).toBeInTheDocument()
  expect(posted()).toMatchObject({ title: '数字人文导论' })
})

test('filters that leave nothing are cleared first: the library may well have the book', async () => {
  answerWith(() => ({ body: { total: 0, items: [], facets: noFacets, tookMs: 1 } }))
  renderScreen(<SearchResults query="三体" filters={{ ...noFilters, availableOnly: true }} {...unused} />)

  expect(await screen.findByRole('button', { name: '清除筛选' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: '荐购' })).toBeNull()
})

test.each([
  ['leads there from a title that cannot be had, or not for long', true],
  ['leads nowhere from one that is there', false],
])('the title page %s', async (_says, suggestPurchase) => {
  answerWith(() => ({ body: { ...title, suggestPurchase } }))
  renderScreen(<TitleScreen titleKey={{ id: 't1' }} onBook={() => undefined} overlay={null} />)
  await screen.findByRole('heading', { name: '数据结构' })

  const way = screen.queryByRole('button', { name: /请图书馆多买《数据结构》/ })
  if (way) fireEvent.click(way)

  const opened = `/packages/suggestions/index?titleId=t1&title=${encodeURIComponent('数据结构')}`
  expect(openedPages()).toEqual(suggestPurchase ? [opened] : [])
})

test('it is among the services, and among what is mine', async () => {
  const { me } = sessionOf('reader-token')
  answerWith(({ url }) => ({ body: url.endsWith('/me') ? me : { items: [], unread: 0, openCents: 0 } }))
  renderScreen(<ServicesScreen />)
  fireEvent.click(screen.getByRole('button', { name: /^荐购/ }))
  cleanup()
  renderScreen(<MeScreen />)
  fireEvent.click(await screen.findByRole('button', { name: /^我的荐购/ }))

  expect(openedPages()).toEqual(['/packages/suggestions/index', '/packages/suggestions/index'])
})
