import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { ArrivalsScreen } from '../../miniprogram/features/desk/arrivals-screen'
import { PlanScreen } from '../../miniprogram/features/visits/plan-screen'
import { VisitScreen } from '../../miniprogram/features/visits/visit-screen'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf, signInReader } from './support'

type Visit = ResponseOf<'GET /visits/:id'>
type Slot = ResponseOf<'GET /pickup-points/:id/slots'>['items'][number]

const main = { id: 'main', name: '总馆' }
const desk = { id: 'main-desk', name: '总馆服务台', kind: 'desk' as const, branch: main }
const structures = { id: 't1', title: '数据结构', authors: ['严蔚敏'], class: 'TP311.12' }
const networks = { id: 't2', title: '计算机网络', authors: ['谢希仁'], class: 'TP393' }

/** Tomorrow at this hour in the library, which is eight hours ahead. */
function tomorrowAt(hour: number): string {
  const day = new Date(Date.now() + 8 * 3_600_000 + 86_400_000).toISOString().slice(0, 10)
  return new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * 3_600_000).toISOString()
}

const slot = (hour: number, taken: number): Slot => ({
  startsAt: tomorrowAt(hour),
  endsAt: tomorrowAt(hour + 1),
  capacity: 4,
  taken,
})

const visit: Visit = {
  id: 'v1',
  pickupPoint: desk,
  startsAt: tomorrowAt(10),
  endsAt: tomorrowAt(11),
  status: 'booked',
  bookingIds: ['b1'],
  bookings: [{ id: 'b1', title: structures, status: 'ready' }],
  allowedActions: ['change', 'cancel', 'arrive'],
}

const ready = (id: string, title: typeof structures) => ({
  ...{ id, title, kind: 'page', status: 'ready', pickupPoint: desk, history: [] },
  placedAt: new Date().toISOString(),
  allowedActions: ['plan_visit', 'cancel'],
})

function libraryWith(answers: { open?: readonly Visit[]; change?: ReturnType<typeof refusedWith> }) {
  answerWith(({ method, url }) => {
    if (method !== 'GET') return answers.change ?? { status: 201, body: visit }
    if (url.includes('/slots')) return { body: { items: [slot(9, 4), slot(10, 3), slot(11, 0)] } }
    if (url.includes('/visits/v1')) return { body: visit }
    if (url.includes('/visits')) return { body: { items: answers.open ?? [] } }
    if (url.includes('/pickup-points'))
      return {
        body: {
          items: [{ ...desk, isOpen: true, today: [], pickupDays: 3, visits: { isRequired: false, daysAhead: 6 } }],
        },
      }
    return { body: { items: [ready('b1', structures), ready('b2', networks)] } }
  })
}

const changes = () => sent.filter(({ method }) => method !== 'GET')
const pressed = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }))

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  signInReader()
})

test('a reader chooses a day, a time with room, and comes once for all books that are ready there', async () => {
  libraryWith({})
  renderScreen(<PlanScreen pickupPointId="main-desk" />)

  fireEvent.click(await screen.findByRole('button', { name: '明天' }))
  fireEvent.click(await screen.findByRole('button', { name: '10:00–11:00 还有 1 个名额' }))
  pressed(/^约明天 10:00$/)

  await waitFor(() => {
    expect(changes()[0]?.body).toEqual({
      pickupPointId: 'main-desk',
      startsAt: tomorrowAt(10),
      bookingIds: ['b1', 'b2'],
    })
  })
  expect(changes()[0]).toMatchObject({ method: 'POST', url: '/api/visits' })
  await waitFor(() => {
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/packages/visits/detail?id=v1' })
  })
})

test('a full time cannot be chosen, and nothing can be sent without a time', async () => {
  libraryWith({})
  renderScreen(<PlanScreen pickupPointId="main-desk" />)

  const full = await screen.findByRole('button', { name: '09:00–10:00 已约满' })
  fireEvent.click(full)

  expect(full).toBeDisabled()
  expect(screen.getByRole('button', { name: '先选一个时间' })).toBeDisabled()
})

