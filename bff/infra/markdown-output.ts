import type { Block, Inline } from '../contract/markdown'

const excerptLength = 90

/** The first words of a text, for lists: of its paragraphs where it has any, else of its headings. */
export function excerptOf(blocks: readonly Block[]): string {
  const words = wordsOf(blocks, false) || wordsOf(blocks, true)
  const characters = Array.from(words)
  return characters.length <= excerptLength ? words : `${characters.slice(0, excerptLength).join('').trimEnd()}…`
}

/** HTML with everything escaped; `origin` stands before the paths of the app. */
export function toHtml(blocks: readonly Block[], origin: string): string {
  return blocks.map((block) => blockHtml(block, origin)).join('')
}

/** Text as it may stand in HTML and XML, in elements and in attributes. */
function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function wordsOf(blocks: readonly Block[], withHeadings: boolean): string {
  const parts = blocks.map((block) => {
    switch (block.type) {
      case 'heading':
        return withHeadings ? inlineWords(block.children) : ''
      case 'paragraph':
        return inlineWords(block.children)
      case 'list':
        return block.items.map((item) => wordsOf(item, withHeadings)).join(' ')
      case 'quote':
        return wordsOf(block.children, withHeadings)
      case 'code_block':
        return withHeadings ? block.text : ''
      case 'rule':
        return ''
    }
  })
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}

function inlineWords(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.type === 'break') return ' '
      return 'children' in inline ? inlineWords(inline.children) : inline.text
    })
    .join('')
}

function blockHtml(block: Block, origin: string): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level}>${inlineHtml(block.children, origin)}</h${block.level}>`
    case 'paragraph':
      return `<p>${inlineHtml(block.children, origin)}</p>`
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => `<li>${toHtml(item, origin)}</li>`).join('')}</${tag}>`
    }
    case 'quote':
      return `<blockquote>${toHtml(block.children, origin)}</blockquote>`
    case 'code_block':
      return `<pre><code>${escapeMarkup(block.text)}</code></pre>`
    case 'rule':
      return '<hr>'
  }
}

function inlineHtml(inlines: readonly Inline[], origin: string): string {
  return inlines.map((inline) => oneInlineHtml(inline, origin)).join('')
}

function oneInlineHtml(inline: Inline, origin: string): string {
  switch (inline.type) {
    case 'text':
      return escapeMarkup(inline.text)
    case 'strong':
      return `<strong>${inlineHtml(inline.children, origin)}</strong>`
    case 'emphasis':
      return `<em>${inlineHtml(inline.children, origin)}</em>`
    case 'code':
      return `<code>${escapeMarkup(inline.text)}</code>`
    case 'link': {
      const url = inline.url.startsWith('/') ? `${origin}${inline.url}` : inline.url
      return `<a href="${escapeMarkup(url)}">${inlineHtml(inline.children, origin)}</a>`
    }
    case 'break':
      return '<br>'
  }
}
