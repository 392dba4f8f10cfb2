import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { CalendarScreen } from '../../miniprogram/features/rules/calendar-screen'
import { hoursOf } from '../../miniprogram/features/rules/hours'
import { RulesScreen } from '../../miniprogram/features/rules/rules-screen'
import { changeSettings } from '../../miniprogram/lib/settings'
import { answerWith, freshPhone, refusedWith, renderScreen, sent } from './support'

type RulesInForce = ResponseOf<'GET /desk/rules'>
type CalendarInForce = ResponseOf<'GET /desk/branches/:id/calendar'>
type Touches = NonNullable<ResponseOf<'POST /desk/rules/preview'>['touches']>

const main = { id: 'main', name: '总馆' }

const inForce: RulesInForce = {
  version: 3,
  branches: [main],
  lastChange: { at: '2026-03-01T02:00:00Z', account: 'it', name: '程序' },
  rules: {
    loans: [
      {
        category: null,
        loanType: null,
        branchId: null,
        loanDays: 56,
        renewals: 3,
        totalDays: 224,
        guaranteedDays: 14,
        renewableWhenWaitedFor: false,
        closedDayStrategy: 'next_open_day',
      },
    ],
    limits: [{ category: 'external', openBookings: 2, openLoans: 5, overdueGraceDays: 0 }],
    onShelf: [{ branchId: null, loanType: null, allowed: true }],
    vacations: [{ from: '2026-07-05', to: '2026-08-31', dueOn: '2026-09-15', note: { zh: '暑假' } }],
    transitDays: [],
    defaultTransitDays: 1,
    pagingRoundMinutes: 60,
    minimumWaitDays: 3,
  },
}

const none = { count: 0, examples: [] }
const touches: Touches = {
  changedLoans: none,
  notRenewable: {
    count: 34,
    examples: [
      {
        loanId: 'l1',
        title: { id: 't1', title: '数据结构', authors: [] },
        barcode: '10200001',
        branch: main,
        dueAt: '2026-12-01T15:59:59Z',
        renewals: 2,
      },
    ],
  },
  dueInVacation: none,
  overLoanLimit: none,
  overBookingLimit: none,
  bookingsOverLimit: 0,
  blockedByOverdue: none,
  blockedByFees: none,
  servedFromShelf: none,
  changedRoutes: none,
  movesDates: false,
}

const renewalsChange = {
  part: 'loans',
  kind: 'changed',
  scope: {},
  fields: [{ name: 'renewals', before: 3, after: 1 }],
}

interface Library {
  readonly preview?: object
  readonly apply?: ReturnType<typeof refusedWith>
}

function answerRules({ preview, apply }: Library = {}): void {
  answerWith(({ method, url }) => {
    if (url.includes('/history')) return { body: { items: [] } }
    if (method === 'GET') return { body: inForce }
    if (url.endsWith('/preview')) return { body: preview ?? { refusals: [], changes: [renewalsChange], touches } }
    if (url.endsWith('/revert')) return { body: { ...inForce, version: 4, lastChange: undefined } }
    return apply ?? { body: { ...inForce, version: 4 } }
  })
}

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const tap = async (name: string | RegExp) => fireEvent.click(await button(name))
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const posted = (path: string) => sent.filter(({ method, url }) => method === 'POST' && url.endsWith(path))

async function changeRenewals(to: string): Promise<void> {
  renderScreen(<RulesScreen />)
  await tap('修改 所有读者 · 所有图书')
  type('续借次数', to)
  await tap('先记下')
}

beforeEach(freshPhone)

test('the rules are read in plain words', async () => {
  answerRules()
  renderScreen(<RulesScreen />)

  expect(await screen.findByText('借 56 天，可续 3 次，最长 224 天')).toBeInTheDocument()
  expect(screen.getByText('可约 2 本、借 5 本，超期 0 天后停约')).toBeInTheDocument()
  expect(screen.getByText('2026-07-05 至 2026-08-31 之间到期的，都在 2026-09-15 还')).toBeInTheDocument()
})

test('an English librarian meets no Chinese among the rules but names', async () => {
  answerRules()
  changeSettings({ language: 'en', appearance: 'system', textSize: 'normal' })
  renderScreen(<RulesScreen />)

  expect(await screen.findByText('56 days, 3 renewals, 224 days in all')).toBeInTheDocument()
  expect(document.body.textContent.replace('总馆', '').replace('程序', '')).not.toMatch(/\p{Script=Han}/u)
})

test('a changed rule shows whom it touches, with examples, before it is applied', async () => {
  answerRules()
  await changeRenewals('1')
  expect(posted('/apply')).toEqual([])

  await tap('看看影响谁')
  expect(await screen.findByText('34')).toBeInTheDocument()
  expect(screen.getByText('续借次数 3 → 1')).toBeInTheDocument()
  expect(screen.getByText('已定的日期不会变')).toBeInTheDocument()
  await tap(/看 1 个例子/)
  expect(screen.getByText('数据结构')).toBeInTheDocument()
  await tap('让它生效')

  await waitFor(() => {
    expect(Taro.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: '已生效' }))
  })
  expect(posted('/apply')[0]?.body).toMatchObject({ version: 3, rules: { loans: [{ renewals: 1, loanDays: 56 }] } })
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('a number that makes no sense is not even noted down', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  await tap('修改 所有读者 · 所有图书')
  type('借期 (天)', '0')

  expect(screen.getByText('请填 1 到 3650 的整数')).toBeInTheDocument()
  expect(await button('先记下')).toBeDisabled()
})

