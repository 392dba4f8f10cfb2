import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useText } from '../../i18n/text'
import { scanRequest, type ScanType } from '../../lib/scan'
import { useStore } from '../../lib/store'
import { Button } from '../button/button'
import { Field } from '../field/field'
import { Box } from '../host/host'
import { Stack } from '../section/section'
import { Sheet } from '../sheet/sheet'
import { useCamera } from './use-camera'
import s from './scanner.module.scss'

const videoId = 'scanner-video'

/** The browser's scanner over the page that is shown: the camera where it can read codes, and a line to type the number. */
export function Scanner() {
  const request = useStore(scanRequest)
  const [isShown, setIsShown] = useState(true)
  useDidShow(() => setIsShown(true))
  useDidHide(() => {
    setIsShown(false)
    // whoever leaves the page has not scanned
    scanRequest.get()?.answer(undefined)
  })
  return request !== undefined && isShown ? <Open types={request.types} onDone={request.answer} /> : null
}

interface OpenProps {
  readonly types: readonly ScanType[]
  readonly onDone: (scanned: string | undefined) => void
}

function Open({ types, onDone }: OpenProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const camera = useCamera(videoId, types, onDone)
  useEscape(onDone)
  useEffect(() => {
    if (camera === 'none') document.getElementById('scanner-typed')?.focus()
  }, [camera])
  const submit = () => {
    if (typed.trim() !== '') onDone(typed.trim())
  }
  const field = (label: string) => (
    <Field
      id="scanner-typed"
      label={label}
      placeholder={t.scan.typedHint}
      value={typed}
      maxLength={200}
      onChange={setTyped}
      onConfirm={submit}
    />
  )
  const use = <Button id="scanner-submit" wide text={t.scan.use} disabled={typed.trim() === ''} onClick={submit} />
  if (camera === 'none')
    return (
      <Sheet id="scanner" title={t.scan.title} footer={use} onClose={() => onDone(undefined)}>
        <Stack>
          <Box live>{t.scan.none}</Box>
          {field(t.scan.number)}
        </Stack>
      </Sheet>
    )
  return (
    <Box id="scanner" className={s['scanner']} role="dialog" label={t.scan.title}>
      <Box className={s['view']}>
        <video id={videoId} className={s['video']} muted playsInline aria-hidden />
        <Box className={s['hint']} live>
          {t.scan[camera]}
        </Box>
      </Box>
      <Box className={s['panel']}>
        {field(t.scan.typed)}
        <Box className={s['actions']}>
          <Button id="scanner-close" kind="quiet" wide text={t.common.cancel} onClick={() => onDone(undefined)} />
          {use}
        </Box>
      </Box>
    </Box>
  )
}

function useEscape(onDone: (scanned: undefined) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onDone(undefined)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onDone])
}
