import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { hasScanner, scan, type ScanType } from '../../lib/scan'
import { Box, TextInput } from '../host/host'
import { IconButton } from '../button/icon-button'
import { Icon } from '../icon/icon'
import s from './scan-field.module.scss'

interface ScanFieldProps {
  readonly id: string
  readonly label: string
  readonly placeholder: string
  readonly submitLabel: string
  readonly cameraLabel: string
  readonly scanTypes: readonly ScanType[]
  /** How what is typed is shown: digits in groups. */
  readonly format?: (typed: string) => string
  readonly onScan: (scanned: string) => void
}

const isBrowser = process.env.TARO_ENV === 'h5'

/**
 * Takes one scan after another: by the camera where it can read codes, by a scanner that types and ends with Enter, or by hand. The
 * line is emptied at once, so that the next scan never waits for the answer to the last.
 */
export function ScanField(props: ScanFieldProps) {
  const { id, label, placeholder, format = (typed: string) => typed, onScan } = props
  const [typed, setTyped] = useState('')
  useScannerTypesInto(id)
  const submit = (value: string) => {
    const scanned = value.trim()
    setTyped('')
    if (scanned !== '') onScan(scanned)
  }
  return (
    <Box className={s['line']} role="search">
      <Icon name={isBrowser ? 'keyboard' : 'scan'} />
      <TextInput
        id={id}
        className={s['input']}
        label={label}
        placeholder={placeholder}
        value={typed}
        maxLength={2000}
        onChange={(value) => setTyped(format(value))}
        onConfirm={submit}
      />
      {typed !== '' && (
        <IconButton id={`${id}-submit`} icon="check" label={props.submitLabel} onClick={() => submit(typed)} />
      )}
      {typed === '' && hasScanner() && (
        <IconButton
          id={`${id}-camera`}
          icon="scan"
          label={props.cameraLabel}
          onClick={() => void scanWithCamera(props.scanTypes, submit)}
        />
      )}
    </Box>
  )
}

/** A scanner that is closed without a scan changes nothing. */
export async function scanWithCamera(types: readonly ScanType[], onScan: (scanned: string) => void): Promise<void> {
  const scanned = await scan(types)
  if (scanned !== undefined) onScan(scanned)
}

/**
 * A scanner is a keyboard that types wherever the focus is. While this page is shown, what is typed outside any input
 * goes into ours; it takes the focus by itself only where no keyboard would slide over the screen.
 */
function useScannerTypesInto(id: string): void {
  const [isShown, setIsShown] = useState(true)
  useDidShow(() => setIsShown(true))
  useDidHide(() => setIsShown(false))
  useEffect(() => {
    if (!isBrowser || !isShown) return
    const focus = () => document.getElementById(id)?.focus({ preventScroll: true })
    if (window.matchMedia('(pointer: fine)').matches) focus()
    const redirect = (event: KeyboardEvent) => {
      const isText = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isText && !isTextInput(event.target)) focus()
    }
    document.addEventListener('keydown', redirect)
    return () => {
      document.removeEventListener('keydown', redirect)
    }
  }, [id, isShown])
}

const isTextInput = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
