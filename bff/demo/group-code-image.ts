import { crc32, deflateSync } from 'node:zlib'
import qrcode from 'qrcode-generator'

/** Pixels of one module: large enough for a phone to read off a screen. */
const scale = 8
/** ISO/IEC 18004: a quiet zone of four modules all round. */
const quietModules = 4
const white = 0xff
const black = 0x00

/** A QR code of a text as a PNG in shades of grey, such as a librarian would upload. */
export function groupCodeImage(text: string): Buffer {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = code.getModuleCount()
  const side = (modules + 2 * quietModules) * scale
  const isDark = (pixelRow: number, pixelColumn: number) => {
    const row = Math.floor(pixelRow / scale) - quietModules
    const column = Math.floor(pixelColumn / scale) - quietModules
    const isInside = row >= 0 && column >= 0 && row < modules && column < modules
    return isInside && code.isDark(row, column)
  }
  const rows = Array.from({ length: side }, (_row, row) =>
    Uint8Array.from({ length: side }, (_pixel, column) => (isDark(row, column) ? black : white)),
  )
  return greyPng(rows)
}

/** PNG (RFC 2083): signature, header, deflated rows each led by "no filter", end. */
function greyPng(rows: readonly Uint8Array[]): Buffer {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(rows[0]?.length ?? 0, 0)
  header.writeUInt32BE(rows.length, 4)
  const bitsPerPixel = 8
  header.writeUInt8(bitsPerPixel, 8)
  const noFilter = Buffer.of(0)
  const pixels = deflateSync(Buffer.concat(rows.flatMap((row) => [noFilter, row])))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}
