// Emits sw.js beside the browser build: miniprogram/service-worker.js with the list of the build's files written into it,
// so that the app itself, not only its data, opens with no network.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Compiler } from 'webpack'

const source = path.resolve(__dirname, '../miniprogram/service-worker.js')

export class OfflineFiles {
  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack
    // this compilation only: those of the style sheets and the page are its children
    compiler.hooks.thisCompilation.tap('OfflineFiles', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT
      compilation.hooks.processAssets.tap({ name: 'OfflineFiles', stage }, (assets) => {
        const files = Object.keys(assets)
          .filter((name) => /\.(js|css)$/.test(name))
          .map((name) => `/${name}`)
          .sort()
        const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
        const text = readFileSync(source, 'utf8')
          .replace("'__FILES__'", JSON.stringify(['/', ...files]))
          .replace('__VERSION__', version)
        compilation.emitAsset('sw.js', new sources.RawSource(text))
      })
    })
  }
}
