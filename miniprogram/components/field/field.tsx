import { Box, LongTextInput, TextInput } from '../host/host'
import type { TextInputProps } from '../host/host-props'
import s from './field.module.scss'

interface FieldProps extends TextInputProps {
  readonly problem?: string | undefined
  readonly long?: boolean
}

/** A labelled input; what is wrong with it stands below. */
export function Field({ problem, long = false, ...input }: FieldProps) {
  const className = `${s['input'] ?? ''} ${problem === undefined ? '' : (s['wrong'] ?? '')}`
  return (
    <Box className={s['field']}>
      <Box className={s['label']}>{input.label}</Box>
      {long ? (
        <LongTextInput {...input} className={`${className} ${s['long'] ?? ''}`} />
      ) : (
        <TextInput {...input} className={className} />
      )}
      {problem !== undefined && (
        <Box className={s['problem']} live>
          {problem}
        </Box>
      )}
    </Box>
  )
}
