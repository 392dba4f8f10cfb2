import Taro from '@tarojs/taro'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { MeScreen } from '../../miniprogram/features/account/me-screen'
import { CheckInScreen } from '../../miniprogram/features/desk/check-in-screen'
import { CheckOutScreen } from '../../miniprogram/features/desk/check-out-screen'
import { KeptActsScreen } from '../../miniprogram/features/desk/kept-acts-screen'
import { PagingScreen } from '../../miniprogram/features/paging/paging-screen'
import { applyKept, countWaitingActs, forgetRejected } from '../../miniprogram/lib/kept-acts'
import { noteNetwork } from '../../miniprogram/lib/network'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, offline, refusedWith, renderScreen, sent, sessionOf } from './support'

const main = { id: 'main', name: '总馆' }
const mainDesk = { id: 'main-desk', name: '总馆服务台', kind: 'desk' as const, branch: main }

function signIn(account = 'desk.main'): void {
  const { me, ...session } = sessionOf('desk-token')
  const desk = { branch: main, pickupPoint: mainDesk }
  keepSession({
    ...session,
    me: { ...me, account, role: 'librarian', reader: null, permissions: ['desk', 'paging'], desk },
  })
}

const reshelve = (barcode: string): ResponseOf<'POST /desk/check-in'> => ({
  outcome: 'reshelve',
  title: { id: 't1', title: `书 ${barcode}`, authors: [] },
  copy: { barcode, callNumber: 'TP3/Y1', floor: '3F', area: 'A' },
})

const barcodeOf = (body: unknown) => (body as { barcode: string }).barcode
const checkIns = () => sent.filter(({ url }) => url === '/api/desk/check-in')

function noNetwork(): void {
  answerWith(() => offline)
  noteNetwork(false)
}

function networkIsBack(): void {
  answerWith(({ method, url, body }) => {
    if (url === '/api/me') return offline
    return { body: method === 'GET' ? { items: [] } : reshelve(barcodeOf(body)) }
  })
}

/** Until a run that begins now is over. */
async function apply(): Promise<void> {
  await act(async () => {
    await applyKept()
    await applyKept()
  })
}

