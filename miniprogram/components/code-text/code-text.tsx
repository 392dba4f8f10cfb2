import { Span } from '../host/host'
import s from './code-text.module.scss'

/** A long code such as a call number: where the line is too short it breaks after a slash, never inside a part. */
export function CodeText({ text }: { readonly text: string }) {
  const parts = text.match(/[^/]*\/|[^/]+$/g) ?? []
  return (
    <>
      {parts.map((part, n) => (
        <Span key={n} className={s['part']}>
          {part}
        </Span>
      ))}
    </>
  )
}
