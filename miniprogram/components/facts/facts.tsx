import { Box } from '../host/host'
import s from './facts.module.scss'

export interface Fact {
  readonly label: string
  readonly value: string | undefined
}

/** What is known, name by name; what is unknown is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <Box className={s['facts']}>
      {facts
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ label, value }) => (
          <Box key={label} className={s['fact']}>
            <Box className={s['label']}>{label}</Box>
            <Box className={s['value']}>{value}</Box>
          </Box>
        ))}
    </Box>
  )
}
