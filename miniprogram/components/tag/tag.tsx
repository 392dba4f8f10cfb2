import { Span } from '../host/host'
import { Icon, type IconName } from '../icon/icon'
import s from './tag.module.scss'

/** A word about a thing. Colour never stands alone: the word says it all. */
export function Tag(props: {
  readonly text: string
  readonly tone?: 'plain' | 'accent' | 'warm' | 'ok' | 'danger'
  readonly icon?: IconName
}) {
  const { text, tone = 'plain', icon } = props
  return (
    <Span className={`${s['tag'] ?? ''} ${s[tone] ?? ''}`}>
      {icon !== undefined && <Icon name={icon} size="s" />}
      {text}
    </Span>
  )
}
