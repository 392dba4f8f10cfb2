import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { BookingSheet } from '../../miniprogram/features/bookings/booking-sheet'
import { answerWith, freshPhone, offline, refusedWith, renderScreen, sent, signInReader } from './support'

type Options = ResponseOf<'GET /titles/:id/booking-options'>

const point = (id: string, name: string, change: Partial<Options['pickupPoints'][number]> = {}) => ({
  id,
  name,
  kind: 'desk' as const,
  branch: { id: 'main', name: '总馆' },
  readyBy: new Date(Date.now() + 3 * 3_600_000).toISOString(),
  pickupDays: 4,
  refusals: [],
  ...change,
})

const options = (change: Partial<Options> = {}): Options => ({
  kind: 'page',
  refusals: [],
  queue: { length: 0 },
  pickupPoints: [point('main-desk', '总馆服务台'), point('law-desk', '法律分馆服务台')],
  ...change,
})

const booked: ResponseOf<'POST /bookings'> = {
  id: 'b1',
  title: { id: 't1', title: '数据结构', authors: ['严蔚敏'] },
  kind: 'page',
  status: 'paging',
  pickupPoint: { id: 'main-desk', name: '总馆服务台', kind: 'desk', branch: { id: 'main', name: '总馆' } },
  placedAt: new Date().toISOString(),
  history: [],
  allowedActions: ['cancel'],
}

const placed = () => sent.filter(({ method, url }) => method === 'POST' && url === '/api/bookings')
const show = (parts: readonly string[] = []) =>
  renderScreen(<BookingSheet titleId="t1" parts={parts} onClose={jest.fn()} />)

beforeEach(() => {
  freshPhone()
  signInReader()
})

test('every reason why not is there at once, each with what the reader can do about it', async () => {
  const refusals = [
    { code: 'booking.limit_reached', details: { limit: 10 }, remedy: 'cancel_a_booking' },
    { code: 'reader.overdue', details: {}, remedy: 'return_overdue_books' },
    { code: 'reader.card_expired', details: {}, remedy: 'renew_your_card' },
  ] as const
  answerWith(() => ({ body: options({ refusals: [...refusals] }) }))
  show()

  const reasons = await screen.findAllByRole('listitem')

  expect(reasons.map((reason) => reason.textContent)).toEqual([
    '您的预约已满取消一条预约',
    '您有图书超期未还先归还超期的书',
    '您的读者证已过期请到服务台延期读者证',
  ])
  expect(screen.getByRole('button', { name: '取消一条预约' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /^预约/ })).toBeNull()
})

test('one tap books at the chosen place and tells the library what the reader was shown', async () => {
  answerWith(({ method }) => (method === 'POST' ? { status: 201, body: booked } : { body: options() }))
  show()

  fireEvent.click(await screen.findByRole('button', { name: /法律分馆服务台/ }))
  fireEvent.click(screen.getByRole('button', { name: '预约，馆员备书' }))

  expect(await screen.findByText('预约成功，正在备书')).toBeInTheDocument()
  expect(placed().map(({ body }) => body)).toEqual([{ titleId: 't1', pickupPointId: 'law-desk', expectedKind: 'page' }])
})

test('until the library has answered it says "sending", and a second tap does nothing', async () => {
  let answer: (value: unknown) => void = () => undefined
  const after = new Promise((resolve) => {
    answer = resolve
  })
  answerWith(({ method }) => (method === 'POST' ? { status: 201, body: booked, after } : { body: options() }))
  show()
  const button = await screen.findByRole('button', { name: '预约，馆员备书' })

  fireEvent.click(button)
  const sending = await screen.findByRole('button', { name: '正在提交，请稍候…' })
  fireEvent.click(sending)

  expect(sending).toBeDisabled()
  expect(screen.getByText('图书馆确认之前，还不算预约成功。')).toBeInTheDocument()
  expect(screen.queryByText('预约成功，正在备书')).toBeNull()
  await act(async () => answer(undefined))
  expect(await screen.findByText('预约成功，正在备书')).toBeInTheDocument()
  expect(placed()).toHaveLength(1)
})

test('when the last copy has just gone, the reader is asked whether to queue instead', async () => {
  let isGone = false
  answerWith(({ method, body }) => {
    if (method === 'GET') return { body: options(isGone ? { kind: 'hold', queue: { length: 2 } } : {}) }
    const isHold = JSON.stringify(body).includes('"hold"')
    isGone = true
    return isHold
      ? { status: 201, body: { ...booked, kind: 'hold', status: 'queued', position: 3 } }
      : refusedWith('booking.kind_changed', {}, 409)
  })
  show()

  fireEvent.click(await screen.findByRole('button', { name: '预约，馆员备书' }))
  expect(await screen.findByText('最后一册刚被约走。您愿意排队等候吗？')).toBeInTheDocument()
  const queue = await screen.findByRole('button', { name: '预约，加入排队' })
  await waitFor(() => expect(queue).toBeEnabled())
  fireEvent.click(queue)

  expect(await screen.findByText('预约成功，已加入排队')).toBeInTheDocument()
  expect(placed().map(({ header }) => header['Idempotency-Key'])).toHaveLength(2)
})

test('a place that is closed cannot be chosen and says why', async () => {
  const closed = point('law-desk', '法律分馆服务台', { refusals: [{ code: 'pickup_point.closed', details: {} }] })
  answerWith(() => ({ body: options({ pickupPoints: [closed, point('main-desk', '总馆服务台')] }) }))
  show()

  const place = await screen.findByRole('button', { name: /法律分馆服务台/ })

  expect(place).toBeDisabled()
  expect(within(place).getByText('这个取书点近期不开放')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: /总馆服务台/ })).toHaveAttribute('aria-pressed', 'true')
})

test('a title in parts is booked part by part', async () => {
  answerWith(({ method }) => (method === 'POST' ? { status: 201, body: booked } : { body: options() }))
  show(['上册', '下册'])

  fireEvent.click(await screen.findByRole('button', { name: '下册' }))
  await waitFor(() => expect(sent.at(-1)?.url).toContain(`part=${encodeURIComponent('下册')}`))
  const button = await screen.findByRole('button', { name: '预约，馆员备书' })
  await waitFor(() => expect(button).toBeEnabled())
  fireEvent.click(button)

  await screen.findByText('预约成功，正在备书')
  expect(placed()[0]?.body).toMatchObject({ part: '下册' })
})

test('without a network the sheet stays open and the next tap is the same wish', async () => {
  let isOffline = true
  answerWith(({ method }) =>
    method === 'GET' ? { body: options() } : isOffline ? offline : { status: 201, body: booked },
  )
  show()
  fireEvent.click(await screen.findByRole('button', { name: '预约，馆员备书' }))
  expect(await screen.findByText('没有网络，请检查后重试', {}, { timeout: 4000 })).toBeInTheDocument()

  isOffline = false
  const again = await screen.findByRole('button', { name: '预约，馆员备书' })
  await waitFor(() => expect(again).toBeEnabled())
  fireEvent.click(again)

  await screen.findByText('预约成功，正在备书')
  expect(new Set(placed().map(({ header }) => header['Idempotency-Key'])).size).toBe(1)
})
