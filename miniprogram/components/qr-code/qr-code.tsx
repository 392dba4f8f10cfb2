import { useMemo } from 'react'
import { Box } from '../host/host'
import { qrRuns } from './modules'
import s from './qr-code.module.scss'

/** A QR code of plain elements: it needs neither a network nor a canvas, and is sharp at any size. Dark on white always: scanners want that. */
export function QrCode({
  id,
  text,
  label,
  size,
}: {
  readonly id: string
  readonly text: string
  readonly label: string
  readonly size: number
}) {
  const { size: modules, runs } = useMemo(() => qrRuns(text), [text])
  const unit = Math.max(1, Math.floor(size / modules))
  const side = unit * modules
  return (
    <Box id={id} className={s['frame']} role="img" label={label}>
      <Box className={s['code']} style={{ width: `${String(side)}px`, height: `${String(side)}px` }}>
        {runs.map(({ row, from, length }) => (
          <Box
            key={row * modules + from}
            className={s['run']}
            style={{
              top: `${String(row * unit)}px`,
              left: `${String(from * unit)}px`,
              width: `${String(length * unit)}px`,
              height: `${String(unit)}px`,
            }}
          />
        ))}
      </Box>
    </Box>
  )
}
