import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What the build's WXML makes of one kind of node. */
export interface Template {
  /** WeChat's element: view, text, button, input… */
  readonly tag: string
  /** Events it reports to the app. A tap on a `view` whose template binds none goes to its parent. */
  readonly events: ReadonlySet<string>
  /** Attribute → name of the property in the data; the build shortens most to p0, p1… */
  readonly attributes: ReadonlyMap<string, string>
}

/** By the node name (`nn`) of the data. */
export type Templates = ReadonlyMap<string, Template>

/**
 * Reads base.wxml, which says how the data that the app sets becomes elements: the harness believes it rather than
 * itself, so that a tap which WeChat would not deliver is not delivered here either.
 */
export function readTemplates(root: string): Templates {
  const wxml = readFileSync(path.join(root, 'base.wxml'), 'utf8')
  const templates = new Map<string, Template>()
  for (const [, name = '', tag = '', attributes = ''] of wxml.matchAll(
    /<template name="tmpl_0_(\w+)">\s*<([a-z-]+)((?:\s+[\w:-]+="[^"]*")*)/g,
  )) {
    // an input has two templates, with and without the focus; they differ in nothing we ask about
    const nodeName = name.replace(/_(focus|blur)$/, '')
    if (tag !== 'template') templates.set(nodeName, templateOf(tag, attributes))
  }
  return templates
}

function templateOf(tag: string, text: string): Template {
  const events = new Set<string>()
  const attributes = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    const event = /^(?:bind|catch):?(\w+)$/.exec(name)?.[1]
    if (event !== undefined && value === 'eh') events.add(event)
    const property = /\bi\.(\w+)/.exec(value)?.[1]
    if (property !== undefined) attributes.set(name, property)
  }
  return { tag, events, attributes }
}
