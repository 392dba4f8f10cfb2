import { act, screen, waitFor } from '@testing-library/react'
import { PassScreen } from '../../miniprogram/features/pickup-pass/pass-screen'
import { queryClient, startQueryClient } from '../../miniprogram/lib/query-client'
import { answerWith, freshPhone, offline, renderScreen, sent, signInReader } from './support'

const hourMs = 3_600_000
const passFor = (digits: string, hours: number) => ({
  pass: `signed-${digits}`,
  digits,
  expiresAt: new Date(Date.now() + hours * hourMs).toISOString(),
  renewAt: new Date(Date.now() + (hours - 12) * hourMs).toISOString(),
})

const show = () => renderScreen(<PassScreen>{null}</PassScreen>)
const asked = () => sent.filter(({ url }) => url === '/api/pickup-pass')

beforeEach(() => {
  freshPhone()
  signInReader()
})
afterEach(() => jest.useRealTimers())

test('the pass shows its code and its digits', async () => {
  answerWith(() => ({ body: passFor('48291736', 24) }))
  show()

  expect(await screen.findByText('4829 1736')).toBeInTheDocument()
  expect(screen.getByRole('img', { name: '取书二维码' })).toBeInTheDocument()
})

test('a pass fetched yesterday evening opens in a cellar with no network after the app was closed', async () => {
  jest.useFakeTimers()
  startQueryClient()
  answerWith(() => ({ body: passFor('48291736', 24) }))
  const first = show()
  await act(() => jest.advanceTimersByTimeAsync(1000))
  first.unmount()

  jest.setSystemTime(Date.now() + 14 * hourMs)
  answerWith(() => offline)
  queryClient.clear()
  startQueryClient()
  show()
  await act(() => jest.advanceTimersByTimeAsync(5000))

  expect(screen.getByText('4829 1736')).toBeInTheDocument()
  expect(screen.getByText('没有网络，仍可使用')).toBeInTheDocument()
})

test('it opens there at the second start too: a renewal that failed forgets nothing', async () => {
  jest.useFakeTimers()
  startQueryClient()
  answerWith(() => ({ body: passFor('48291736', 24) }))
  const first = show()
  await act(() => jest.advanceTimersByTimeAsync(1000))
  first.unmount()

  jest.setSystemTime(Date.now() + 14 * hourMs)
  answerWith(() => offline)
  // opened twice in the cellar
  for (let start = 1; start <= 2; start++) {
    queryClient.clear()
    startQueryClient()
    const shown = show()
    await act(() => jest.advanceTimersByTimeAsync(5000))
    expect(screen.getByText('4829 1736')).toBeInTheDocument()
    shown.unmount()
  }
})

test('at half of its life the app fetches a new one while it is open', async () => {
  jest.useFakeTimers()
  let digits = '11111111'
  answerWith(() => ({ body: passFor(digits, 12.02) }))
  show()
  await act(() => jest.advanceTimersByTimeAsync(1000))
  expect(asked()).toHaveLength(1)

  digits = '22222222'
  await act(() => jest.advanceTimersByTimeAsync(75_000))

  expect(screen.getByText('2222 2222')).toBeInTheDocument()
})

test('a pass that has run out is never shown as if it worked', async () => {
  answerWith(() => ({ body: passFor('48291736', -1) }))
  show()

  await waitFor(() => expect(screen.getByText('取书码已过期')).toBeInTheDocument())
  expect(screen.queryByText('4829 1736')).toBeNull()
})
