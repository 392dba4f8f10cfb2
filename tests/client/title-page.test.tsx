import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { TitleScreen } from '../../miniprogram/features/titles/title-screen'
import { takeHandedOver } from '../../miniprogram/lib/navigation'
import { answerWith, freshPhone, refusedWith, renderScreen } from './support'

type Title = ResponseOf<'GET /titles/:id'>
type Nearby = ResponseOf<'GET /titles/:id/nearby'>

const availability = { copies: 2, available: 1, queue: 0 }

const summary = { isbns: [], language: 'chi', class: 'TP311.12', form: 'book' as const, availability }

const structures: Title = {
  ...summary,
  id: 't1',
  title: '数据结构',
  authors: ['严蔚敏'],
  contributors: [{ name: '严蔚敏', role: 'author' }],
  languageName: '中文',
  formName: '图书',
  subjects: [],
  units: [{ availability }],
  holdings: [],
  suggestPurchase: false,
  electronic: [],
  courses: [],
  editions: [],
  related: [],
}

const citations = [
  { style: 'gbt7714' as const, text: '严蔚敏. 数据结构[M]. 北京: 清华大学出版社, 2007.' },
  { style: 'bibtex' as const, text: '@book{yan2007,\n  title = {数据结构},\n}' },
  { style: 'ris' as const, text: 'TY  - BOOK\r\nER  - \r\n' },
]

const nowhere: Nearby = { branches: [], items: [] }

interface Answers {
  readonly title?: Partial<Title>
  readonly cited?: Parameters<typeof answerWith>[0]
  readonly near?: (url: string) => Nearby
}

function libraryWith({
  title = {},
  cited = () => ({ body: { items: citations } }),
  near = () => nowhere,
}: Answers = {}) {
  answerWith((sent) => {
    if (sent.url.endsWith('/citations')) return cited(sent)
    if (sent.url.includes('/nearby')) return { body: near(sent.url) }
    return { body: { ...structures, ...title } }
  })
}

const openTitle = () => renderScreen(<TitleScreen titleKey={{ id: 't1' }} onBook={() => undefined} overlay={null} />)
const copied = () => jest.mocked(Taro.setClipboardData).mock.lastCall?.[0].data

beforeEach(() => {
  freshPhone()
  jest.mocked(Taro.setClipboardData).mockClear()
  jest.mocked(Taro.navigateTo).mockClear()
})

