import { fireEvent, screen } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { PlaceCodesScreen } from '../../miniprogram/features/self-checkout/place-codes-screen'
import { SelfCheckoutScreen } from '../../miniprogram/features/self-checkout/self-checkout-screen'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, signInReader } from './support'

type SelfCheckedOut = ResponseOf<'POST /self-checkout'>

const title = { id: 't1', title: '数据结构', authors: [] }
const lentAt = new Date().toISOString()
const dueAt = new Date(Date.now() + 30 * 86_400_000).toISOString()

const lent: SelfCheckedOut = {
  id: 'l1',
  title,
  copy: { barcode: '10200001', branch: { id: 'main', name: '总馆' } },
  status: 'open',
  lentAt,
  dueAt,
  renewals: 0,
  isOverdue: false,
  allowedActions: ['renew', 'show_gate_receipt'],
  gateReceipt: {
    loanId: 'l1',
    title,
    barcode: '10200001',
    lentAt,
    dueAt,
    room: { id: 'room', name: '理科阅览室' },
    steps: ['desensitise', 'show_receipt'],
    code: 'K7M2PQ',
  },
}

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
})

function scan(label: string, scanned: string): void {
  const field = screen.getByRole('textbox', { name: label })
  fireEvent.change(field, { target: { value: scanned } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

function scanBookAndRoom(): void {
  signInReader()
  renderScreen(<SelfCheckoutScreen />)
  scan('图书条码', '10200001')
  scan('阅览室码', 'ABCD2345')
}

test('two scans lend the book, and the receipt says to desensitise it and what to show at the gate', async () => {
  answerWith(({ method }) => ({ body: method === 'POST' ? lent : { items: [] } }))
  scanBookAndRoom()

  expect(await screen.findByText('借好了 · 数据结构')).toBeInTheDocument()
  expect(screen.getByText(/消磁机上给书消磁/)).toBeInTheDocument()
  expect(screen.getByText('K7M2PQ')).toBeInTheDocument()
  expect(sent.find(({ method }) => method === 'POST')?.body).toEqual({ barcode: '10200001', placeCode: 'ABCD2345' })
})

test('a refusal shows every reason with what to do, and the room code can be scanned again', async () => {
  const refusals = [
    { code: 'place_code.invalid', details: {}, remedy: 'read_the_code_in_the_room' },
    { code: 'loan.limit_reached', details: {}, remedy: 'see_your_loans' },
  ]
  answerWith(() => refusedWith('loan.refused', { refusals }))
  scanBookAndRoom()

  expect(await screen.findByText('阅览室码不对或已过期')).toBeInTheDocument()
  expect(screen.getByText('请看您所在阅览室现在显示的码')).toBeInTheDocument()
  expect(screen.getByText('您借的书已达上限')).toBeInTheDocument()
  expect(screen.getByRole('textbox', { name: '阅览室码' })).toBeInTheDocument()
})

test('who has not signed in is shown the way', () => {
  renderScreen(<SelfCheckoutScreen />)

  expect(screen.getByRole('button', { name: '登录' })).toBeInTheDocument()
})

test('the screen of a reading room shows its code to be scanned or read', async () => {
  answerWith(() => ({
    body: {
      items: [
        {
          room: { id: 'room', name: '理科阅览室' },
          branch: { id: 'main', name: '总馆' },
          kind: 'rotating',
          code: 'ABCD2345',
          validUntil: dueAt,
        },
      ],
    },
  }))
  renderScreen(<PlaceCodesScreen branchId="main" />)

  expect(await screen.findByRole('img', { name: '理科阅览室' })).toBeInTheDocument()
  expect(screen.getByText('ABCD2345')).toBeInTheDocument()
})
