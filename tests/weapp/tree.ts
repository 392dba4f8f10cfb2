import type { Template, Templates } from './templates'

/** A node of the data that the app has set on its page. */
export interface Node {
  /** Taro's own id of the node. */
  readonly sid?: string
  /** The id that the app gave it. */
  readonly uid?: string
  /** Kind, by which WXML picks a template. */
  readonly nn?: string
  /** Class. */
  readonly cl?: string
  /** Text. */
  readonly v?: string
  readonly cn?: readonly Node[]
  readonly [property: string]: unknown
}

/** A node, and the nodes that it is in, from the outside to the inside. */
interface Place {
  readonly node: Node
  readonly around: readonly Node[]
}

export interface Tree {
  readonly root: Node | undefined
  /** All that can be read on the screen. */
  text(of?: Node): string
  find(id: string): Node | undefined
  /** Nodes whose id begins so, in the order of the screen. */
  findAll(idPrefix: string): readonly Node[]
  attribute(node: Node, name: string): unknown
  /** The nearest node, from this one outwards, that reports such an event. */
  target(node: Node, event: string): Node | undefined
  /** Elements that can be tapped. */
  buttons(): readonly Node[]
}

/** Looks at a page as a reader would: what stands there, and what can be tapped. */
export function createTree(root: Node | undefined, templates: Templates): Tree {
  const places = root === undefined ? [] : [...walk(root, [])]
  const template = (node: Node): Template | undefined => templates.get(node.nn ?? '')
  const text = (node: Node | undefined): string =>
    node === undefined ? '' : (node.v ?? '') + (node.cn ?? []).map((child) => text(child)).join('')

  return {
    root,
    text: (of = root) => text(of),
    find: (id) => places.find(({ node }) => node.uid === id)?.node,
    findAll: (prefix) => places.flatMap(({ node }) => (node.uid?.startsWith(prefix) === true ? [node] : [])),
    attribute: (node, name) => node[template(node)?.attributes.get(name) ?? name],
    target(node, event) {
      const place = places.find((candidate) => candidate.node === node)
      if (place === undefined) return undefined
      return [...place.around, node].reverse().find((one) => template(one)?.events.has(event) === true)
    },
    buttons: () => places.flatMap(({ node }) => (template(node)?.tag === 'button' ? [node] : [])),
  }
}

function* walk(node: Node, around: readonly Node[]): Generator<Place> {
  yield { node, around }
  for (const child of node.cn ?? []) yield* walk(child, [...around, node])
}
