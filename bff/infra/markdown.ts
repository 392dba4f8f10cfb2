import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block, Inline } from '../contract/markdown'
import { linkify, safeUrl } from './markdown-links'
import { withinReason } from './markdown-limits'

type Root = ReturnType<typeof fromMarkdown>
type BlockNode = Root['children'][number]
type InlineNode = Extract<BlockNode, { type: 'paragraph' }>['children'][number]
type AnyNode = BlockNode | InlineNode
type Definitions = ReadonlyMap<string, string>

/** Deeper nesting than a notice ever needs is shown as plain text. */
const maxDepth = 6
/** A text of 20,000 characters can ask for far more (a long address referred to a thousand times): enough is enough. */
const maxNodes = 3000
const maxCharacters = 60_000
/** How many texts are kept parsed: everybody reads the same few. */
const rememberedTexts = 200

interface Budget {
  nodes: number
  characters: number
  readonly definitions: Definitions
}

const remembered = new Map<string, readonly Block[]>()

/**
 * The safe subset of Markdown as a tree. HTML is shown as the text it is, images become their description, links lead
 * only to the web, mail, telephone or a page of the app; depth and size are bounded. Never throws: any text is a text.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= rememberedTexts) remembered.clear()
  const blocks = parse(text)
  remembered.set(text, blocks)
  return blocks
}

function parse(text: string): Block[] {
  const root = fromMarkdown(withinReason(text))
  const budget = { nodes: maxNodes, characters: maxCharacters, definitions: definitionsOf(root) }
  return blocksOf(root.children, budget, 0)
}

/** What `[label]: address` lines say, wherever they stand; the first of a name counts. */
function definitionsOf(root: Root): Definitions {
  const definitions = new Map<string, string>()
  const nodes: AnyNode[] = [...root.children]
  // grows while it is walked
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node.url)
    if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') nodes.push(...node.children)
  }
  return definitions
}

function blocksOf(nodes: readonly BlockNode[], budget: Budget, depth: number): Block[] {
  const blocks: Block[] = []
  for (const node of nodes) {
    if (budget.nodes-- <= 0) break
    const block = depth < maxDepth ? blockOf(node, budget, depth) : flatBlock(node, budget)
    if (block) blocks.push(block)
  }
  return blocks
}

function blockOf(node: BlockNode, budget: Budget, depth: number): Block | null {
  switch (node.type) {
    case 'heading':
      return { type: 'heading', level: levelOf(node.depth), children: inlinesOf(node.children, budget, 0) }
    case 'paragraph':
      return { type: 'paragraph', children: inlinesOf(node.children, budget, 0) }
    case 'blockquote':
      return { type: 'quote', children: blocksOf(node.children, budget, depth + 1) }
    case 'list':
      return {
        type: 'list',
        ordered: node.ordered === true,
        items: node.children
          .map((item) => blocksOf(item.children, budget, depth + 1))
          .filter((item) => item.length > 0),
      }
    case 'code':
      return { type: 'code_block', text: take(budget, node.value) }
    case 'thematicBreak':
      return { type: 'rule' }
    case 'html':
      return paragraphOf(take(budget, withoutComments(node.value)))
    // resolved where it is used
    case 'definition':
      return null
    // not of the plain Markdown that is read here, or never alone among blocks
    case 'break':
    case 'delete':
    case 'emphasis':
    case 'footnoteDefinition':
    case 'footnoteReference':
    case 'image':
    case 'imageReference':
    case 'inlineCode':
    case 'link':
    case 'linkReference':
    case 'listItem':
    case 'strong':
    case 'table':
    case 'tableCell':
    case 'tableRow':
    case 'text':
    case 'yaml':
      return flatBlock(node, budget)
  }
}

/** A node that stands too deep: its words, without its shape. */
function flatBlock(node: BlockNode, budget: Budget): Block | null {
  return paragraphOf(take(budget, oneLine(wordsOf(node))))
}

function paragraphOf(text: string): Block | null {
  return text.trim() === '' ? null : { type: 'paragraph', children: [{ type: 'text', text }] }
}

function inlinesOf(nodes: readonly InlineNode[], budget: Budget, depth: number): Inline[] {
  const inlines: Inline[] = []
  for (const node of nodes) {
    if (budget.nodes-- <= 0) break
    inlines.push(...(depth < maxDepth ? inlineOf(node, budget, depth) : flatInline(node, budget)))
  }
  return inlines
}

function inlineOf(node: InlineNode, budget: Budget, depth: number): Inline[] {
  switch (node.type) {
    case 'text':
      return linkify(take(budget, oneLine(node.value)))
    case 'strong':
    case 'emphasis':
      return [{ type: node.type, children: inlinesOf(node.children, budget, depth + 1) }]
    case 'inlineCode':
      return textOf(take(budget, oneLine(node.value)), 'code')
    case 'break':
      return [{ type: 'break' }]
    case 'link':
      return linkOf(node.url, node.children, { budget, depth })
    case 'linkReference':
      return linkOf(budget.definitions.get(node.identifier) ?? '', node.children, { budget, depth })
    case 'image':
    case 'imageReference':
      return textOf(take(budget, oneLine(node.alt ?? '')), 'text')
    case 'html':
      return textOf(take(budget, oneLine(withoutComments(node.value))), 'text')
    // not of the plain Markdown that is read here
    case 'delete':
    case 'footnoteReference':
      return flatInline(node, budget)
  }
}

function linkOf(address: string, nodes: readonly InlineNode[], at: { budget: Budget; depth: number }): Inline[] {
  const url = safeUrl(address)
  const children = inlinesOf(nodes, at.budget, at.depth + 1).map(withoutLink)
  if (url === null || children.length === 0 || at.budget.characters <= 0) return children
  take(at.budget, url)
  return [{ type: 'link', url, children }]
}

/** A link inside a link (an address that is its own label) is its label. */
function withoutLink(inline: Inline): Inline {
  if (inline.type !== 'link') return inline
  const [label] = inline.children
  return label ?? { type: 'text', text: inline.url }
}

function flatInline(node: InlineNode, budget: Budget): Inline[] {
  return textOf(take(budget, oneLine(wordsOf(node))), 'text')
}

function textOf(text: string, type: 'text' | 'code'): Inline[] {
  return text === '' ? [] : [{ type, text }]
}

/** All words below a node. With a list of its own instead of recursion: the nesting may be as deep as the text is long. */
function wordsOf(node: AnyNode): string {
  const words: string[] = []
  const waiting: AnyNode[] = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('value' in next) words.push(next.value)
    if ('children' in next) waiting.push(...next.children.toReversed())
  }
  return words.join(' ')
}

function levelOf(depth: number): 2 | 3 | 4 {
  if (depth <= 2) return 2
  return depth === 3 ? 3 : 4
}

/** Takes a text from the budget, without characters that steer a screen instead of being read. */
function take(budget: Budget, text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
  const clean = text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  const taken = clean.length <= budget.characters ? clean : `${clean.slice(0, Math.max(0, budget.characters))}…`
  budget.characters -= taken.length
  return taken
}

/** A line break of the source is a space, and nothing between two Chinese characters. */
function oneLine(text: string): string {
  return text
    .replace(/(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u2e80-\u9fff\uff00-\uffef])/g, '')
    .replace(/[ \t]*[\r\n][ \t]*/g, ' ')
}

function withoutComments(html: string): string {
  return html.replace(/<!--[\s\S]*?(-->|$)/g, '')
}
