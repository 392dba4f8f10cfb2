import qrcode from 'qrcode-generator'

/** A dark run in one row of the code, in modules. */
export interface Run {
  readonly row: number
  readonly from: number
  readonly length: number
}

/** The dark modules of a QR code, joined into horizontal runs: a few hundred elements instead of thousands. */
export function qrRuns(text: string): { readonly size: number; readonly runs: readonly Run[] } {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const runs: Run[] = []
  for (let row = 0; row < size; row += 1) {
    let from = -1
    for (let column = 0; column <= size; column += 1) {
      const isDark = column < size && code.isDark(row, column)
      if (isDark && from < 0) from = column
      if (!isDark && from >= 0) {
        runs.push({ row, from, length: column - from })
        from = -1
      }
    }
  }
  return { size, runs }
}
