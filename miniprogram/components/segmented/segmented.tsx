import { Box, Span } from '../host/host'
import { Tap } from '../button/tap'
import s from './segmented.module.scss'

export interface Segment<T extends string> {
  readonly value: T
  readonly text: string
  readonly count?: number | undefined
}

/** Two to four views of one thing. */
export function Segmented<T extends string>(props: {
  readonly id: string
  readonly label: string
  readonly segments: readonly Segment<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}) {
  const { id, label, segments, value, onChange } = props
  return (
    <Box id={id} className={s['bar']} role="group" label={label}>
      {segments.map((segment) => {
        const isOn = segment.value === value
        return (
          <Tap
            key={segment.value}
            id={`${id}-${segment.value}`}
            className={`${s['segment'] ?? ''} ${isOn ? (s['on'] ?? '') : ''}`}
            pressed={isOn}
            onClick={() => {
              onChange(segment.value)
            }}
          >
            {segment.text}
            {segment.count !== undefined && segment.count > 0 && <Span className={s['count']}>{segment.count}</Span>}
          </Tap>
        )
      })}
    </Box>
  )
}
