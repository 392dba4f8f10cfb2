/** In a browser the app's own files are kept too, so that the pass opens in the cellar. Once, at the start. */
export function keepAppOffline(): void {
  if (process.env.TARO_ENV !== 'h5' || process.env.NODE_ENV !== 'production') return
  // absent in private windows and on plain http, whatever the types say
  const worker = (navigator as Partial<Navigator>).serviceWorker
  void worker?.register('/sw.js').catch(() => undefined)
}
