/** The browser's scanner; WeChat has its own. */
export const scan = {
  title: '扫码',
  starting: '正在打开相机…',
  on: '把条码放进画面',
  none: '这里用不了相机，请输入号码',
  number: '号码',
  typed: '或输入号码',
  typedHint: '书背面的 ISBN，或条码下的数字',
  use: '确定',
}