describe('citing a title', () => {
  test.each([
    ['GB/T 7714-2015', citations[0]?.text],
    ['BibTeX', citations[1]?.text],
    ['RIS', citations[2]?.text],
  ])('%s is copied whole by its own button', async (name, text) => {
    libraryWith()
    openTitle()
    fireEvent.click(await screen.findByRole('button', { name: '引用' }))

    fireEvent.click(await screen.findByRole('button', { name: `复制 ${name} 引文` }))

    await waitFor(() => expect(copied()).toBe(text))
  })

  test('a library that does not answer can be asked again, and the sheet be closed', async () => {
    libraryWith({ cited: () => refusedWith('resource.not_found', {}, 404) })
    openTitle()
    fireEvent.click(await screen.findByRole('button', { name: '引用' }))
    expect(await screen.findByRole('button', { name: '重试' })).toBeInTheDocument()

    fireEvent.click(screen.getByRole('button', { name: '关闭' }))

    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('the record of a title', () => {
  test('says language and form in words', async () => {
    libraryWith({ title: { language: 'grc', languageName: '古希腊语', form: 'thesis', formName: '学位论文' } })
    openTitle()

    expect(await screen.findByText('古希腊语')).toBeInTheDocument()

    expect(screen.getByText('学位论文')).toBeInTheDocument()
    expect(screen.queryByText(/grc|thesis/)).toBeNull()
  })

  test('of a title that is electronic only offers no queue for a print copy', async () => {
    const electronic = [{ label: '馆藏全文', url: 'https://example.org/b', access: 'open' as const }]
    const none = { copies: 0, available: 0, queue: 0 }
    libraryWith({ title: { form: 'ebook', electronic, availability: none, units: [{ availability: none }] } })
    openTitle()

    expect(await screen.findByText('馆藏全文')).toBeInTheDocument()

    expect(screen.queryByRole('button', { name: /预约/ })).toBeNull()
  })
})

describe('what stands around a title', () => {
  const other = (n: number, title = `别的书${n}`) => ({ ...summary, id: `o${n}`, title, authors: ['严蔚敏'] })
  const others = (count: number) => Array.from({ length: count }, (_, n) => other(n))

  test('another edition opens with one tap', async () => {
    libraryWith({ title: { editions: [other(1, '数据结构（第2版）')] } })
    openTitle()
    expect(await screen.findByRole('heading', { name: '其他版本' })).toBeInTheDocument()

    fireEvent.click(screen.getByRole('button', { name: /第2版/ }))

    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/packages/title/index?id=o1' })
    expect(screen.queryByRole('button', { name: /全部/ })).toBeNull()
  })

  test('a long series leads on to a search for all of it', async () => {
    libraryWith({ title: { inSeries: { name: '“走向”丛书', items: others(6) } } })
    openTitle()

    fireEvent.click(await screen.findByRole('button', { name: '丛书：“走向”丛书 全部' }))

    expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/search/index' })
    expect(takeHandedOver('search')).toEqual({ q: '丛书:"走向 丛书"' })
  })

  test('many editions lead on to a search by title and author', async () => {
    libraryWith({ title: { editions: others(6) } })
    openTitle()

    fireEvent.click(await screen.findByRole('button', { name: '其他版本 全部' }))

    expect(takeHandedOver('search')).toEqual({ q: '书名:"数据结构" 作者:"严蔚敏"' })
  })

  test('a title that stands alone shows no empty lists', async () => {
    libraryWith({ title: { inSeries: { name: '独此一本', items: [] } } })
    openTitle()

    await screen.findByRole('button', { name: '引用' })

    expect(screen.queryByText(/独此一本|其他版本|相关的书/)).toBeNull()
  })
})

describe('the shelf around a title', () => {
  const main = { id: 'main', name: '总馆' }
  const science = { id: 'science', name: '理科分馆' }
  const standing = (id: string, title: string, isThis = false) => ({
    ...summary,
    ...{ id, title, authors: ['某人'], callNumber: `TP311.12/${id}`, isThis },
  })
  const items = [standing('a1', '左边的书'), standing('t1', '数据结构', true), standing('b1', '右边的书')]
  const shelf = (branch: typeof main) => ({ branch, floor: '3F', area: '计算机阅览室' })

  test('is shown in its order, with this title marked, and each neighbour opens with a tap', async () => {
    libraryWith({ near: () => ({ shelf: shelf(main), branches: [main], items }) })
    openTitle()
    expect(await screen.findByText('这一本')).toBeInTheDocument()
    const row = document.getElementById('nearby')?.textContent.replaceAll('\u200b', '') ?? ''
    const places = ['TP311.12/a1', '这一本', 'TP311.12/b1'].map((mark) => row.indexOf(mark))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(screen.getByText('3F 计算机阅览室')).toBeInTheDocument()

    fireEvent.click(screen.getByRole('button', { name: '右边的书 某人 TP311.12/b1' }))

    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/packages/title/index?id=b1' })
  })

  test('is shown for another branch by a tap', async () => {
    libraryWith({
      near: (url) =>
        url.endsWith('branch=science')
          ? {
              shelf: shelf(science),
              branches: [main, science],
              items: [standing('c1', '理科的书'), ...items.slice(1, 2)],
            }
          : { shelf: shelf(main), branches: [main, science], items },
    })
    openTitle()

    fireEvent.click(await screen.findByRole('button', { name: '理科分馆' }))

    expect(await screen.findByRole('button', { name: /理科的书/ })).toBeInTheDocument()
    expect(screen.getByRole('button', { name: '理科分馆' })).toHaveAttribute('aria-pressed', 'true')
  })

  test('is not spoken of where the title stands alone', async () => {
    libraryWith({ near: () => ({ shelf: shelf(main), branches: [main], items: items.slice(1, 2) }) })
    openTitle()
    await screen.findByRole('button', { name: '引用' })
    await waitFor(() => expect(screen.queryByText('书架上的左邻右舍')).toBeNull())
  })
})

describe('showing a title to somebody', () => {
  test('without a way to send it, its link is copied: it opens this title, however it was found', async () => {
    libraryWith()
    renderScreen(<TitleScreen titleKey={{ isbn: '9787302147510' }} onBook={() => undefined} overlay={null} />)

    fireEvent.click(await screen.findByRole('button', { name: '分享' }))

    await waitFor(() => expect(copied()).toBe('http://localhost/packages/title/index?id=t1'))
  })

  test('a phone that can send is given title and link', async () => {
    const share = jest.fn().mockResolvedValue(undefined)
    Object.defineProperty(navigator, 'share', { value: share, configurable: true })
    libraryWith()
    openTitle()

    fireEvent.click(await screen.findByRole('button', { name: '分享' }))

    await waitFor(() =>
      expect(share).toHaveBeenCalledWith({
        title: '《数据结构》 严蔚敏',
        url: 'http://localhost/packages/title/index?id=t1',
      }),
    )
    Reflect.deleteProperty(navigator, 'share')
    expect(Taro.setClipboardData).not.toHaveBeenCalled()
  })
})
