// These run in the page: each stands alone, knows nothing of this file's other names, and returns what is wrong in words.

/** Wider than the screen, or text that is cut off at a side where nothing says so and nobody can scroll to it. */
export function whatIsCutOff(): string[] {
  const wrong: string[] = []
  const { scrollWidth: pageWidth } = document.documentElement
  if (pageWidth > innerWidth) wrong.push(`the page is ${pageWidth} px wide`)
  const isDrawing = (element: Element) => element.closest('[class*="cover-module__cover"]') !== null
  for (const box of document.querySelectorAll('body *')) {
    // Taro's pages hide what is too wide; only lines that never wrap are meant to be longer than their place
    const { overflowX, whiteSpaceCollapse, textWrapMode } = getComputedStyle(box)
    const isLine = textWrapMode === 'nowrap' || whiteSpaceCollapse === 'preserve'
    if (overflowX === 'visible' || isLine || isDrawing(box) || box.clientWidth <= 1) continue
    if (box.scrollWidth > box.clientWidth + 1) wrong.push(`${box.className} holds ${box.scrollWidth} px`)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    const { parentElement: holder } = node
    const text = node.textContent?.trim() ?? ''
    if (text === '' || holder?.checkVisibility({ visibilityProperty: true }) !== true || isDrawing(holder)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right, width } = range.getBoundingClientRect()
    if (width === 0) continue
    for (let box: Element | null = holder; box !== null; box = box.parentElement) {
      const { overflowX, textOverflow, display } = getComputedStyle(box)
      // for the screen reader alone, or a line that scrolls
      if (box.clientWidth === 1 || overflowX === 'auto' || overflowX === 'scroll') break
      if (display === 'inline' || (overflowX === 'visible' && box !== document.body)) continue
      const edge = box.getBoundingClientRect()
      const isOver = right > edge.right + 1 || left < edge.left - 1
      if (isOver) wrong.push(`“${text.slice(0, 24)}” is cut off${textOverflow === 'ellipsis' ? ' with dots' : ''}`)
      if (isOver) break
    }
  }
  return [...new Set(wrong)]
}

/** Whatever can be tapped without a name for those who do not see it, or smaller than a thumb needs. */
export function whatCannotBeTapped(least: number): string[] {
  const wrong: string[] = []
  const targets = document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, [role="button"]')
  for (const target of targets) {
    const { width, height } = target.getBoundingClientRect()
    if (width === 0 || !target.checkVisibility({ visibilityProperty: true })) continue
    const label = target.getAttribute('aria-label') ?? target.innerText
    const name = `${target.tagName.toLowerCase()}#${target.id} “${label.slice(0, 24)}”`
    if (label.trim() === '') wrong.push(`${name} has no name`)
    // a link within a sentence is as high as its line (WCAG 2.5.8 excepts it for that reason)
    const isInSentence = target.tagName === 'A' && getComputedStyle(target).display === 'inline'
    if (isInSentence || (width >= least - 0.5 && height >= least - 0.5)) continue
    wrong.push(`${name} is ${Math.round(width)}×${Math.round(height)}`)
  }
  return wrong
}

/** Text in a colour too near to what lies behind it. Colours are mixed as the browser mixes them. */
export function whatCannotBeRead(): string[] {
  type Colour = readonly [number, number, number, number]
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number)
    return [r, g, b, a]
  }
  const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1,
  ]
  const backOf = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1]
    const own = parse(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, backOf(element.parentElement))
  }
  const opacityOf = (element: Element | null): number =>
    element === null ? 1 : Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement)
  const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4)
  const light = ([r, g, b]: Colour) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const judge = (element: Element, text: string, style: CSSStyleDeclaration): string[] => {
    const back = backOf(element)
    const [r, g, b, a] = parse(style.color)
    const ink = over([r, g, b, a * opacityOf(element)], back)
    const [dim = 0, bright = 0] = [light(ink), light(back)].sort((one, two) => one - two)
    const contrast = (bright + 0.05) / (dim + 0.05)
    const size = parseFloat(style.fontSize)
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    const words = `“${text.slice(0, 24)}” has a contrast of ${contrast.toFixed(2)}`
    return contrast < (isLarge ? 3 : 4.5) - 0.005
      ? [`${words} (${style.color} on ${back.map(Math.round).join(' ')})`]
      : []
  }
  const seen = [...document.body.querySelectorAll('*')].filter((one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  )
  const wrong = seen.flatMap((element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    const text = own
      .map(({ textContent }) => textContent ?? '')
      .join('')
      .trim()
    if (text !== '') return judge(element, text, getComputedStyle(element))
    const hint = element.getAttribute('placeholder')
    return hint === null ? [] : judge(element, hint, getComputedStyle(element, '::placeholder'))
  })
  return [...new Set(wrong)]
}

/** A colour on its way is neither the old nor the new one. What never ends, and what is broken off, is not waited for. */
export async function untilStill(): Promise<void> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}
