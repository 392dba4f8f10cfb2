import { Span } from '../host/host'
import glyphs from './glyphs.module.scss'
import type { IconName } from './icon-name'
import s from './icon.module.scss'

export type { IconName }

/** An icon in the colour of the text around it. Without a `label` it is decoration and not read aloud. */
export function Icon({
  name,
  size = 'm',
  label,
}: {
  readonly name: IconName
  readonly size?: 's' | 'm' | 'l' | 'xl'
  readonly label?: string
}) {
  return (
    <Span
      className={`${s['icon'] ?? ''} ${s[size] ?? ''} ${glyphs[name] ?? ''}`}
      label={label}
      role={label === undefined ? undefined : 'img'}
      hidden={label === undefined}
    />
  )
}
