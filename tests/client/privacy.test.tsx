import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { PrivacyScreen } from '../../miniprogram/features/privacy/privacy-screen'
import { getSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, signInReader } from './support'

const days = { historyDays: 30, lateLoanDays: 180 }
const looked = {
  id: 'a1',
  at: new Date().toISOString(),
  by: { account: 'desk.main', name: '刘敏' },
  reason: 'reader_account',
}

function libraryWith(answers: {
  readonly keepsHistory?: boolean
  readonly views?: readonly object[]
  readonly change?: ReturnType<typeof refusedWith>
}) {
  answerWith(({ method, url }) => {
    if (method !== 'GET') return answers.change ?? { body: { keepsHistory: method !== 'PATCH', ...days } }
    if (url.includes('/account-views')) return { body: { items: answers.views ?? [] } }
    if (url.includes('/me/data')) return { body: { madeAt: '2026-03-02T02:00:00Z', loans: [] } }
    return { body: { keepsHistory: answers.keepsHistory ?? false, ...days } }
  })
}

const changes = () => sent.filter(({ method }) => method !== 'GET')
const press = async (name: RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

beforeEach(() => {
  freshPhone()
  signInReader()
})

test('without consent the screen says for how long what has ended is still kept (X1)', async () => {
  libraryWith({})
  renderScreen(<PrivacyScreen />)

  expect(await screen.findByRole('button', { name: /不保留.*30 天后.*180 天/, pressed: true })).toBeInTheDocument()
})

test('consent is one tap', async () => {
  libraryWith({})
  renderScreen(<PrivacyScreen />)

  await press(/^保留/)

  await waitFor(() => expect(changes()).toMatchObject([{ url: '/api/me/privacy', body: { keepsHistory: true } }]))
})

test('withdrawing it asks first, because it cannot be undone', async () => {
  libraryWith({ keepsHistory: true })
  jest.mocked(Taro.showModal).mockResolvedValueOnce({ confirm: false, cancel: true, errMsg: 'ok' })
  renderScreen(<PrivacyScreen />)

  await press(/^不保留/)

  expect(Taro.showModal).toHaveBeenCalledWith(expect.objectContaining({ title: '不再保留借阅历史？' }))
  await waitFor(() => expect(screen.getByRole('button', { name: /^保留/, pressed: true })).toBeInTheDocument())
  expect(changes()).toEqual([])
})

test('who of the staff looked, and why, is listed', async () => {
  libraryWith({ views: [looked] })
  renderScreen(<PrivacyScreen />)

  expect(await screen.findByText('刘敏')).toBeInTheDocument()
  expect(screen.getByText(/在服务台查看您的借阅/)).toBeInTheDocument()
})

test('that my name was seen in a queue is told from a look into my account', async () => {
  libraryWith({ views: [{ ...looked, reason: 'queue' }] })
  renderScreen(<PrivacyScreen />)

  expect(await screen.findByText(/在一本书的排队名单里看到您/)).toBeInTheDocument()
})

test('that nobody looked is said too', async () => {
  libraryWith({})
  renderScreen(<PrivacyScreen />)

  expect(await screen.findByText('没有馆员打开过您的账户。')).toBeInTheDocument()
})

test('the data is saved as a file of the reader’s', async () => {
  Object.assign(URL, { createObjectURL: () => 'blob:data', revokeObjectURL: () => undefined })
  const saved = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  libraryWith({})
  renderScreen(<PrivacyScreen />)

  await press(/^导出我的数据$/)

  await waitFor(() => expect(saved).toHaveBeenCalled())
  expect(sent.some(({ url }) => url === '/api/me/data')).toBe(true)
})

test('erasure that is refused says everything that has to be done first', async () => {
  const refusals = [
    { code: 'erasure.open_loans', details: { open: 1 }, remedy: 'see_your_loans' },
    { code: 'erasure.unsettled_fees', details: { amountCents: 300 }, remedy: 'ask_the_desk' },
  ]
  libraryWith({ change: refusedWith('erasure.refused', { refusals }) })
  renderScreen(<PrivacyScreen />)

  await press(/^抹去我的数据$/)

  expect(await screen.findByText('您还有借着的书')).toBeInTheDocument()
  expect(screen.getByText('还有没结清的费用')).toBeInTheDocument()
  expect(getSession()).toBeDefined()
})

test('after erasure the phone has forgotten the reader too', async () => {
  libraryWith({ change: { body: { ok: true } } })
  renderScreen(<PrivacyScreen />)

  await press(/^抹去我的数据$/)

  await waitFor(() => expect(getSession()).toBeUndefined())
})
