import { Icon, type IconName } from '../icon/icon'
import { Tap } from './tap'
import s from './icon-button.module.scss'

/** A tap target with an icon alone: its name is for those who do not see it. */
export function IconButton(props: {
  readonly id: string
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
}) {
  return (
    <Tap id={props.id} className={s['button']} label={props.label} onClick={props.onClick}>
      <Icon name={props.icon} size="l" />
    </Tap>
  )
}
