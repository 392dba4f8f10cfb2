import { fireEvent, screen } from '@testing-library/react'
import { DecideScreen } from '../../miniprogram/features/purchase-suggestions/decide-screen'
import { SuggestionsScreen } from '../../miniprogram/features/purchase-suggestions/suggestions-screen'
import { answerWith, freshPhone, renderScreen, sent, signInReader } from './support'

const suggestion = { id: 's1', title: '数字人文导论', status: 'submitted', suggestedAt: '2026-03-02T02:00:00Z' }
const posted = () => sent.find(({ method }) => method === 'POST')?.body

beforeEach(() => {
  freshPhone()
  signInReader()
  answerWith(({ method }) => ({ body: method === 'GET' ? { items: [suggestion] } : suggestion }))
})

test('more copies of a title are suggested with one tap, beside what became of earlier suggestions', async () => {
  renderScreen(<SuggestionsScreen wanted={{ titleId: 't1', title: '数据结构' }} />)
  expect(screen.getByText('请图书馆多买《数据结构》')).toBeInTheDocument()

  fireEvent.click(screen.getByRole('button', { name: '提交荐购' }))

  expect(await screen.findByText('已提交，结果会发到消息里')).toBeInTheDocument()
  expect(posted()).toEqual({ titleId: 't1', note: '' })
  expect(await screen.findByText('处理中')).toBeInTheDocument()
})

test('a title that the library does not have is asked for by name', () => {
  renderScreen(<SuggestionsScreen wanted={undefined} />)

  fireEvent.click(screen.getByRole('button', { name: '提交荐购' }))

  expect(screen.getByText('请写书名')).toBeInTheDocument()
  expect(posted()).toBeUndefined()
})

test('a suggestion is declined with a reason only', async () => {
  renderScreen(<DecideScreen />)
  fireEvent.click(await screen.findByRole('button', { name: '不采纳《数字人文导论》' }))

  fireEvent.click(screen.getByRole('button', { name: '不采纳' }))

  expect(screen.getByText('请写原因')).toBeInTheDocument()
  expect(posted()).toBeUndefined()
})
