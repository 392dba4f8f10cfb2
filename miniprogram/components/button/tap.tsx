import { TapTarget } from '../host/host'
import type { TapTargetProps } from '../host/host-props'

/** Anything that can be tapped and is not a plain button: a row, a card, an icon. A real button without its looks. */
export function Tap({ className = '', ...props }: TapTargetProps) {
  return <TapTarget {...props} className={`tap ${className}`} />
}
