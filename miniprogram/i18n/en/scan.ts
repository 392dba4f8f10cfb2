import type { Texts } from '../zh-cn'

export const scan: Texts['scan'] = {
  title: 'Scan',
  starting: 'Opening the camera…',
  on: 'Hold the code into the picture',
  none: 'No camera can be used here. Please type the number',
  number: 'Number',
  typed: 'Or type the number',
  typedHint: 'ISBN or digits of the barcode',
  use: 'Use it',
}
