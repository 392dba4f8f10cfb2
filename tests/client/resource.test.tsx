import { fireEvent, screen } from '@testing-library/react'
import { Resource, type ResourceState } from '../../miniprogram/components/state/resource'
import { ApiError } from '../../miniprogram/lib/api-error'
import { freshPhone, renderScreen } from './support'

const state = (change: Partial<ResourceState<readonly string[]>>): ResourceState<readonly string[]> => ({
  data: undefined,
  error: null,
  isPending: true,
  refetch: jest.fn(),
  ...change,
})

const show = (of: ResourceState<readonly string[]>, onSignIn?: () => void) =>
  renderScreen(
    <Resource
      of={of}
      isEmpty={(items) => items.length === 0}
      empty={<p>没有书</p>}
      {...(onSignIn === undefined ? {} : { onSignIn })}
    >
      {(items) => <p>{items.join()}</p>}
    </Resource>,
  )

beforeEach(freshPhone)

test('while the library has not answered, the shape of the answer is there', () => {
  show(state({}))
  expect(screen.getByRole('status', { name: '正在加载' })).toBeInTheDocument()
})

test('an error says what went wrong, can be retried and names its request', () => {
  const refetch = jest.fn()
  const error = new ApiError({ code: 'service.busy', status: 503, requestId: 'abcdef123456' })
  show(state({ error, isPending: false, refetch }))

  fireEvent.click(screen.getByRole('button', { name: '重试' }))

  expect(screen.getByText('现在人多，请稍后再试')).toBeInTheDocument()
  expect(screen.getByText('编号 abcdef12')).toBeInTheDocument()
  expect(refetch).toHaveBeenCalledTimes(1)
})

test('a missing login leads to signing in, not to trying again', () => {
  const onSignIn = jest.fn()
  show(state({ error: new ApiError({ code: 'auth.required', status: 401 }), isPending: false }), onSignIn)

  fireEvent.click(screen.getByRole('button', { name: '登录' }))

  expect(onSignIn).toHaveBeenCalledTimes(1)
  expect(screen.queryByRole('button', { name: '重试' })).toBeNull()
})

test('an empty list is not an empty screen', () => {
  show(state({ data: [], isPending: false }))
  expect(screen.getByText('没有书')).toBeInTheDocument()
})

test('what was seen last stays readable when there is no network, and says that it is old', () => {
  show(state({ data: ['活着'], isPending: false, error: new ApiError({ code: 'network.offline', status: 0 }) }))
  expect(screen.getByText('活着')).toBeInTheDocument()
  expect(screen.getByText('没有网络，显示的是上次的内容')).toBeInTheDocument()
})
