/** Only a browser has a printer. */
export const canPrint = process.env.TARO_ENV === 'h5'

export interface Slip {
  readonly title: string
  readonly head: readonly string[]
  readonly items: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly foot: string
}

/** Fits rolls of 58 and of 80 mm: as wide as the paper, no wider than 74 mm, black on white, no page margins. */
const style = `
  @page { margin: 2mm }
  body { max-width: 74mm; margin: 0; color: black; background: white; font: 12px/1.45 sans-serif; overflow-wrap: anywhere }
  h1 { margin: 0 0 2mm; font-size: 15px }
  p { margin: 0 }
  li { margin: 2mm 0 0; padding: 2mm 0 0; border-top: 1px dashed black; list-style: none; break-inside: avoid }
  ul { margin: 2mm 0 0; padding: 0 }
  b { display: block }
  footer { margin-top: 3mm; padding-top: 2mm; border-top: 1px solid black }
`

/** Prints a slip in a frame of its own, so that nothing else of the screen is on the paper. */
export function printSlip(slip: Slip): void {
  const frame = document.createElement('iframe')
  frame.title = slip.title
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden'
  document.body.append(frame)
  const { contentDocument: page, contentWindow: view } = frame
  if (page === null || view === null) {
    frame.remove()
    return
  }
  fillSlip(page, slip)
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

/** Texts only, never markup: a title can hold anything. */
export function fillSlip(page: Document, slip: Slip): void {
  const element = (name: string, text: string) => {
    const made = page.createElement(name)
    made.textContent = text
    return made
  }
  const list = page.createElement('ul')
  for (const { title, lines } of slip.items) {
    const item = page.createElement('li')
    item.append(element('b', title), ...lines.map((line) => element('p', line)))
    list.append(item)
  }
  page.head.append(element('title', slip.title), element('style', style))
  page.body.append(
    element('h1', slip.title),
    ...slip.head.map((line) => element('p', line)),
    list,
    element('footer', slip.foot),
  )
}
