// Draws the icon set: lucide's svg files become css masks (one class each), and the tab bar's four become PNG, because
// WeChat takes no svg there. Run by hand when the list changes: npx tsx config/icons.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Our name → lucide's file. */
const icons = {
  home: 'house',
  search: 'search',
  services: 'layout-grid',
  me: 'user',
  back: 'chevron-left',
  forward: 'chevron-right',
  down: 'chevron-down',
  close: 'x',
  check: 'check',
  done: 'circle-check',
  warning: 'triangle-alert',
  info: 'info',
  refused: 'circle-x',
  offline: 'wifi-off',
  scan: 'scan-line',
  filter: 'sliders-horizontal',
  sort: 'arrow-up-down',
  book: 'book-open',
  copies: 'book-copy',
  booking: 'bookmark',
  loan: 'library',
  pass: 'qr-code',
  course: 'graduation-cap',
  group: 'users',
  notice: 'megaphone',
  guide: 'signpost',
  message: 'bell',
  inbox: 'inbox',
  clock: 'clock',
  deadline: 'calendar-clock',
  place: 'map-pin',
  settings: 'settings',
  'sign-out': 'log-out',
  'sign-in': 'log-in',
  language: 'languages',
  moon: 'moon',
  text: 'type',
  retry: 'refresh-cw',
  renew: 'rotate-cw',
  history: 'history',
  ready: 'package-check',
  transit: 'truck',
  waiting: 'hourglass',
  external: 'external-link',
  link: 'link',
  file: 'file-text',
  plus: 'plus',
  edit: 'pencil',
  trash: 'trash-2',
  pause: 'pause',
  play: 'play',
  cancel: 'ban',
  list: 'clipboard-list',
  desk: 'store',
  arrived: 'hand',
  keyboard: 'keyboard',
  phone: 'phone',
  mail: 'mail',
  help: 'circle-help',
  upload: 'upload',
  image: 'image',
  copy: 'copy',
  share: 'share-2',
  pin: 'pin',
  phase: 'flag',
  door: 'door-open',
  more: 'ellipsis',
  undo: 'undo-2',
  lock: 'lock',
  camera: 'camera',
} as const

const tabIcons = ['home', 'search', 'services', 'me'] as const

function svg(name: keyof typeof icons, stroke: string, width: number): string {
  const source = readFileSync(path.join(root, 'node_modules/lucide-static/icons', `${icons[name]}.svg`), 'utf8')
  return source
    .replace(/<!--.*?-->/s, '')
    .replace(/class="[^"]*"/, '')
    .replace('currentColor', stroke)
    .replace('stroke-width="2"', `stroke-width="${String(width)}"`)
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replace(/ (?=\/?>)/g, '')
    .trim()
}

function writeMasks(): void {
  const names = Object.keys(icons) as (keyof typeof icons)[] // the object is a literal: its keys are these
  const rules = names.map((name) => {
    const data = Buffer.from(svg(name, '#000', 1.75)).toString('base64')
    return `.${name} {\n  -webkit-mask-image: url('data:image/svg+xml;base64,${data}');\n}`
  })
  const head = "// Written by config/icons.ts from lucide's icons (ISC licence): do not edit.\n"
  writeFileSync(path.join(root, 'miniprogram/components/icon/glyphs.module.scss'), `${head}${rules.join('\n')}\n`)
  const type = `// Written by config/icons.ts: do not edit.\nexport type IconName =\n${names.map((n) => `  | '${n}'`).join('\n')}\n`
  writeFileSync(path.join(root, 'miniprogram/components/icon/icon-name.ts'), type)
}

async function writeTabPngs(): Promise<void> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width: 81, height: 81 } })
  const out = path.join(root, 'miniprogram/assets/tab')
  mkdirSync(out, { recursive: true })
  for (const name of tabIcons) {
    // two tones that stand on light and on dark paper alike: WeChat's theme.json swaps them, older clients keep one
    for (const [state, colour] of Object.entries({
      idle: '#6f7a77',
      on: '#0c5f5e',
      'idle-dark': '#96a19d',
      'on-dark': '#6cc7bf',
    })) {
      const drawing = svg(name, colour, 1.75).replace(/width="24" height="24"/, 'width="63" height="63"')
      await page.setContent(`<style>body{margin:9px}svg{display:block}</style>${drawing}`)
      await page.screenshot({ path: path.join(out, `${name}-${state}.png`), omitBackground: true })
    }
  }
  await browser.close()
}

mkdirSync(path.join(root, 'miniprogram/components/icon'), { recursive: true })
writeMasks()
await writeTabPngs()
