import { SaxesParser } from 'saxes'
import { problem, type Problem } from '../../domain/import-problem'

/** An element with local names: which prefix a system gives to a namespace says nothing. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** All text directly in it. */
  readonly text: string
}

interface Open extends XmlElement {
  readonly children: Open[]
  text: string
}

/** Reads one small document: a record, a page of a harvest. */
export function parseXml(text: string): XmlElement | Problem {
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const path = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name: localName(name), attributes: localNames(attributes), children: [], text: '' }
    path.at(-1)?.children.push(element)
    path.push(element)
  })
  const addText = (part: string) => {
    const open = path.at(-1)
    if (open) open.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => path.pop())
  try {
    parser.write(text).close()
  } catch (error) {
    return problem('xml.not_well_formed', { says: error instanceof Error ? error.message : String(error) })
  }
  return root.children[0] ?? problem('xml.not_well_formed', { says: 'no element' })
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]))
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
