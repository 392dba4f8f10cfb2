// The browser's own elements, behind the names of host.tsx.
import { useEffect, useRef } from 'react'
import '../../styles/browser.scss'
import type { BoxProps, InlineLinkProps, PictureProps, StripProps, TapTargetProps, TextInputProps } from './host-props'

const common = ({ id, className, style, role, label, hidden, live }: BoxProps) => ({
  id,
  className,
  style,
  role,
  'aria-label': label,
  'aria-hidden': hidden,
  'aria-live': live === true ? ('polite' as const) : undefined,
})

export function Box(props: BoxProps) {
  return (
    <div {...common(props)} onClick={props.onClick}>
      {props.children}
    </div>
  )
}

export function Strip(props: StripProps) {
  const { firstInSight } = props
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = firstInSight === undefined ? null : document.getElementById(firstInSight)
    if (strip.current === null || first === null) return
    // not scrollIntoView: that would move the page too
    const gap = parseFloat(getComputedStyle(first).scrollMarginLeft) || 0
    strip.current.scrollLeft += first.getBoundingClientRect().left - strip.current.getBoundingClientRect().left - gap
  }, [firstInSight])
  return (
    <div {...common(props)} ref={strip}>
      {props.children}
    </div>
  )
}

export function Span(props: BoxProps) {
  return <span {...common(props)}>{props.children}</span>
}

export function TapTarget(props: TapTargetProps) {
  return (
    <button
      type="button"
      {...common(props)}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}

export function InlineLink({ className, url, onClick, children }: InlineLinkProps) {
  return (
    <a
      className={className}
      href={url}
      onClick={(event) => {
        event.preventDefault()
        onClick()
      }}
    >
      {children}
    </a>
  )
}

const inputModes = { text: 'text', search: 'search', digits: 'numeric' } as const

export function TextInput(props: TextInputProps) {
  const { kind = 'text', onChange, onConfirm } = props
  return (
    <input
      id={props.id}
      className={props.className}
      aria-label={props.label}
      value={props.value}
      type="text"
      inputMode={inputModes[kind]}
      enterKeyHint={kind === 'search' ? 'search' : 'done'}
      placeholder={props.placeholder}
      autoFocus={props.autoFocus}
      autoComplete="off"
      disabled={props.disabled}
      maxLength={props.maxLength ?? 140}
      onChange={(event) => {
        onChange(event.target.value)
      }}
      onKeyDown={(event) => {
        // Enter also picks a candidate in a Chinese input method: that one is not ours
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.(event.currentTarget.value)
      }}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
    />
  )
}

export function LongTextInput(props: TextInputProps) {
  const { onChange } = props
  return (
    <textarea
      id={props.id}
      className={props.className}
      aria-label={props.label}
      value={props.value}
      placeholder={props.placeholder}
      disabled={props.disabled}
      maxLength={props.maxLength ?? 20_000}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  )
}

export function Picture({ id, className, src, label }: PictureProps) {
  return <img id={id} className={className} src={src} alt={label} />
}
