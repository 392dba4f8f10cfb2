import type { Block, Inline } from '../../bff/contract/markdown'
import { block } from '../../bff/contract/markdown'
import { parseMarkdown } from '../../bff/infra/markdown'
import { safeUrl } from '../../bff/infra/markdown-links'
import { excerptOf, toHtml } from '../../bff/infra/markdown-output'

const html = (text: string) => toHtml(parseMarkdown(text), 'https://lib.example.edu')

function linksIn(blocks: readonly Block[]): string[] {
  const urls: string[] = []
  const visitInline = (inline: Inline) => {
    if (inline.type === 'link') urls.push(inline.url)
    if ('children' in inline) inline.children.forEach(visitInline)
  }
  const visit = (node: Block) => {
    if (node.type === 'list') node.items.flat().forEach(visit)
    else if (node.type === 'quote') node.children.forEach(visit)
    else if ('children' in node) node.children.forEach(visitInline)
  }
  blocks.forEach(visit)
  return urls
}

function depthOf(blocks: readonly Block[]): number {
  return Math.max(
    0,
    ...blocks.map((node) => {
      if (node.type === 'quote') return 1 + depthOf(node.children)
      return node.type === 'list' ? 1 + Math.max(0, ...node.items.map(depthOf)) : 1
    }),
  )
}

describe('what a librarian writes', () => {
  it('becomes headings, paragraphs, lists, quotes and rules', () => {
    expect(parseMarkdown('# 开放时间\n\n周一**闭馆**。\n\n1. 预约\n2. 取书\n\n> 注意\n\n---')).toEqual([
      { type: 'heading', level: 2, children: [{ type: 'text', text: '开放时间' }] },
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: '周一' },
          { type: 'strong', children: [{ type: 'text', text: '闭馆' }] },
          { type: 'text', text: '。' },
        ],
      },
      {
        type: 'list',
        ordered: true,
        items: [
          [{ type: 'paragraph', children: [{ type: 'text', text: '预约' }] }],
          [{ type: 'paragraph', children: [{ type: 'text', text: '取书' }] }],
        ],
      },
      { type: 'quote', children: [{ type: 'paragraph', children: [{ type: 'text', text: '注意' }] }] },
      { type: 'rule' },
    ])
  })

  it('keeps a sentence whole that was broken over two lines', () => {
    expect(excerptOf(parseMarkdown('图书馆今天\n照常开放'))).toBe('图书馆今天照常开放')
    expect(excerptOf(parseMarkdown('The library\nis open'))).toBe('The library is open')
  })

  it('makes a pasted address a link, without the Chinese full stop behind it', () => {
    expect(linksIn(parseMarkdown('详见 https://lib.example.edu/a?b=1&c=2。谢谢'))).toEqual([
      'https://lib.example.edu/a?b=1&c=2',
    ])
  })

  it('follows links that are named once and used often', () => {
    expect(linksIn(parseMarkdown('见[指南][g]与[再看][g]\n\n> [g]: /packages/consult/guide'))).toEqual([
      '/packages/consult/guide',
      '/packages/consult/guide',
    ])
  })

  it('shows the description of an image, which the app has no place for', () => {
    expect(html('![取书点地图](https://x.example/a.png)')).toBe('<p>取书点地图</p>')
  })

  it('starts the excerpt with the text and not with the heading', () => {
    expect(excerptOf(parseMarkdown('## 时间\n\n- **周一** 闭馆\n- 周二 开放'))).toBe('周一 闭馆 周二 开放')
    expect(excerptOf(parseMarkdown('## 只有标题'))).toBe('只有标题')
    expect(Array.from(excerptOf(parseMarkdown('馆'.repeat(500))))).toHaveLength(91)
  })
})

