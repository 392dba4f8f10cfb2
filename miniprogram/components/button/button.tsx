import { Span } from '../host/host'
import { Icon, type IconName } from '../icon/icon'
import { Tap } from './tap'
import s from './button.module.scss'

export interface ButtonProps {
  readonly id: string
  readonly text: string
  /** `primary` once per screen; `quiet` beside it; `plain` in a line of text; `danger` for what takes away. */
  readonly kind?: 'primary' | 'quiet' | 'plain' | 'danger'
  readonly icon?: IconName
  readonly wide?: boolean
  readonly disabled?: boolean
  /** While the library has not answered: shown instead of `text`, and a second tap does nothing. */
  readonly busyText?: string | undefined
  /** For the screen reader, where the text alone does not say what of. */
  readonly label?: string
  /** WeChat: sends the page to a friend; the app itself has nothing to do on the tap. */
  readonly sharesPage?: boolean
  readonly onClick: () => void
}

export function Button(props: ButtonProps) {
  const { id, text, kind = 'primary', icon, wide = false, disabled = false, busyText, label, onClick } = props
  const isBusy = busyText !== undefined
  return (
    <Tap
      id={id}
      className={[s['button'], s[kind], wide ? s['wide'] : '', isBusy ? s['busy'] : ''].join(' ')}
      label={isBusy ? busyText : label}
      disabled={disabled || isBusy}
      sharesPage={props.sharesPage}
      onClick={disabled || isBusy ? undefined : onClick}
    >
      {icon !== undefined && <Icon name={icon} size={kind === 'plain' ? 's' : 'm'} />}
      <Span className={s['text']} live>
        {busyText ?? text}
      </Span>
    </Tap>
  )
}
