import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The built mini-program, as app.json describes it. */
export interface Build {
  readonly root: string
  readonly pages: readonly string[]
  /** Folder of each sub-package, without slashes at its ends. */
  readonly packages: readonly string[]
  readonly tabs: ReadonlySet<string>
}

interface AppJson {
  readonly pages: readonly string[]
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[]
  readonly tabBar?: { readonly list: readonly { readonly pagePath: string }[] }
}

/** @throws Error that says what to run when there is no build */
export function readBuild(root: string): Build {
  const file = path.join(root, 'app.json')
  if (!existsSync(file)) throw new Error(`There is no built mini-program in ${root}: run "npm run build:weapp" first.`)
  const app = JSON.parse(readFileSync(file, 'utf8')) as AppJson // written by the build, in WeChat's format
  const packages = (app.subPackages ?? []).map((one) => ({ ...one, root: one.root.replace(/^\/|\/$/g, '') }))
  return {
    root,
    pages: [...app.pages, ...packages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))],
    packages: packages.map((one) => one.root),
    tabs: new Set((app.tabBar?.list ?? []).map(({ pagePath }) => pagePath)),
  }
}

/** The sub-package a file lies in; `undefined` for the main package. */
export function packageOf(build: Build, file: string): string | undefined {
  return build.packages.find((root) => file.startsWith(`${root}/`))
}
