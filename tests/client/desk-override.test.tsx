import { fireEvent, screen, waitFor } from '@testing-library/react'
import { CheckOutScreen } from '../../miniprogram/features/desk/check-out-screen'
import { overridableCodes } from '../../miniprogram/features/desk/override'
import { keepSession } from '../../miniprogram/lib/session'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, sessionOf } from './support'

beforeEach(() => {
  window.matchMedia = jest.fn().mockReturnValue({ matches: false })
  freshPhone()
  const session = sessionOf('desk-token')
  keepSession({ ...session, me: { ...session.me, role: 'librarian', reader: null, permissions: ['desk'] } })
})

function scan(label: string, scanned: string): void {
  const field = screen.getByRole('textbox', { name: label })
  fireEvent.change(field, { target: { value: scanned } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

const lentAnyway = {
  id: 'l1',
  title: { id: 't1', title: '数据结构', authors: [] },
  copy: { barcode: '10200001', branch: { id: 'main', name: '总馆' } },
  status: 'open',
  lentAt: '2026-03-02T02:00:00Z',
  dueAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  renewals: 0,
  isOverdue: false,
  allowedActions: [],
  override: { at: '2026-03-02T02:00:00Z', by: 'desk.main', codes: ['loan.limit_reached'] },
}

const refusal = (overridable: boolean) => ({
  code: 'loan.limit_reached',
  details: { limit: 1, open: 1 },
  ...(overridable ? { overridable } : {}),
})

function libraryRefusing(overridable: boolean): void {
  answerWith(({ body }) =>
    JSON.stringify(body).includes('override')
      ? { body: lentAnyway }
      : refusedWith('loan.refused', { refusals: [refusal(overridable)] }),
  )
}

async function tryToLend(): Promise<void> {
  renderScreen(<CheckOutScreen />)
  scan('读者证号', '2023010001')
  scan('图书条码', '10200001')
  await screen.findByText('读者借的书已达上限')
}

test('a refusal that this librarian may pass over can be, after a question, and is shown as such', async () => {
  libraryRefusing(true)
  await tryToLend()

  fireEvent.click(screen.getByRole('button', { name: '仍然借出' }))

  expect(await screen.findByText('已越过规则')).toBeInTheDocument()
  await waitFor(() => {
    expect(sent.at(-1)?.body).toEqual({
      readerNumber: '2023010001',
      barcode: '10200001',
      override: ['loan.limit_reached'],
    })
  })
})

test('who may not pass over a refusal is offered nothing', async () => {
  libraryRefusing(false)
  await tryToLend()

  expect(screen.queryByRole('button', { name: '仍然借出' })).toBeNull()
})

test('one refusal that stands whoever asks is enough to offer nothing', () => {
  const may = { code: 'loan.limit_reached', details: {}, overridable: true } as const
  expect(overridableCodes([may])).toEqual(['loan.limit_reached'])
  expect(overridableCodes([may, { code: 'copy.not_available', details: {} }])).toEqual([])
  expect(overridableCodes([])).toEqual([])
})
