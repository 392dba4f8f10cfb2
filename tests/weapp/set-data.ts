import type { Node } from './tree'

/**
 * What `setData` does: paths such as `root.cn.[0].cn[2].v` are set one by one, and everything passes through JSON on its
 * way to the screen, so that functions, dates and `undefined` do not arrive.
 */
export function applyData(data: { root?: Node }, changes: Readonly<Record<string, unknown>>): void {
  for (const [path, value] of Object.entries(changes)) {
    const keys = path
      .replace(/\[(\d+)\]/g, '.$1')
      .split('.')
      .filter((key) => key !== '')
    const last = keys.pop()
    if (last === undefined) continue
    let place: Container = data
    for (const [n, key] of keys.entries()) place = into(place, key, keys[n + 1] ?? last)
    set(place, last, asJson(value))
  }
}

type Container = { [key: string]: unknown } | unknown[]

function into(around: Container, key: string, nextKey: string): Container {
  const inside = get(around, key)
  if (isContainer(inside)) return inside
  const made: Container = /^\d+$/.test(nextKey) ? [] : {}
  set(around, key, made)
  return made
}

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

const get = (around: Container, key: string): unknown => (Array.isArray(around) ? around[Number(key)] : around[key])

function set(around: Container, key: string, value: unknown): void {
  if (Array.isArray(around)) around[Number(key)] = value
  else around[key] = value
}

const asJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))
