import type { ReactNode } from 'react'

/** `condition && <Button …/>` hands in `false` where there is nothing to show. */
export function isShown(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false
}
