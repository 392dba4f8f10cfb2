import Taro from '@tarojs/taro'
import { fireEvent, screen } from '@testing-library/react'
import { NotFoundScreen } from '../../miniprogram/features/demand/not-found-screen'
import { takeHandedOver } from '../../miniprogram/lib/navigation'
import { answerWith, freshPhone, refusedWith, renderScreen, sent } from './support'

beforeEach(() => {
  jest.mocked(Taro.switchTab).mockClear()
  freshPhone()
})

test('the buyer sees what was looked for in vain, how often, and searches it again with one tap', async () => {
  answerWith(() => ({ body: { items: [{ query: '数字人文导论', searches: 7, lastDay: '2026-03-02' }] } }))
  renderScreen(<NotFoundScreen />)

  fireEvent.click(await screen.findByRole('button', { name: '再搜“数字人文导论”，搜过 7 次' }))

  expect(screen.getByText('7 次')).toBeInTheDocument()
  expect(takeHandedOver('search')).toEqual({ q: '数字人文导论' })
})

test('more of them come page after page', async () => {
  answerWith(({ url }) => ({
    body: url.includes('cursor=p2')
      ? { items: [{ query: '碳中和政策', searches: 1, lastDay: '2026-03-01' }] }
      : { items: [{ query: '数字人文导论', searches: 7, lastDay: '2026-03-02' }], next: 'p2' },
  }))
  renderScreen(<NotFoundScreen />)
  fireEvent.click(await screen.findByRole('button', { name: '查看更多' }))

  expect(await screen.findByText('碳中和政策')).toBeInTheDocument()
  expect(sent).toHaveLength(2)
})

test('that nothing is missing is said', async () => {
  answerWith(() => ({ body: { items: [] } }))
  renderScreen(<NotFoundScreen />)
  expect(await screen.findByText('没有搜不到的书')).toBeInTheDocument()
})

test('an answer that does not come can be asked for again', async () => {
  answerWith(() => refusedWith('auth.forbidden', {}, 403))
  renderScreen(<NotFoundScreen />)
  expect(await screen.findByRole('button', { name: '重试' })).toBeInTheDocument()
})
