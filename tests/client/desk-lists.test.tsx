import { fireEvent, screen, waitFor } from '@testing-library/react'
import { DeskBookingScreen } from '../../miniprogram/features/desk/desk-booking-screen'
import { GateCheckScreen } from '../../miniprogram/features/desk/gate-check-screen'
import { PromisesScreen } from '../../miniprogram/features/desk/promises-screen'
import { QueueScreen } from '../../miniprogram/features/desk/queue-screen'
import { TransitScreen } from '../../miniprogram/features/desk/transit-screen'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf } from './support'

const main = { id: 'main', name: '总馆' }
const mainDesk = { id: 'main-desk', name: '总馆服务台', kind: 'desk' as const, branch: main }
const summary = {
  id: 't1',
  title: '数据结构',
  authors: ['严蔚敏'],
  isbns: [],
  language: 'chi',
  form: 'book',
  availability: { copies: 3, available: 0, queue: 2 },
}
const title = { id: 't1', title: '数据结构', authors: ['严蔚敏'], class: 'TP311.12' }

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  const { me, ...session } = sessionOf('desk-token')
  const desk = { branch: main, pickupPoint: mainDesk }
  keepSession({ ...session, me: { ...me, role: 'librarian', reader: null, permissions: ['desk', 'paging'], desk } })
})

function scan(label: string, scanned: string): void {
  const field = screen.getByRole('textbox', { name: label })
  fireEvent.change(field, { target: { value: scanned } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

test('what is on the road says from where, and what should have arrived', async () => {
  const travelling = {
    title,
    copy: { barcode: '102', callNumber: 'TP3/Y1' },
    from: { id: 'science', name: '理科分馆' },
    to: main,
    since: '2026-03-02T02:00:00Z',
    expectedBy: '2026-03-03T15:59:59Z',
    isLate: true,
  }
  answerWith(({ url }) => ({
    body: url.startsWith('/api/pickup-points')
      ? { items: [mainDesk] }
      : url.includes('direction=in')
        ? { items: [travelling], total: 1, late: 1 }
        : { items: [], total: 0, late: 0 },
  }))
  renderScreen(<TransitScreen />)

  expect(await screen.findByText('1 册该到还没到')).toBeInTheDocument()
  expect(screen.getByText(/来自理科分馆 · 回架/)).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: /送走/ }))
  expect(await screen.findByText('没有送走的书在路上')).toBeInTheDocument()
})

test('a receipt at the gate is good for its own book only', async () => {
  answerWith(({ url }) => ({
    body: url.includes('code=ABC123') ? { isValid: true, lentAt: '2026-03-02T02:00:00Z' } : { isValid: false },
  }))
  renderScreen(<GateCheckScreen />)

  scan('图书条码', '102')
  scan('凭据码', 'WRONG1')
  expect(await screen.findByText('凭据与这册书不符')).toBeInTheDocument()
  scan('凭据码', 'ABC123')
  expect(await screen.findByText('借过了，可以带走')).toBeInTheDocument()
})

test('a booking that is refused for a reader says why, and is placed anyway by who may', async () => {
  answerWith(({ method, url, body }) => {
    if (url.startsWith('/api/pickup-points')) return { body: { items: [mainDesk] } }
    if (url.startsWith('/api/titles/t1')) return { body: { ...summary, units: [{ availability: {} }] } }
    if (method === 'GET') return { body: { items: [summary] } }
    if (JSON.stringify(body).includes('override'))
      return { status: 201, body: { title, status: 'queued', position: 3, pickupPoint: mainDesk, override: {} } }
    return refusedWith('booking.refused', {
      refusals: [{ code: 'booking.limit_reached', details: {}, overridable: true }],
    })
  })
  renderScreen(<DeskBookingScreen />)
  scan('读者证号', '2023010001')
  scan('找书', '数据结构')
  fireEvent.click(await screen.findByRole('button', { name: /数据结构/ }))
  fireEvent.click(await screen.findByRole('button', { name: '预约' }))

  fireEvent.click(await screen.findByRole('button', { name: '仍然预约' }))

  expect(await screen.findByText('《数据结构》已预约')).toBeInTheDocument()
  expect(screen.getByText(/排在第 3 位/)).toBeInTheDocument()
  const placed = sent.filter(({ method, url }) => method === 'POST' && url === '/api/desk/bookings').at(-1)
  expect(placed?.body).toEqual({
    readerNumber: '2023010001',
    titleId: 't1',
    pickupPointId: 'main-desk',
    override: ['booking.limit_reached'],
  })
})

test('a place in a queue is changed with a reason, which is asked for', async () => {
  const entry = {
    bookingId: 'b1',
    position: 2,
    isAtFront: false,
    priority: 5,
    placedAt: '2026-03-02T02:00:00Z',
    pickupPoint: mainDesk,
    allowedActions: ['prioritise'],
  }
  answerWith(({ method, url }) => {
    if (method === 'POST') return { body: entry }
    if (url.includes('/queue')) return { body: { title, parts: [], items: [entry], total: 1 } }
    if (url.startsWith('/api/titles/t1')) return { body: { ...summary, units: [{ availability: {} }] } }
    return { body: { items: [summary] } }
  })
  renderScreen(<QueueScreen />)
  scan('找书', '数据结构')
  fireEvent.click(await screen.findByRole('button', { name: /数据结构/ }))
  fireEvent.click(await screen.findByRole('button', { name: '调整次序 第 2 位' }))
  fireEvent.click(screen.getByRole('button', { name: '最先' }))
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  expect(screen.getByText('请写原因')).toBeInTheDocument()

  fireEvent.change(screen.getByRole('textbox', { name: '原因' }), { target: { value: '课程急用' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))

  await waitFor(() => {
    expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ priority: 0, reason: '课程急用' })
  })
})

test('promises are shown as a share kept, with how late the late ones were', async () => {
  answerWith(() => ({
    body: { since: '2026-02-01T00:00:00Z', items: [{ branch: main, kept: 3, late: 1, medianLateMinutes: 40 }] },
  }))
  renderScreen(<PromisesScreen />)

  expect(await screen.findByText('75%')).toBeInTheDocument()
  expect(screen.getByText('晚的一般晚 40 分钟')).toBeInTheDocument()
})