function scan(barcode: string): void {
  const field = screen.getByRole('textbox', { name: '图书条码' })
  fireEvent.change(field, { target: { value: barcode } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

async function scanOffline(...barcodes: readonly string[]): Promise<void> {
  noNetwork()
  renderScreen(<CheckInScreen />)
  for (const barcode of barcodes) scan(barcode)
  await screen.findByText(`已记在手机，${String(barcodes.length)} 条等网络`)
}

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  Taro.clearStorageSync()
  signIn('someone-else')
  signIn()
  noteNetwork(true)
})
afterEach(async () => {
  // what is left would be sent again by itself
  networkIsBack()
  await apply()
  forgetRejected()
})

test('scans without a network are kept on the phone, and said to be', async () => {
  await scanOffline('1', '2', '3')

  expect(screen.getByText('已记在手机')).toBeInTheDocument()
  expect(screen.getByText('3 先放一边，联网后告诉您放到哪里')).toBeInTheDocument()
})

test('the network back, they are sent in their order, each with its time, under one key from the first try on', async () => {
  await scanOffline('1', '2')
  networkIsBack()
  await apply()

  expect(await screen.findByText('书 1')).toBeInTheDocument()
  expect(countWaitingActs()).toBe(0)
  const keysOf = (barcode: string) =>
    checkIns().flatMap(({ body, header }) => (barcodeOf(body) === barcode ? [header['Idempotency-Key']] : []))
  expect(new Set(keysOf('1')).size).toBe(1)
  const last = checkIns().slice(-2)
  expect(last.map(({ body }) => barcodeOf(body))).toEqual(['1', '2'])
  expect(last.every(({ body }) => 'scannedAt' in (body as object))).toBe(true)
})

test('what no longer applies is listed with the library’s words until it has been seen', async () => {
  await scanOffline('1', '2')
  answerWith(({ method, body }) =>
    method === 'GET'
      ? { body: { items: [] } }
      : barcodeOf(body) === '1'
        ? refusedWith('copy.state_conflict', {}, 409)
        : { body: reshelve('2') },
  )
  await apply()
  renderScreen(<KeptActsScreen />)

  expect(screen.getByText('签收 · 1')).toBeInTheDocument()
  expect(screen.getAllByText(/这册书的状态刚刚变了/)).not.toHaveLength(0)
  fireEvent.click(screen.getByRole('button', { name: /知道了/ }))
  expect(await screen.findByText('手机里没有等着的扫码')).toBeInTheDocument()
})

test('the same book scanned twice without a network is one scan', async () => {
  noNetwork()
  renderScreen(<CheckInScreen />)
  scan('1')
  await screen.findByText('已记在手机，1 条等网络')

  scan('1')

  expect(countWaitingActs()).toBe(1)
})

test('they survive a new start of the app, and belong to who scanned them', async () => {
  await scanOffline('1')

  act(() => signIn('desk.science'))
  expect(countWaitingActs()).toBe(0)
  act(() => signIn())
  expect(countWaitingActs()).toBe(1)
})

test('a library that is away or asks to wait loses nothing', async () => {
  await scanOffline('1')
  answerWith(() => refusedWith('rate.limited', {}, 429))
  await apply()

  expect(countWaitingActs()).toBe(1)
})

test('a phone that cannot keep a scan says so', async () => {
  noNetwork()
  renderScreen(<CheckInScreen />)
  jest.mocked(Taro.setStorageSync).mockImplementationOnce(() => {
    throw new Error('full')
  })

  scan('1')

  expect(await screen.findByText('没有签收')).toBeInTheDocument()
  expect(countWaitingActs()).toBe(0)
})

test('signing out with scans waiting warns, with how many', async () => {
  await scanOffline('1', '2')
  jest.mocked(Taro.showModal).mockResolvedValueOnce({ confirm: false, cancel: true, errMsg: 'showModal:ok' })
  renderScreen(<MeScreen />)

  fireEvent.click(screen.getByRole('button', { name: '退出登录' }))

  await waitFor(() => {
    expect(Taro.showModal).toHaveBeenLastCalledWith(
      expect.objectContaining({ content: expect.stringContaining('还有 2 条扫码没有提交') as unknown }),
    )
  })
})

test('a claim and a "not there" between the shelves are kept too, in their order', async () => {
  const entry = {
    bookingId: 'b1',
    title: { id: 't1', title: '数据结构', authors: [] },
    copy: { barcode: '102', branch: main, floor: '3F', area: 'A', callNumber: 'TP3/Y1' },
    pickupPoint: mainDesk,
    placedAt: new Date().toISOString(),
  }
  answerWith(({ method, url }) =>
    method === 'GET' && url !== '/api/me'
      ? { body: url.includes('paging-list') ? { items: [entry], total: 1 } : { items: [] } }
      : offline,
  )
  renderScreen(<PagingScreen account="desk.main" branchId="main" scanner={null} />)
  fireEvent.click(await screen.findByRole('button', { name: '我来取《数据结构》' }))
  expect(await screen.findByText('已记在手机：我来取', undefined, { timeout: 4000 })).toBeInTheDocument()

  const notThere = () => screen.getByRole('button', { name: '架上没有 数据结构' })
  await waitFor(() => expect(notThere()).toBeEnabled())
  fireEvent.click(notThere())

  expect(await screen.findByText('已记在手机：架上没有')).toBeInTheDocument()
  expect(countWaitingActs()).toBe(2)
})

test('lending says that it needs the network', () => {
  noNetwork()
  renderScreen(<CheckOutScreen />)

  expect(screen.getByText('没有网络，现在不能交付和借出')).toBeInTheDocument()
})

test('a phone whose clock is wrong sends the library’s time', async () => {
  answerWith(({ method }) => ({
    body: method === 'GET' ? { items: [] } : reshelve('1'),
    header: { date: new Date(Date.now() - 3_600_000).toUTCString() },
  }))
  renderScreen(<CheckInScreen />)
  await waitFor(() => {
    expect(sent.length).toBeGreaterThan(0)
  })
  scan('1')
  await screen.findByText('书 1')

  const [first] = checkIns()
  const age = Date.now() - Date.parse((first?.body as { scannedAt: string }).scannedAt)
  expect(Math.round(age / 60_000)).toBe(60)
})
