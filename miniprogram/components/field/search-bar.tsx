import { Box, TextInput } from '../host/host'
import { IconButton } from '../button/icon-button'
import { Icon } from '../icon/icon'
import s from './field.module.scss'

/** The search line: type, clear, scan. */
export function SearchBar(props: {
  readonly id: string
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly autoFocus?: boolean
  readonly clearLabel: string
  readonly scan?: { readonly label: string; readonly onScan: () => void } | undefined
  readonly onChange: (value: string) => void
  readonly onConfirm: (value: string) => void
  readonly onFocus?: () => void
}) {
  const { id, value, scan, onChange } = props
  return (
    <Box className={s['search']} role="search">
      <Icon name="search" />
      <TextInput
        id={id}
        className={s['searchInput']}
        kind="search"
        label={props.label}
        placeholder={props.placeholder}
        value={value}
        autoFocus={props.autoFocus}
        onChange={onChange}
        onConfirm={props.onConfirm}
        onFocus={props.onFocus}
      />
      {value !== '' && (
        <IconButton
          id={`${id}-clear`}
          icon="close"
          label={props.clearLabel}
          onClick={() => {
            onChange('')
          }}
        />
      )}
      {value === '' && scan !== undefined && (
        <IconButton id={`${id}-scan`} icon="scan" label={scan.label} onClick={scan.onScan} />
      )}
    </Box>
  )
}
