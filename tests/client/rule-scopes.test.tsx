import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { RulesScreen } from '../../miniprogram/features/rules/rules-screen'
import { branches, forAll, forShort, law, main, rules } from './rule-examples'
import { answerWith, freshPhone, renderScreen, sent } from './support'

type RulesInForce = ResponseOf<'GET /desk/rules'>
type Rules = RulesInForce['rules']

const none = { count: 0, examples: [] }
const touchesNobody = {
  changedLoans: none,
  notRenewable: none,
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

function answerRules(preview: object = { refusals: [], changes: [], touches: touchesNobody }): void {
  answerWith(({ method, url, body }) => {
    if (url.includes('/history')) return { body: { items: [] } }
    if (method === 'GET') return { body: { version: 3, branches, rules } }
    if (url.endsWith('/preview')) return { body: preview }
    return { body: { version: 4, branches, rules: (body as { rules: Rules }).rules } }
  })
}

const button = (name: string | RegExp) => screen.findByRole('button', { name })
const tap = async (name: string | RegExp) => fireEvent.click(await button(name))
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const typed = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: label }).value
const answerNo = () =>
  jest.mocked(Taro.showModal).mockResolvedValueOnce({ confirm: false, cancel: true, errMsg: 'showModal:ok' })

async function apply(): Promise<Rules> {
  await tap('看看影响谁')
  await waitFor(async () => {
    expect(await button('让它生效')).toBeEnabled()
  })
  await tap('让它生效')
  return waitFor(() => {
    const applied = sent.find(({ url }) => url.endsWith('/desk/rules/apply'))
    if (applied === undefined) throw new Error('not applied yet')
    return (applied.body as { rules: Rules }).rules
  })
}

beforeEach(freshPhone)

describe('a new loan rule', () => {
  it('is for a scope that has none, and begins with what holds there now', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('借多久 添加')
    const sheet = within(await screen.findByRole('dialog'))
    // all readers and all books have a rule for all branches: only the single branches are left
    expect(sheet.queryByRole('button', { name: '哪个分馆 所有分馆' })).not.toBeInTheDocument()
    await tap('哪个分馆 法律分馆')
    expect(sheet.getByText('借 56 天，可续 3 次，最长 224 天')).toBeInTheDocument()
    expect(sheet.getByText(/仍然优先：所有读者 · 短期图书、校外读者 · 所有图书/)).toBeInTheDocument()
    await tap('下一步')

    expect(await screen.findByRole('dialog', { name: '所有读者 · 所有图书 · 法律分馆' })).toBeInTheDocument()
    expect(typed('借期 (天)')).toBe('56')
    type('借期 (天)', '10')
    await tap('先记下')
    expect((await apply()).loans).toEqual([...rules.loans, { ...forAll, branchId: 'law', loanDays: 10 }])
  })

  it('for external readers begins with their rule, not with the one for everybody', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('借多久 添加')
    await tap('哪些读者 校外读者')
    await tap('哪些图书 短期图书')
    await tap('下一步')

    expect(await screen.findByRole('dialog', { name: '校外读者 · 短期图书' })).toBeInTheDocument()
    expect(typed('借期 (天)')).toBe('28')
  })

  it('can say how long before the new date a recall is sent, and what becomes of closed days', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('修改 所有读者 · 短期图书')
    type('催还提前 (天)', '5')
    await tap('到期日闭馆时 不变')
    await tap('先记下')

    expect((await apply()).loans[1]).toEqual({ ...forShort, recallNoticeDays: 5, closedDayStrategy: 'keep' })
  })
})

describe('removing a rule', () => {
  it('asks with the name of the rule and what holds instead, and is a draft until it is applied', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('修改 校外读者 · 所有图书')
    await tap('删除')

    await screen.findByText('还没有生效')
    const [question] = jest.mocked(Taro.showModal).mock.calls.at(-1) ?? []
    expect(question).toMatchObject({
      title: '删除这条规则？',
      content:
        '删除“校外读者 · 所有图书”以后，改按“所有读者 · 所有图书”：借 56 天，可续 3 次，最长 224 天。让它生效后才算数。',
      confirmText: '删除',
    })
    expect(screen.queryByRole('button', { name: '修改 校外读者 · 所有图书' })).not.toBeInTheDocument()
    expect((await apply()).loans).toEqual([forAll, forShort])
  })

  it('leaves everything as it was where the answer is no', async () => {
    answerRules()
    answerNo()
    renderScreen(<RulesScreen />)
    await tap('修改 校外读者 · 所有图书')
    await tap('删除')

    await waitFor(() => {
      expect(Taro.showModal).toHaveBeenCalled()
    })
    expect(screen.queryByText('还没有生效')).not.toBeInTheDocument()
  })

  it.each(['所有读者 · 所有图书', '所有读者', '所有分馆 · 所有图书'])(
    'is not offered for the rule that holds for everybody: %s',
    async (about) => {
      answerRules()
      renderScreen(<RulesScreen />)
      await tap(`修改 ${about}`)

      expect(await screen.findByText('没有别的规则时用这一条，不能删除。')).toBeInTheDocument()
      expect(screen.queryByRole('button', { name: '删除' })).not.toBeInTheDocument()
    },
  )
})

