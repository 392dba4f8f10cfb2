import type { CSSProperties, ReactNode } from 'react'

/** What every element takes, on both targets. `id` is stable: tests tap it, and in WeChat it is the node's uid. */
export interface BoxProps {
  readonly id?: string | undefined
  readonly className?: string | undefined
  readonly style?: CSSProperties | undefined
  readonly role?: string | undefined
  readonly label?: string | undefined
  readonly hidden?: boolean | undefined
  /** Changes of the content are read aloud ("sending", "3 results"). */
  readonly live?: boolean | undefined
  readonly onClick?: (() => void) | undefined
  readonly children?: ReactNode
}

export interface TapTargetProps extends BoxProps {
  readonly disabled?: boolean | undefined
  readonly pressed?: boolean | undefined
  readonly expanded?: boolean | undefined
  /** WeChat: a tap offers to send the page to a friend (the page says what, by useShareAppMessage). */
  readonly sharesPage?: boolean | undefined
}

/** What is wider than the screen and is pushed along with the thumb. */
export interface StripProps extends BoxProps {
  /** The element within that stands at the left edge at first. */
  readonly firstInSight?: string | undefined
}

/** A link inside a sentence: it has no box of its own. */
export interface InlineLinkProps {
  readonly className?: string | undefined
  readonly url: string
  readonly onClick: () => void
  readonly children?: ReactNode
}

export interface TextInputProps {
  readonly id?: string | undefined
  readonly className?: string | undefined
  readonly label: string
  readonly value: string
  readonly placeholder?: string | undefined
  readonly kind?: 'text' | 'search' | 'digits' | undefined
  readonly autoFocus?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly maxLength?: number | undefined
  readonly onChange: (value: string) => void
  readonly onConfirm?: ((value: string) => void) | undefined
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
}

export interface PictureProps {
  readonly id?: string | undefined
  readonly className?: string | undefined
  readonly src: string
  readonly label: string
  /** WeChat: a long press offers to join, save or scan. */
  readonly longPressMenu?: boolean | undefined
}