describe('a text that means harm', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\u200bscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://x.example/1',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    '/\t/evil.example',
    'http://',
    'https:/evil.example',
    'https:evil.example',
    'https://library.example.edu@evil.example/',
    'https://user:secret@evil.example/',
    'weixin://dl/chat',
    'mailto:',
    '?q=1',
    'evil.example',
    '',
    `https://x.example/${'a'.repeat(2000)}`,
  ])('cannot lead to %j', (address) => {
    expect(safeUrl(address)).toBeNull()
  })

  it.each([
    'https://x.example/路径?q=馆',
    'http://x.example',
    'mailto:desk@x.example',
    'tel:010-62780000',
    '/pages/a?b=1',
  ])('while %s is followed', (address) => {
    expect(safeUrl(address)).toBe(address)
  })

  it.each([
    '[点我](javascript:alert(1))',
    '[点我](<java\tscript:alert(1)>)',
    '[点我](javascript&#58;alert(1))',
    '[点我](&#x6A;avascript:alert(1))',
    '[点我](&Tab;javascript:alert(1))',
    '[点我][x]\n\n[x]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![a](javascript:alert(1))',
    '[![a](x)](javascript:alert(1))',
  ])('has no link in %j', (text) => {
    expect(linksIn(parseMarkdown(text))).toEqual([])
    expect(html(text)).not.toContain('href')
  })

  it('shows HTML as the text it is', () => {
    const out = html('<script>alert(1)</script>\n\n一<img src=x onerror=alert(1)>二\n\n<!-- 藏 -->')
    expect(out).not.toMatch(/<(?!\/?p>)/)
    expect(out).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
    expect(out).not.toContain('藏')
  })

  it('cannot close the attribute of a link', () => {
    expect(html('[a](<https://x.example/"onmouseover="alert(1)>)')).toBe(
      '<p><a href="https://x.example/&#34;onmouseover=&#34;alert(1)">a</a></p>',
    )
  })

  it('loses the characters that steer a screen', () => {
    expect(excerptOf(parseMarkdown('正\u202e常\u0007文\u2066字'))).toBe('正常文字')
  })

  it.each([
    ['quotes a thousand deep', `${'> '.repeat(1000)}深处`],
    ['quotes as deep as the text is long', '>'.repeat(20_000)],
    ['lists in lists', Array.from({ length: 140 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n')],
    ['emphasis in emphasis', `${'*a **b '.repeat(1400)}c${'** d*'.repeat(1400)}`],
    ['brackets', '['.repeat(20_000)],
  ])('is shown flat where it nests: %s', (_what, text) => {
    const blocks = parseMarkdown(text)
    expect(depthOf(blocks)).toBeLessThanOrEqual(8)
    expect(block.array().safeParse(blocks).success).toBe(true)
  })

  it('leaves a sound text alone: sixty bold words in one paragraph', () => {
    const [paragraph] = parseMarkdown('**馆** '.repeat(60))
    const strong = paragraph?.type === 'paragraph' && paragraph.children.filter(({ type }) => type === 'strong')
    expect(strong).toHaveLength(60)
  })

  it('keeps the words that stand too deep', () => {
    expect(html(`${'> '.repeat(1000)}深处`)).toContain('深处')
  })

  it('stops where a list has no end', () => {
    const [list] = parseMarkdown('- 一\n'.repeat(5000))
    expect(list?.type === 'list' && list.items.length).toBeLessThan(3000)
  })

  it('cannot grow a short text into a huge answer', () => {
    const address = `https://x.example/${'a'.repeat(900)}`
    const blocks = parseMarkdown(`[a]: ${address}\n\n${'[a] '.repeat(4500)}`)
    expect(JSON.stringify(blocks).length).toBeLessThan(200_000)
  })

  it.each([
    ['quotes', '>'.repeat(19_999)],
    ['quotes and lists by turns', `${'> - '.repeat(4990)}a`],
    ['numbers', `${'1. '.repeat(6660)}a`],
    ['lines of dashes', `${'- '.repeat(70)}a\n`.repeat(140)],
    ['items', '-\n'.repeat(9990)],
    ['stars', 'a*'.repeat(9990)],
    ['emphasis in emphasis', `${'*a **b '.repeat(1600)}c${'** d*'.repeat(1600)}`],
    ['links that do not close', '[a]('.repeat(4990)],
    ['images in images', '![['.repeat(6660)],
    ['ampersands', '&'.repeat(19_990)],
  ])('does not keep the others waiting: %s', (_what, text) => {
    const before = process.cpuUsage()
    parseMarkdown(text)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500)
  })

  it('shows its stars when they are too many to mean anything', () => {
    expect(excerptOf(parseMarkdown('a*'.repeat(400)))).toMatch(/^(a\*){40}/)
  })
})
