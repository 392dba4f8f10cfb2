import Taro from '@tarojs/taro'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { CheckInScreen } from '../../miniprogram/features/desk/check-in-screen'
import { HandOverScreen } from '../../miniprogram/features/desk/hand-over-screen'
import { groupDigits, presentedBy } from '../../miniprogram/features/desk/presented'
import { createScanLog } from '../../miniprogram/features/desk/scan-log'
import { PagingScreen } from '../../miniprogram/features/paging/paging-screen'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf, signInReader } from './support'

type CheckedIn = ResponseOf<'POST /desk/check-in'>
type Receipt = ResponseOf<'POST /desk/hand-over'>
type PagingList = ResponseOf<'GET /desk/paging-list'>

const main = { id: 'main', name: '总馆' }
const mainDesk = { id: 'main-desk', name: '总馆服务台', kind: 'desk' as const, branch: main }
const structures = { id: 't1', title: '数据结构', authors: ['严蔚敏'], class: 'TP311.12' }
const soon = () => new Date(Date.now() + 48 * 3_600_000).toISOString()

function signInLibrarian(): void {
  const session = sessionOf('desk-token')
  keepSession({
    ...session,
    me: {
      ...session.me,
      account: 'desk.main',
      name: '刘敏',
      role: 'librarian',
      reader: null,
      permissions: ['desk', 'paging'],
      desk: { branch: main, pickupPoint: mainDesk },
      allowedActions: ['work_at_desk'],
    },
  })
}

const checkedIn: CheckedIn = {
  outcome: 'shelve_for_pickup',
  title: structures,
  copy: { barcode: '10200001', callNumber: 'TP311.12/Y12', floor: '3F', area: '理科借阅区' },
  booking: {
    id: 'b1',
    title: structures,
    kind: 'page',
    status: 'ready',
    pickupPoint: mainDesk,
    pickupDeadline: soon(),
    placedAt: new Date().toISOString(),
    history: [],
    allowedActions: [],
    reader: { number: '2023010001', name: '林晓' },
  },
}

/** A library that answers every change with this. */
const answerChanges = (answer: ReturnType<typeof refusedWith>) =>
  answerWith(({ method }) => (method === 'GET' ? { body: { items: [] } } : answer))

const postsTo = (path: string) => sent.filter(({ method, url }) => method === 'POST' && url === `/api${path}`)

