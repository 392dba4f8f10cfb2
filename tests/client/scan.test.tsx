import Taro from '@tarojs/taro'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { Screen } from '../../miniprogram/components/screen/screen'
import { noFilters } from '../../miniprogram/features/titles/filters'
import { NothingFound } from '../../miniprogram/features/titles/nothing-found'
import { scan, scanRequest } from '../../miniprogram/lib/scan'
import { scanBook } from '../../miniprogram/lib/scan-book'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf } from './support'

const isbn = '9787302147510'
const opened = () => jest.mocked(Taro.navigateTo).mock.calls.map(([{ url }]) => url)

beforeEach(() => {
  freshPhone()
  jest.mocked(Taro.navigateTo).mockClear()
})

/** Scans a book with what the scanner has seen. @returns the ways that were gone */
async function scanned(result: string) {
  const ways: string[] = []
  const scanning = scanBook({ onMissing: (missing) => ways.push(missing), onNoIsbn: () => ways.push('no isbn') })
  scanRequest.get()?.answer(result)
  await scanning
  return ways
}

test('the ISBN of a book that the library has leads to its title', async () => {
  answerWith(() => ({ body: { id: 't1' } }))
  expect(await scanned(isbn)).toEqual([])
  expect(opened()).toEqual(['/packages/title/index?id=t1'])
})

test('one that it does not have leads on with that ISBN', async () => {
  answerWith(() => refusedWith('resource.not_found', {}, 404))
  expect(await scanned(isbn)).toEqual([isbn])
  expect(opened()).toEqual([])
})

test('a barcode that is no ISBN is said to be none, and the library is not asked', async () => {
  answerWith(() => ({ body: {} }))
  expect(await scanned('B000123')).toEqual(['no isbn'])
  expect(sent).toEqual([])
})

test('with no network the title page opens, where it can be asked for again', async () => {
  answerWith(() => ({ failure: 'request:fail' }))
  expect(await scanned(isbn)).toEqual([])
  expect(opened()).toEqual([`/packages/title/index?isbn=${isbn}`])
})

test('where a browser reads no codes, the number is typed', async () => {
  renderScreen(<Screen title="页">内容</Screen>)
  let got: string | undefined
  await act(async () => {
    void scan(['barCode']).then((typed) => {
      got = typed
    })
  })
  expect(await screen.findByText('这里用不了相机，请输入号码')).toBeInTheDocument()
  fireEvent.change(screen.getByRole('textbox', { name: '号码' }), { target: { value: isbn } })
  fireEvent.click(screen.getByRole('button', { name: '确定' }))

  await waitFor(() => expect(got).toBe(isbn))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the scanner can be left without a scan', async () => {
  renderScreen(<Screen title="页">内容</Screen>)
  const left = jest.fn()
  await act(async () => {
    void scan(['barCode']).then(left)
  })
  fireEvent.click(await screen.findByRole('button', { name: '关闭' }))

  await waitFor(() => expect(left).toHaveBeenCalledWith(undefined))
})

const unused = { filters: noFilters, onFilters: () => undefined, onSearch: () => undefined, onScan: () => undefined }

test('nothing found offers the query without its last word where that finds something', async () => {
  answerWith(() => ({ body: { total: 12, items: [], tookMs: 1 } }))
  const onSearch = jest.fn()
  renderScreen(<NothingFound {...unused} query="数据结构 严某某" onSearch={onSearch} />)

  fireEvent.click(await screen.findByRole('button', { name: '只搜“数据结构”：12 种' }))

  expect(onSearch).toHaveBeenCalledWith('数据结构')
  expect(sent[0]?.url).toContain('size=1')
})

test('nothing found for one word asks for the book in hand instead', () => {
  answerWith(() => ({ body: { total: 0, items: [], tookMs: 1 } }))
  const onScan = jest.fn()
  renderScreen(<NothingFound {...unused} query="元宇宙治理" onScan={onScan} />)

  fireEvent.click(screen.getByRole('button', { name: '书在手边？扫 ISBN' }))

  expect(onScan).toHaveBeenCalled()
  // nothing but whether others may be asked: there are no fewer words to look for
  expect(sent.map(({ url }) => url)).toEqual(['/api/consultation-groups'])
})

test('an ISBN that is not found is suggested for purchase, not scanned again', () => {
  renderScreen(<NothingFound {...unused} query={isbn} />)
  expect(screen.queryByRole('button', { name: '书在手边？扫 ISBN' })).toBeNull()

  fireEvent.click(screen.getByRole('button', { name: '荐购' }))

  expect(opened()).toEqual([`/packages/suggestions/index?isbn=${isbn}`])
})

test('librarians, who decide on suggestions, are not asked for one', () => {
  const { me, ...session } = sessionOf('token-1')
  keepSession({ ...session, me: { ...me, role: 'librarian', reader: null } })
  renderScreen(<NothingFound {...unused} query="元宇宙治理" />)

  expect(screen.queryByRole('button', { name: '荐购' })).toBeNull()
  expect(screen.getByRole('button', { name: '向馆员咨询' })).toBeInTheDocument()
})
