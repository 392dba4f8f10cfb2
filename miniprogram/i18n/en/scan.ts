import type { Texts } from '../zh-cn'

export const scan: Texts['scan'] = {
  title: 'Scan',
  starting: 'Opening the camera…',
  on: 'Hold the code into the picture',
  none: 'No camera can be used here. Please type the number',
  number: 'Number',
  typed: 'Or type the number',
  typedHint: 'The ISBN on the back, or the digits below the bars',
  use: 'Use it',
}