test('a book that is left out stays on the shelf for another time', async () => {
  libraryWith({})
  renderScreen(<PlanScreen pickupPointId="main-desk" />)

  fireEvent.click(await screen.findByRole('button', { name: /11:00–12:00/ }))
  pressed(/计算机网络/)
  pressed(/^约.*11:00$/)

  await waitFor(() => {
    expect(changes()[0]?.body).toMatchObject({ bookingIds: ['b1'] })
  })
})

test('what is planned there already is changed instead of planned again', async () => {
  libraryWith({ open: [visit] })
  renderScreen(<PlanScreen pickupPointId="main-desk" />)

  fireEvent.click(await screen.findByRole('button', { name: /11:00–12:00/ }))
  pressed(/^约明天 11:00$/)

  await waitFor(() => {
    expect(changes()[0]).toMatchObject({
      method: 'PATCH',
      url: '/api/visits/v1',
      body: { startsAt: tomorrowAt(11), bookingIds: ['b1', 'b2'] },
    })
  })
})

test('every reason why a time is not to be had is shown', async () => {
  const refusals = [
    { code: 'slot.full', details: {}, remedy: 'choose_another_time' },
    { code: 'visit.already_open', details: {}, remedy: 'see_your_visit' },
  ]
  libraryWith({ change: refusedWith('visit.refused', { refusals }) })
  renderScreen(<PlanScreen pickupPointId="main-desk" />)

  fireEvent.click(await screen.findByRole('button', { name: /11:00–12:00/ }))
  pressed(/^约.*11:00$/)

  expect(await screen.findByText('这个时段已约满')).toBeInTheDocument()
  expect(screen.getByText('您已经约了一次取书')).toBeInTheDocument()
})

test('"I have arrived" is one tap on my visit, which then leads to the pass', async () => {
  const arrived: Visit = { ...visit, status: 'arrived', allowedActions: [] }
  answerWith(({ method }) => ({ body: method === 'POST' || changes().length > 0 ? arrived : visit }))
  renderScreen(<VisitScreen id="v1" />)

  expect(await screen.findByText('明天 10:00–11:00')).toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: '我到了' }))

  expect(await screen.findByText('请到取书点，出示取书码')).toBeInTheDocument()
  expect(changes()[0]?.url).toBe('/api/visits/v1/arrive')
  expect(screen.queryByRole('button', { name: '我到了' })).not.toBeInTheDocument()
})

test('the desk sees who stands there before who is expected, and stages books by one tap', async () => {
  const session = sessionOf('desk-token')
  keepSession({
    ...session,
    me: {
      ...session.me,
      role: 'librarian',
      reader: null,
      permissions: ['desk'],
      desk: { branch: main, pickupPoint: desk },
    },
  })
  const arrival = (id: string, name: string, status: 'arrived' | 'booked') => ({
    ...{ id, status, startsAt: tomorrowAt(10), endsAt: tomorrowAt(11), isStaged: false, allowedActions: ['stage'] },
    ...(status === 'arrived' ? { arrivedAt: new Date().toISOString() } : {}),
    reader: { number: `2023${id}`, name },
    books: [{ bookingId: `b-${id}`, title: structures, barcode: '10200001' }],
  })
  answerWith(({ method, url }) => {
    if (method === 'GET' && url.includes('/desk/arrivals'))
      return { body: { items: [arrival('v1', '林晓', 'arrived'), arrival('v2', '王磊', 'booked')] } }
    return { body: { items: [] } }
  })
  renderScreen(<ArrivalsScreen />)

  const here = within(await screen.findByText('已经到了').then(() => document.getElementById('here') ?? document.body))
  expect(here.getByText('林晓')).toBeInTheDocument()
  expect(here.queryByText('王磊')).not.toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: '王磊的书已理好' }))
  await waitFor(() => {
    expect(changes()[0]?.url).toBe('/api/desk/visits/v2/stage')
  })
})
