import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { ReaderAccountScreen } from '../../miniprogram/features/desk/reader-account-screen'
import { centsOf, money } from '../../miniprogram/lib/money'
import { keepSession, type Me } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, renderScreen, sent, sessionOf } from './support'

const dueAt = new Date(Date.now() + 5 * 86_400_000).toISOString()

const account: ResponseOf<'GET /desk/readers/:number'> = {
  reader: { number: '2023010007', name: '赵停', category: 'undergraduate', cardExpiresOn: '2027-07-15' },
  blocks: [{ code: 'reader.owes_fees', details: { amountCents: 8600 }, remedy: 'ask_the_desk' }],
  limits: { bookings: { limit: 10, open: 0 }, loans: { limit: 20, open: 1 } },
  bookings: [],
  loans: [
    {
      id: 'l1',
      title: { id: 't1', title: '数据结构', authors: [] },
      copy: { barcode: '10200001', branch: { id: 'main', name: '总馆' } },
      status: 'open',
      lentAt: dueAt,
      dueAt,
      renewals: 0,
      isOverdue: false,
      allowedActions: ['renew'],
    },
  ],
  fees: [
    { id: 'f1', amountCents: 8600, currency: 'CNY', reason: 'lost', status: 'open', recordedAt: dueAt },
    { id: 'f2', amountCents: 300, currency: 'CNY', reason: 'lost', status: 'to_refund', recordedAt: dueAt },
  ],
  openCents: 8600,
}

function signInLibrarian(permissions: Me['permissions']): void {
  const session = sessionOf('desk-token')
  keepSession({ ...session, me: { ...session.me, role: 'librarian', reader: null, permissions } })
}

async function lookAt(): Promise<void> {
  answerWith(({ method }) => ({ body: method === 'GET' ? account : {} }))
  renderScreen(<ReaderAccountScreen />)
  const field = screen.getByRole('textbox', { name: '读者证号' })
  fireEvent.change(field, { target: { value: '2023010007' } })
  fireEvent.keyDown(field, { key: 'Enter' })
  await screen.findByText('读者有未付清的费用')
}

const posts = () => sent.filter(({ method }) => method === 'POST')

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  signInLibrarian(['desk', 'fees'])
})

test('the desk sees why a reader cannot borrow, and that looking is on record', async () => {
  await lookAt()

  expect(screen.getByText('每次查看都会记下您的账号和时间')).toBeInTheDocument()
  expect(screen.getByText('¥86.00')).toBeInTheDocument()
  expect(screen.getByText('借阅 1 / 20')).toBeInTheDocument()
})

test('a fee that was paid elsewhere is marked with one tap', async () => {
  await lookAt()

  fireEvent.click(screen.getByRole('button', { name: '¥86.00 已付' }))

  await waitFor(() => {
    expect(posts().map(({ url }) => url)).toEqual(['/api/desk/fees/f1/paid'])
  })
})

test('a lost book is reported with what its replacement costs, and not without an amount', async () => {
  await lookAt()

  fireEvent.click(screen.getByRole('button', { name: '登记《数据结构》遗失' }))
  fireEvent.click(screen.getByRole('button', { name: '记下' }))
  expect(screen.getByText('请填金额，例如 12.50')).toBeInTheDocument()
  fireEvent.change(screen.getByRole('textbox', { name: '金额（元）' }), { target: { value: '86.5' } })
  fireEvent.click(screen.getByRole('button', { name: '记下' }))

  await waitFor(() => {
    expect(posts()).toMatchObject([{ url: '/api/desk/loans/l1/lost', body: { amountCents: 8650 } }])
  })
})

test('a fee for a damaged book names its loan, so that nobody types a barcode', async () => {
  await lookAt()

  fireEvent.click(screen.getByRole('button', { name: '为《数据结构》记一笔费用' }))
  expect(screen.getByText('《数据结构》，条码 10200001')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: '遗失赔偿' })).toBeNull()
  fireEvent.change(screen.getByRole('textbox', { name: '金额（元）' }), { target: { value: '3' } })
  fireEvent.click(screen.getByRole('button', { name: '记下' }))

  await waitFor(() => {
    expect(posts()).toMatchObject([
      { url: '/api/desk/fees', body: { readerNumber: '2023010007', reason: 'damage', amountCents: 300, loanId: 'l1' } },
    ])
  })
})

test('a fee is waived only with a reason', async () => {
  await lookAt()

  fireEvent.click(screen.getByRole('button', { name: '免除 ¥86.00' }))
  fireEvent.click(screen.getByRole('button', { name: '记下' }))
  expect(screen.getByText('请写明原因')).toBeInTheDocument()
  fireEvent.change(screen.getByRole('textbox', { name: '说明' }), { target: { value: '首次' } })
  fireEvent.click(screen.getByRole('button', { name: '记下' }))

  await waitFor(() => {
    expect(posts()).toMatchObject([{ url: '/api/desk/fees/f1/waived', body: { note: '首次' } }])
  })
})

test('who may not settle fees sees them without the buttons', async () => {
  signInLibrarian(['desk'])
  await lookAt()

  expect(screen.getByText('¥86.00')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: '¥86.00 已付' })).toBeNull()
  expect(screen.queryByRole('button', { name: '登记《数据结构》遗失' })).toBeNull()
})

test.each([
  ['12.50', 1250],
  ['0', 0],
  [' 86.5 ', 8650],
  ['0.29', 29],
  ['-1', null],
  ['1.234', null],
  ['', null],
  ['十元', null],
])('an amount is read as it is written: %s', (typed, cents) => {
  expect(centsOf(typed)).toBe(cents)
  if (cents !== null) expect(centsOf(money(cents).slice(1))).toBe(cents)
})
