/** The safe tree of a Markdown text, for components that draw it. */
export type { Block, Inline } from '../../bff/contract/markdown'
