import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { HandOverScreen } from '../../miniprogram/features/desk/hand-over-screen'
import { DelegateScreen } from '../../miniprogram/features/pickup-pass/delegate-screen'
import { DelegatedPassScreen } from '../../miniprogram/features/pickup-pass/delegated-pass-screen'
import { ShownPassScreen } from '../../miniprogram/features/pickup-pass/shown-pass-screen'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf, signInReader } from './support'

type Pass = ResponseOf<'GET /pickup-passes'>['items'][number]

const desk = { id: 'main-desk', name: '总馆服务台', kind: 'desk' as const, branch: { id: 'main', name: '总馆' } }
const science = { ...desk, id: 'science-desk', name: '理科服务台' }
const structures = { id: 't1', title: '数据结构', authors: ['严蔚敏'], class: 'TP311.12' }
const networks = { id: 't2', title: '计算机网络', authors: ['谢希仁'], class: 'TP393' }

const pass: Pass = {
  id: 'p1',
  pass: 'signed-pass',
  digits: '48219937',
  expiresAt: new Date(Date.now() + 20 * 3_600_000).toISOString(),
  bookings: [
    { id: 'b1', title: structures, status: 'ready', pickupPoint: desk },
    { id: 'b2', title: networks, status: 'paging', pickupPoint: desk },
  ],
}

const open = (id: string, title: typeof structures, pickupPoint: typeof desk) => ({
  ...{ id, title, kind: 'page', status: 'ready', pickupPoint, history: [], allowedActions: ['cancel'] },
  placedAt: new Date().toISOString(),
})

function libraryWith(answers: { readonly out?: readonly Pass[]; readonly change?: ReturnType<typeof refusedWith> }) {
  answerWith(({ method, url }) => {
    if (method !== 'GET') return answers.change ?? { status: 201, body: pass }
    if (url.includes('/pickup-passes')) return { body: { items: answers.out ?? [] } }
    return { body: { items: [open('b1', structures, desk), open('b2', networks, science)] } }
  })
}

const changes = () => sent.filter(({ method }) => method !== 'GET')

beforeEach(() => {
  // a phone: no mouse, so no field takes the keyboard by itself
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  signInReader()
})

test('a reader chooses which books somebody else collects, and gets a pass for them (P3)', async () => {
  libraryWith({})
  renderScreen(<DelegateScreen bookingId="b1" />)

  fireEvent.click(await screen.findByRole('button', { name: '生成代取码（1 册）' }))

  await waitFor(() => expect(changes()).toMatchObject([{ url: '/api/pickup-passes', body: { bookingIds: ['b1'] } }]))
  await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/packages/passes/detail?id=p1' }))
})

test('books at two places are pointed out: a pass works once', async () => {
  libraryWith({})
  renderScreen(<DelegateScreen bookingId="b1" />)

  fireEvent.click(await screen.findByRole('button', { name: /计算机网络/ }))

  expect(screen.getByText(/在不同的取书点/)).toBeInTheDocument()
})

test('what the library refuses says why and what to do', async () => {
  const refusals = [{ code: 'pass.too_many', details: { limit: 20, open: 20 }, remedy: 'withdraw_a_pass' }]
  libraryWith({ change: refusedWith('pass.refused', { refusals }) })
  renderScreen(<DelegateScreen bookingId="b1" />)

  fireEvent.click(await screen.findByRole('button', { name: '生成代取码（1 册）' }))

  expect(await screen.findByText('发出的代取码太多了')).toBeInTheDocument()
  expect(screen.getByText('先收回一张代取码')).toBeInTheDocument()
})

test('passes that are out are listed with their digits and their books', async () => {
  libraryWith({ out: [pass] })
  renderScreen(<DelegateScreen bookingId={undefined} />)

  expect(await screen.findByRole('button', { name: /《数据结构》等 2 册.*4821 9937/ })).toBeInTheDocument()
})

test('a pass shows its code, its digits and what it opens', async () => {
  libraryWith({ out: [pass] })
  renderScreen(<DelegatedPassScreen id="p1" />)

  expect(await screen.findByText('4821 9937')).toBeInTheDocument()
  expect(screen.getByRole('img', { name: '取书二维码' })).toBeInTheDocument()
  expect(screen.getAllByText('计算机网络')).not.toHaveLength(0)
})

test('it is sent as one message that says what, where, with which digits and till when', async () => {
  libraryWith({ out: [pass] })
  renderScreen(<DelegatedPassScreen id="p1" />)

  fireEvent.click(await screen.findByRole('button', { name: '发给朋友' }))

  await waitFor(() => expect(Taro.setClipboardData).toHaveBeenCalled())
  const [{ data }] = jest.mocked(Taro.setClipboardData).mock.lastCall ?? [{ data: '' }]
  expect(data).toMatch(/请帮我到总馆服务台取《数据结构》等 2 册，代取码 4821 9937，.*前有效/)
})

test('it is withdrawn after a question', async () => {
  libraryWith({ out: [pass], change: { status: 200, body: { ok: true } } })
  renderScreen(<DelegatedPassScreen id="p1" />)

  fireEvent.click(await screen.findByRole('button', { name: '收回' }))

  await waitFor(() => expect(changes()).toMatchObject([{ method: 'DELETE', url: '/api/pickup-passes/p1' }]))
  expect(Taro.showModal).toHaveBeenCalledWith(expect.objectContaining({ title: '收回这张代取码？' }))
})

test('one that has been used says so instead of showing a code that does not work', async () => {
  libraryWith({ out: [] })
  renderScreen(<DelegatedPassScreen id="p1" />)

  expect(await screen.findByText('这张代取码不能用了')).toBeInTheDocument()
  expect(screen.queryByRole('img', { name: '取书二维码' })).toBeNull()
})

test('a friend without an account can show the pass that was sent, until it has run out', () => {
  freshPhone()
  const { pass: signed, digits, expiresAt } = pass
  renderScreen(<ShownPassScreen pass={signed} digits={digits} expiresAt={expiresAt} books="《数据结构》" />)
  expect(screen.getByText('4821 9937')).toBeInTheDocument()
  renderScreen(<ShownPassScreen pass={signed} digits={digits} expiresAt="2026-01-01T00:00:00Z" books="《数据结构》" />)
  expect(screen.getByText('请本人重新发一张代取码')).toBeInTheDocument()
})

test('the desk sees at a glance that somebody came for the reader', async () => {
  const librarian = { account: 'desk.main', name: '刘敏', role: 'librarian' as const, reader: null }
  const at = { desk: { branch: desk.branch, pickupPoint: desk }, allowedActions: ['work_at_desk' as const] }
  keepSession({ ...sessionOf('token-2'), me: { ...librarian, ...at, permissions: ['desk'] } })
  const reader = { number: '2023010001', name: '林晓' }
  const items = [{ bookingId: 'b1', title: structures, barcode: '10200001', result: 'handed_over' }]
  const receipt = { receiptId: 'receipt-0001', reader, collectedBy: 'delegate', at: new Date().toISOString() }
  answerWith(({ method }) => ({ body: method === 'GET' ? { items: [] } : { ...receipt, items, elsewhere: [] } }))
  renderScreen(<HandOverScreen />)

  const field = screen.getByRole('textbox', { name: '取书码或读者证号' })
  fireEvent.change(field, { target: { value: '4821 9937' } })
  fireEvent.keyDown(field, { key: 'Enter' })

  expect(await screen.findByText('代取：替林晓来取')).toBeInTheDocument()
})