it('readers of one category get limits of their own, with what they may owe', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  await tap('借多少 添加')
  await tap('哪些读者 教师')
  await tap('下一步')
  expect(typed('欠费上限 (元)')).toBe('20.00')
  expect(typed('续借欠费上限 (元)')).toBe('')
  type('借阅上限', '60')
  type('欠费上限 (元)', '')
  await tap('先记下')

  expect((await apply()).limits[1]).toEqual({
    category: 'teacher',
    openBookings: 10,
    openLoans: 60,
    overdueGraceDays: 3,
  })
})

it('one branch keeps its books from being booked on the shelf', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  await tap('在架预约 添加')
  expect(screen.queryByRole('button', { name: '哪些图书 馆内阅览' })).not.toBeInTheDocument()
  await tap('哪个分馆 法律分馆')
  await tap('下一步')
  await tap('在架可预约 否')
  await tap('先记下')

  expect((await apply()).onShelf[1]).toEqual({ branchId: 'law', loanType: null, allowed: false })
})

describe('vacations', () => {
  it('are added with a name and stand in their order', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('假期 添加')
    expect(await button('先记下')).toBeDisabled()
    type('从', '2026-01-20')
    type('到', '2026-02-25')
    type('统一到期日', '2026-03-05')
    type('名称', '寒假')
    await tap('先记下')

    const winter = { from: '2026-01-20', to: '2026-02-25', dueOn: '2026-03-05', note: { zh: '寒假' } }
    expect((await apply()).vacations).toEqual([winter, ...rules.vacations])
  })

  it('are removed after a question', async () => {
    answerRules()
    renderScreen(<RulesScreen />)
    await tap('修改 暑假')
    await tap('删除')

    expect(await screen.findByText('没有假期')).toBeInTheDocument()
    expect((await apply()).vacations).toEqual([])
  })
})

it('days on the road are set way by way; a way left empty takes what is usual', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  expect(await screen.findByText('到法律分馆 2 天')).toBeInTheDocument()
  expect(screen.getByText('到总馆 1 天')).toBeInTheDocument()
  await tap('修改 从总馆运出')
  type('到法律分馆 (天)', '')
  await tap('先记下')
  await tap('修改 从法律分馆运出')
  type('到总馆 (天)', '3')
  await tap('先记下')

  expect((await apply()).transitDays).toEqual([{ from: 'law', to: 'main', days: 3 }])
})

it('what holds for all branches is changed in one sheet', async () => {
  answerRules()
  renderScreen(<RulesScreen />)
  await tap('修改 所有分馆')
  type('备书用时 (分钟)', '90')
  type('最短等待 (天)', '5')
  await tap('先记下')

  expect(await apply()).toEqual({ ...rules, pagingRoundMinutes: 90, minimumWaitDays: 5 })
})

it('the preview names what was added and removed, and whom it touches, in words', async () => {
  const scope = { category: 'external', loanType: 'short', branch: law }
  answerRules({
    refusals: [],
    changes: [
      { part: 'loans', kind: 'added', scope, fields: [{ name: 'loanDays', before: null, after: 10 }] },
      { part: 'limits', kind: 'removed', scope: {}, fields: [{ name: 'openLoans', before: 20, after: null }] },
      {
        part: 'transitDays',
        kind: 'changed',
        scope: { branch: main, toBranch: law },
        fields: [{ name: 'days', before: 2, after: 1 }],
      },
    ],
    touches: {
      ...touchesNobody,
      blockedByFees: { count: 4, examples: [{ number: 'W1', category: 'external', open: 1100, limit: 1000 }] },
      servedFromShelf: { count: 6, examples: [] },
    },
  })
  renderScreen(<RulesScreen />)
  await tap('修改 所有分馆')
  type('最短等待 (天)', '5')
  await tap('先记下')
  await tap('看看影响谁')

  expect(await screen.findByText('借期规则 新增 · 校外读者 · 短期图书 · 法律分馆')).toBeInTheDocument()
  expect(screen.getByText('上限 删除 · 所有读者')).toBeInTheDocument()
  expect(screen.getByText('馆间运送 修改 · 总馆 → 法律分馆')).toBeInTheDocument()
  expect(screen.getByText('条排队预约马上有在架图书可取')).toBeInTheDocument()
  await tap(/欠费.*看 1 个例子/)
  expect(screen.getByText('校外读者 · 欠 ¥11.00，上限 ¥10.00')).toBeInTheDocument()
})
