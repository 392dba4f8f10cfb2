import { Fragment, type ReactNode } from 'react'
import type { Block, Inline } from '../../lib/rich-text'
import { Box, InlineLink, Span } from '../host/host'
import s from './rich-text.module.scss'

interface RichTextProps {
  readonly blocks: readonly Block[]
  readonly onLink: (url: string) => void
}

/** Draws a safe text tree with our own elements: no markup of a text ever reaches the screen. */
export function RichText({ blocks, onLink }: RichTextProps) {
  return (
    <Box className={s['text']}>
      <Blocks blocks={blocks} onLink={onLink} />
    </Box>
  )
}

function Blocks({ blocks, onLink }: RichTextProps) {
  return (
    <>
      {/* a text is drawn whole and never reordered: its places are its keys */}
      {blocks.map((block, n) => (
        <Fragment key={n}>{drawBlock(block, onLink)}</Fragment>
      ))}
    </>
  )
}

function drawBlock(block: Block, onLink: RichTextProps['onLink']): ReactNode {
  switch (block.type) {
    case 'heading':
      return (
        <Box className={`${s['heading'] ?? ''} ${s[`level${block.level}`] ?? ''}`} role="heading">
          <Inlines inlines={block.children} onLink={onLink} />
        </Box>
      )
    case 'paragraph':
      return (
        <Box className={s['paragraph']}>
          <Inlines inlines={block.children} onLink={onLink} />
        </Box>
      )
    case 'list':
      return <List list={block} onLink={onLink} />
    case 'quote':
      return (
        <Box className={s['quote']}>
          <Blocks blocks={block.children} onLink={onLink} />
        </Box>
      )
    case 'code_block':
      return <Box className={s['codeBlock']}>{block.text}</Box>
    case 'rule':
      return <Box className={s['rule']} hidden />
  }
}

function List({ list, onLink }: { readonly list: Extract<Block, { type: 'list' }> } & Pick<RichTextProps, 'onLink'>) {
  return (
    <Box className={s['list']} role="list">
      {list.items.map((item, n) => (
        <Box key={n} className={s['item']} role="listitem">
          <Span className={s['marker']} hidden={!list.ordered}>
            {list.ordered ? `${n + 1}.` : '•'}
          </Span>
          <Box className={s['itemBody']}>
            <Blocks blocks={item} onLink={onLink} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Inlines(props: { readonly inlines: readonly Inline[]; readonly onLink: RichTextProps['onLink'] }) {
  return (
    <>
      {props.inlines.map((inline, n) => (
        <Fragment key={n}>{drawInline(inline, props.onLink)}</Fragment>
      ))}
    </>
  )
}

function drawInline(inline: Inline, onLink: RichTextProps['onLink']): ReactNode {
  switch (inline.type) {
    case 'text':
      return <Span>{inline.text}</Span>
    case 'strong':
    case 'emphasis':
      return (
        <Span className={s[inline.type]}>
          <Inlines inlines={inline.children} onLink={onLink} />
        </Span>
      )
    case 'code':
      return <Span className={s['code']}>{inline.text}</Span>
    case 'link':
      return (
        <InlineLink className={s['link']} url={inline.url} onClick={() => onLink(inline.url)}>
          <Inlines inlines={inline.children} onLink={onLink} />
        </InlineLink>
      )
    case 'break':
      return <Span>{'\n'}</Span>
  }
}
