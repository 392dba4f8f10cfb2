/** @jest-environment jsdom */
import { presentAtom } from '../../bff/features/notices/atom.presenter'
import type { NoticeRecord } from '../../bff/features/notices/notices.model'

const aNotice = (own: Partial<NoticeRecord> = {}): NoticeRecord => ({
  _id: '65e000000000000000000001',
  category: 'hours',
  title: { zh: '闭馆', en: 'Closed' },
  body: { zh: '今天闭馆' },
  excerpt: { zh: '今天闭馆' },
  isPinned: false,
  branchIds: [],
  startsAt: null,
  endsAt: null,
  version: 1,
  publishedAt: new Date('2026-03-02T02:00:00Z'),
  versionAt: new Date('2026-03-02T02:00:00Z'),
  shownFrom: new Date('2026-03-02T02:00:00Z'),
  isWithdrawn: false,
  ...own,
})

function feedOf(notices: readonly NoticeRecord[], options: { origin?: string; html?: string } = {}) {
  const { origin = 'https://lib.example.edu', html = '<p>今天闭馆</p>' } = options
  const entries = notices.map((notice) => ({ notice, html }))
  const xml = presentAtom({ library: { zh: '测试图书馆' }, language: 'zh', origin, entries })
  const document = new DOMParser().parseFromString(xml, 'application/xml')
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent)
  return { document, texts, isWellFormed: document.querySelector('parsererror') === null }
}

describe('the Atom feed', () => {
  it('has what RFC 4287 asks of a feed and of each entry', () => {
    const { document, texts, isWellFormed } = feedOf([aNotice(), aNotice({ _id: '65e000000000000000000002' })])
    expect(isWellFormed).toBe(true)
    expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2005/Atom')
    for (const element of ['id', 'title', 'updated', 'author > name'])
      expect(texts(`feed > ${element}`)).toHaveLength(1)
    for (const element of ['id', 'title', 'updated', 'content[type=html]', 'link[rel=alternate]']) {
      expect(texts(`entry > ${element}`)).toHaveLength(2)
    }
    const ids = texts('id')
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(URL.canParse(id)).toBe(true)
  })

  it('keeps its ids when the library moves to another address', () => {
    const ids = (origin: string) => feedOf([aNotice()], { origin }).texts('id')
    expect(ids('https://new.example.edu')).toEqual(ids('http://127.0.0.1:3000'))
  })

  it('has changed when its newest entry has', () => {
    const corrected = aNotice({ versionAt: new Date('2026-03-04T00:00:00Z') })
    const announced = aNotice({ shownFrom: new Date('2026-03-03T00:00:00Z') })
    const { texts } = feedOf([announced, corrected])
    expect(texts('entry > updated')).toEqual(['2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'])
    expect(texts('feed > updated')).toEqual(['2026-03-04T00:00:00.000Z'])
  })

  it('is sound when nothing was published yet', () => {
    const { isWellFormed, texts } = feedOf([])
    expect([isWellFormed, texts('entry').length, texts('feed > updated').length]).toEqual([true, 0, 1])
  })

  it('gives the text back as it is, whatever stands in it', () => {
    const title = `]]> & <b> "'\t😀`
    const html = '<p title="a&#38;b">&#60;script&#62; ]]&gt;</p>'
    const { isWellFormed, texts } = feedOf([aNotice({ title: { zh: title } })], { html })
    expect([isWellFormed, texts('entry > title'), texts('entry > content')]).toEqual([true, [title], [html]])
  })

  it('leaves out what XML cannot say', () => {
    const { isWellFormed, texts } = feedOf([aNotice({ title: { zh: '闭\u0000\u000b\ud800\ufffe馆' } })])
    expect([isWellFormed, texts('entry > title')]).toEqual([true, ['闭馆']])
  })

  it('cannot be torn by the address it was asked for', () => {
    const { isWellFormed, document } = feedOf([aNotice()], { origin: `http://x"><entry/>` })
    expect([isWellFormed, document.querySelectorAll('entry')]).toEqual([true, expect.objectContaining({ length: 1 })])
  })
})
