import { z } from 'zod'

/**
 * The safe subset of Markdown as a tree: the service parses, the app draws each node with its own components, so no
 * HTML from a text ever reaches a screen.
 */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'emphasis'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'break' }

export type Block =
  | { type: 'heading'; level: 2 | 3 | 4; children: Inline[] }
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'list'; ordered: boolean; items: Block[][] }
  | { type: 'quote'; children: Block[] }
  | { type: 'code_block'; text: string }
  | { type: 'rule' }

const inline: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({ type: z.enum(['strong', 'emphasis']), children: z.array(inline) }),
    z.strictObject({ type: z.literal('code'), text: z.string() }),
    z.strictObject({ type: z.literal('link'), url: z.string(), children: z.array(inline) }),
    z.strictObject({ type: z.literal('break') }),
  ]),
)

export const block: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('heading'),
      level: z.union([z.literal(2), z.literal(3), z.literal(4)]),
      children: z.array(inline),
    }),
    z.strictObject({ type: z.literal('paragraph'), children: z.array(inline) }),
    z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(block)) }),
    z.strictObject({ type: z.literal('quote'), children: z.array(block) }),
    z.strictObject({ type: z.literal('code_block'), text: z.string() }),
    z.strictObject({ type: z.literal('rule') }),
  ]),
)