function scan(label: string, scanned: string): void {
  const field = screen.getByRole('textbox', { name: label })
  fireEvent.change(field, { target: { value: scanned } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

beforeEach(() => {
  // a phone: no mouse, so no field takes the keyboard by itself
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  signInLibrarian()
})

test('a scanned book says where it goes, for whom and until when, and the line is free for the next one', async () => {
  answerChanges({ body: checkedIn })
  renderScreen(<CheckInScreen />)

  scan('图书条码', '10200001')

  expect(screen.getByRole('textbox', { name: '图书条码' })).toHaveValue('')
  expect(await screen.findByText('上预约架')).toBeInTheDocument()
  expect(screen.getByText('2023010001')).toBeInTheDocument()
  expect(screen.getByText(/后天.*来取/)).toBeInTheDocument()
  expect(postsTo('/desk/check-in')[0]?.body).toMatchObject({ barcode: '10200001', pickupPointId: 'main-desk' })
})

test('a barcode that the library does not know is said so, with the barcode', async () => {
  answerChanges(refusedWith('copy.unknown_barcode'))
  renderScreen(<CheckInScreen />)

  scan('图书条码', '999')

  expect(await screen.findByText('没有签收')).toBeInTheDocument()
  expect(screen.getByText('没有这个条码')).toBeInTheDocument()
})

test('books scanned faster than the network answers are checked in one after another, a double scan once', async () => {
  const log = createScanLog<string>()
  const started: string[] = []
  const answers = new Map<string, (answer: string) => void>()
  const run = (barcode: string) => {
    started.push(barcode)
    return new Promise<string>((resolve) => answers.set(barcode, resolve))
  }

  log.scan('1', run)
  log.scan('1', run)
  log.scan('2', run)
  await act(async () => undefined)
  expect(started).toEqual(['1'])

  answers.get('1')?.('shelved')
  await waitFor(() => {
    expect(started).toEqual(['1', '2'])
  })
})

test('somebody who is no librarian is shown the way to sign in instead of the desk', () => {
  signInReader()
  renderScreen(<CheckInScreen />)

  expect(screen.getByText('工作台供馆员使用')).toBeInTheDocument()
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
})

test.each([
  ['48219937', 'pass', '48219937'],
  ['4821 9937', 'pass', '48219937'],
  [`ey${'a'.repeat(200)}`, 'pass', `ey${'a'.repeat(200)}`],
  ['2023010001', 'readerNumber', '2023010001'],
  ['W20260005', 'readerNumber', 'W20260005'],
])('what a reader shows is taken for what it is: %s', (shown, kind, value) => {
  expect(presentedBy(shown)).toEqual({ kind, value })
})

test('eight digits are shown in two groups of four while they are typed', () => {
  expect(groupDigits('482199')).toBe('4821 99')
  expect(groupDigits('4821 99370')).toBe('482199370')
})

test('one scan of the pass gives a result per book: what was refused says why and what the desk can do', async () => {
  const receipt: Receipt = {
    receiptId: 'receipt-0001',
    reader: { number: '2023010001', name: '林晓' },
    collectedBy: 'reader',
    at: new Date().toISOString(),
    items: [
      { bookingId: 'b1', title: structures, barcode: '10200001', result: 'handed_over' },
      {
        bookingId: 'b2',
        title: { ...structures, id: 't2', title: '算法导论' },
        barcode: '10200002',
        result: 'refused',
        refusals: [{ code: 'loan.limit_reached', details: {}, remedy: 'see_your_loans' }],
      },
    ],
    elsewhere: [{ bookingId: 'b3', title: { ...structures, id: 't3', title: '三体' }, pickupPoint: mainDesk }],
  }
  answerChanges({ body: receipt })
  renderScreen(<HandOverScreen />)

  scan('取书码或读者证号', '4821 9937')

  expect(await screen.findByText('1 册已交付')).toBeInTheDocument()
  expect(screen.getByText('1 册没有交付')).toBeInTheDocument()
  expect(screen.getByText(/读者借的书已达上限/)).toHaveTextContent('请读者先还一本')
  expect(screen.getByText('在别处待取')).toBeInTheDocument()
  expect(postsTo('/desk/hand-over')[0]?.body).toEqual({ pass: '48219937', pickupPointId: 'main-desk' })
})

const entry = (bookingId: string, floor: string, callNumber: string): PagingList['items'][number] => ({
  bookingId,
  title: { ...structures, title: `书 ${bookingId}` },
  copy: { barcode: `barcode-${bookingId}`, branch: main, floor, area: 'A', callNumber },
  pickupPoint: mainDesk,
  placedAt: new Date().toISOString(),
})

const list: PagingList = {
  items: [entry('1', '2F', 'B84/L4'), entry('2', '4F', 'TP3/Y1'), entry('3', '4F', 'TP3/Z9')],
  total: 3,
}

const answerPaging = (claimed: PagingList['items'][number]) =>
  answerWith(({ method, url }) => {
    if (url.startsWith('/api/pickup-points')) return { body: { items: [] } }
    if (method === 'GET') return { body: list }
    return url.endsWith('/not-found') ? { body: { outcome: 'queued' } } : { body: claimed }
  })

const showPaging = () => renderScreen(<PagingScreen account="desk.main" branchId="main" scanner={null} />)

test('the paging list is walked floor by floor, in the order of the shelves', async () => {
  answerPaging(entry('1', '2F', 'B84/L4'))
  showPaging()

  await screen.findByText('L4')

  const words = document.body.textContent
  const places = ['总馆 2F', 'B84/L4', '总馆 4F', 'TP3/Y1', 'TP3/Z9'].map((word) => words.indexOf(word))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
})

test('a book that is tapped twice is one wish to the library, and can then be given back', async () => {
  answerPaging({
    ...entry('1', '2F', 'B84/L4'),
    claimedBy: { account: 'desk.main', name: '刘敏', at: new Date().toISOString() },
  })
  showPaging()
  const claim = await screen.findByRole('button', { name: '我来取《书 1》' })

  fireEvent.click(claim)
  fireEvent.click(claim)

  expect(await screen.findByRole('button', { name: '放回 书 1' })).toBeInTheDocument()
  const wishes = postsTo('/desk/paging-list/1/claim').map(({ header }) => header['Idempotency-Key'])
  expect(new Set(wishes).size).toBe(1)
})

test('"not there" tells the library which copy was looked for and the librarian what happens next', async () => {
  answerPaging(entry('1', '2F', 'B84/L4'))
  showPaging()
  const card = await screen.findByText('Y1')

  fireEvent.click(within(document.body).getByRole('button', { name: '架上没有 书 2' }))

  expect(card).toBeInTheDocument()
  expect(await screen.findByText('没有别的在架复本，读者改为排队')).toBeInTheDocument()
  expect(Taro.showModal).toHaveBeenCalledTimes(1)
  expect(postsTo('/desk/paging-list/2/not-found')[0]?.body).toEqual({ barcode: 'barcode-2' })
})
