import { fireEvent, screen, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { FeesScreen } from '../../miniprogram/features/fees/fees-screen'
import { LoanList } from '../../miniprogram/features/loans/loan-list'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, signInReader } from './support'

type Loan = ResponseOf<'GET /loans'>['items'][number]

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const loan = (id: string, own: Partial<Loan> = {}): Loan => ({
  id,
  title: { id: `t-${id}`, title: `书 ${id}`, authors: [] },
  copy: { barcode: `barcode-${id}`, branch: { id: 'main', name: '总馆' } },
  status: 'open',
  lentAt: inDays(-20),
  dueAt: inDays(10),
  renewals: 0,
  isOverdue: false,
  allowedActions: ['renew'],
  ...own,
})

beforeEach(() => {
  freshPhone()
  signInReader()
})

test('a loan that is called back says that somebody waits and when it had been due', async () => {
  answerWith(() => ({ body: { items: [loan('1', { recalledAt: inDays(-1), dueBeforeRecall: inDays(40) })] } }))
  renderScreen(<LoanList />)

  expect(await screen.findByText(/有读者在等，原定/)).toBeInTheDocument()
})

test('renewing all says at each book that was refused why, and what to do', async () => {
  const items = [loan('1'), loan('2')]
  answerWith(({ method }) => ({
    body:
      method === 'GET'
        ? { items }
        : {
            items: [
              { loan: loan('1', { renewals: 1 }), result: 'renewed' },
              {
                loan: loan('2'),
                result: 'refused',
                refusals: [
                  { code: 'loan.waited_for', details: { waiting: 1 }, remedy: 'return_on_time' },
                  { code: 'loan.cap_reached', details: {}, remedy: 'return_on_time' },
                ],
              },
            ],
          },
  }))
  const { container } = renderScreen(<LoanList />)

  fireEvent.click(await screen.findByRole('button', { name: '全部续借' }))

  const row = (id: string) => within(container.querySelector<HTMLElement>(`#loan-${id}`) ?? container)
  expect(await row('2').findByText('有读者在等这本书 · 请按时归还')).toBeInTheDocument()
  expect(row('2').getByText('这本书已续借到最长期限 · 请按时归还')).toBeInTheDocument()
  expect(row('1').queryByText(/请按时归还/)).toBeNull()
})

test('a renewal that is refused shows its reasons at that book', async () => {
  answerWith(({ method }) =>
    method === 'GET'
      ? { body: { items: [loan('1')] } }
      : refusedWith('loan.refused', {
          refusals: [{ code: 'loan.overdue', details: {}, remedy: 'return_overdue_books' }],
        }),
  )
  renderScreen(<LoanList />)

  fireEvent.click(await screen.findByRole('button', { name: '续借 书 1' }))

  expect(await screen.findByText('这本书已超期 · 先归还超期的书')).toBeInTheDocument()
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/loans/1/renew')
})

test('what is owed is said with its sum, its reasons and how to pay', async () => {
  answerWith(() => ({
    body: {
      openCents: 8660,
      items: [
        {
          id: 'f1',
          amountCents: 8600,
          currency: 'CNY',
          reason: 'lost',
          status: 'open',
          title: { id: 't1', title: '数据结构', authors: [] },
          recordedAt: inDays(-2),
        },
        { id: 'f2', amountCents: 60, currency: 'CNY', reason: 'overdue', status: 'open', recordedAt: inDays(-3) },
      ],
    },
  }))
  renderScreen(<FeesScreen />)

  expect(await screen.findByText('共 ¥86.60 未付')).toBeInTheDocument()
  expect(screen.getByText('遗失赔偿 · 数据结构')).toBeInTheDocument()
  expect(screen.getByText('¥0.60')).toBeInTheDocument()
})