test('rules that contradict themselves say why and cannot be applied', async () => {
  answerRules({
    preview: {
      refusals: [{ code: 'rules.total_below_period', details: { path: 'loans.0.totalDays' } }],
      changes: [renewalsChange],
    },
  })
  await changeRenewals('1')
  await tap('看看影响谁')

  expect(await screen.findByText('最长期限不能短于一次借期')).toBeInTheDocument()
  expect(await button('让它生效')).toBeDisabled()
})

test('when a colleague was faster, the librarian is told and sees the rules of the colleague', async () => {
  answerRules({ apply: refusedWith('rules.stale', {}, 409) })
  await changeRenewals('1')
  await tap('看看影响谁')
  await screen.findByText('34')
  await tap('让它生效')
  expect(await screen.findByText('同事刚刚改过')).toBeInTheDocument()

  await tap('看同事改后的')
  await waitFor(() => {
    expect(screen.queryByText('还没有生效')).not.toBeInTheDocument()
  })
  expect(screen.getByText('借 56 天，可续 3 次，最长 224 天')).toBeInTheDocument()
})

test('the last change is undone after a question', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  await tap('撤销这次修改')

  await waitFor(() => {
    expect(posted('/revert')[0]?.body).toEqual({ version: 3 })
  })
  expect(Taro.showModal).toHaveBeenCalledTimes(1)
})

const day = [{ opens: '08:00', closes: '22:00' }]
const calendar: CalendarInForce = {
  branch: main,
  version: 0,
  calendar: {
    weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: [] },
    exceptions: [{ from: '2026-12-10', to: '2026-12-10', windows: [], note: { zh: '校庆日闭馆' } }],
  },
}

function answerCalendar(): void {
  const touched = { loans: { count: 7, examples: [] }, readyBookings: none, movesDates: false }
  answerWith(({ method, url }) => {
    if (method === 'GET') return { body: calendar }
    if (url.endsWith('/preview')) return { body: { refusals: [], changes: [], touches: touched } }
    return { body: { ...calendar, version: 1 } }
  })
}

test('a closing day is added to a branch: the loans due on it are counted, and it is said that they do not move', async () => {
  answerCalendar()
  renderScreen(<CalendarScreen branchId="main" />)
  await tap('添加例外')
  type('从', '2027-01-01')
  type('到', '2027-01-01')
  type('说明（读者会看到）', '元旦')
  await tap('先记下')
  await tap('看看影响谁')
  expect(await screen.findByText('7')).toBeInTheDocument()
  expect(screen.getByText(/日期还不会自动挪开/)).toBeInTheDocument()
  await tap('让它生效')

  await waitFor(() => {
    expect(posted('/calendar/apply')[0]?.body).toMatchObject({
      version: 0,
      calendar: {
        exceptions: [
          { from: '2026-12-10' },
          { from: '2027-01-01', to: '2027-01-01', windows: [], note: { zh: '元旦' } },
        ],
      },
    })
  })
})

test('an exception is taken away, and a weekday is given other hours', async () => {
  answerCalendar()
  renderScreen(<CalendarScreen branchId="main" />)
  await tap('删除 2026-12-10')
  await tap(/^周日/)
  type('开放时间', '9:00～12:00，13:00-17:00')
  await tap('先记下')

  expect(await screen.findByText('没有例外日期')).toBeInTheDocument()
  expect(within(await button(/^周日/)).getByText('09:00-12:00 13:00-17:00')).toBeInTheDocument()
})

test.each([
  ['08:00-22:00', [{ opens: '08:00', closes: '22:00' }]],
  ['', []],
  ['22:00-08:00', undefined],
  ['8-22', undefined],
  ['08:00-25:00', undefined],
  [
    '8：00 至 12:00；13:00—24:00',
    [
      { opens: '08:00', closes: '12:00' },
      { opens: '13:00', closes: '24:00' },
    ],
  ],
])('hours are read as they are typed: %s', (typed, windows) => {
  expect(hoursOf(typed)).toEqual(windows)
})

test.each([
  ['欠费不影响预约、借书和续借', {}],
  ['欠费超过 ¥20.00 不能预约、借书和续借', { feeBlockCents: 2000 }],
  ['欠费超过 ¥20.00 不能预约和借书，超过 ¥50.00 不能续借', { feeBlockCents: 2000, renewalFeeBlockCents: 5000 }],
])('the rule says what fees keep from: %s (L3, L5)', async (line, mayOwe) => {
  const [limit] = inForce.rules.limits
  const rules = { ...inForce.rules, limits: [{ ...limit, ...mayOwe }] }
  answerWith(() => ({ body: { ...inForce, rules, items: [] } }))
  renderScreen(<RulesScreen />)

  expect(await screen.findByText(line, { exact: false })).toBeInTheDocument()
})
