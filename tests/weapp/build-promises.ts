import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import compiler from 'miniprogram-compiler'
import type { Promises } from '../support/promises'
import { packageOf } from './build'
import type { Build } from './build'

/** Of our own for the main package; WeChat allows each package 2 MB. */
const mainLimit = 1024 * 1024
const packageLimit = 2 * 1024 * 1024

/** What the build itself must be, before anything of it runs. */
export async function checkBuild({ keep }: Promises, build: Build): Promise<void> {
  await keep('WeChat’s own compilers take every template and every style sheet', () => {
    assert.ok(compiler.wxmlToJs(build.root).includes('$gwx'))
    assert.ok(compiler.wxssToJs(build.root).includes('.wxss'))
  })
  await keep('every page of app.json is there, with its template', () => {
    const files = new Set(filesOf(build.root))
    const missing = build.pages.flatMap((page) => [`${page}.js`, `${page}.wxml`]).filter((file) => !files.has(file))
    assert.deepEqual(missing, [])
  })
  await keep('the main package stays under 1 MB and each package under 2 MB', () => {
    const sizes = packageSizes(build)
    for (const [name, bytes] of sizes) console.log(`        ${name}: ${Math.ceil(bytes / 1024)} KB`)
    assert.ok((sizes.get(mainPackage) ?? 0) < mainLimit)
    for (const [name, bytes] of sizes) assert.ok(bytes < packageLimit, name)
  })
}

const mainPackage = 'main package'

function packageSizes(build: Build): Map<string, number> {
  const sizes = new Map([[mainPackage, 0], ...build.packages.map((root) => [root, 0] as const)])
  for (const file of filesOf(build.root)) {
    const name = packageOf(build, file) ?? mainPackage
    sizes.set(name, (sizes.get(name) ?? 0) + statSync(path.join(build.root, file)).size)
  }
  return sizes
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
}
