// opencc-js types its converters only; its dictionaries are one string each: "傳 传|備 备|…".
declare module 'opencc-js/dict/*' {
  const pairs: string
  // eslint-disable-next-line no-restricted-syntax -- the package exports it so
  export default pairs
}
