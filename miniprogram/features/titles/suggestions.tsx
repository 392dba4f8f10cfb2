import { useEffect, useState } from 'react'
import { Row, Rows } from '../../components/row/row'
import type { IconName } from '../../components/icon/icon'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useSuggestions, type Suggestion } from './titles.hooks'

const settleMs = 160

const icons = { title: 'book', author: 'me', query: 'search' } as const satisfies Record<Suggestion['kind'], IconName>

/** Completions of what is being typed; what was typed itself always comes first. */
export function Suggestions({ typed, onSearch }: { readonly typed: string; readonly onSearch: (q: string) => void }) {
  const t = useText()
  const settled = useSettled(typed)
  const items = useSuggestions(settled).data?.items ?? []
  return (
    <Rows>
      <Row id="suggest-typed" icon="search" title={typed} onClick={() => onSearch(typed)} />
      {items
        .filter(({ text, titleId }) => text !== typed || titleId !== undefined)
        .map(({ text, kind, titleId }, n) => (
          <Row
            key={`${kind}-${text}-${titleId ?? ''}`}
            id={`suggest-${n}`}
            icon={icons[kind]}
            label={t.titles.suggested[kind](text)}
            title={text}
            onClick={() => {
              if (titleId === undefined) onSearch(text)
              else navigate('title', { id: titleId })
            }}
          />
        ))}
    </Rows>
  )
}

/** The text once the fingers rest: not every letter is a question. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
