import Taro from '@tarojs/taro'
import { fireEvent, screen } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { GroupScreen } from '../../miniprogram/features/consultation-groups/group-screen'
import { CourseScreen } from '../../miniprogram/features/courses/course-screen'
import { imageTypeOf } from '../../miniprogram/lib/choose-image'
import { answerWith, freshPhone, refusedWith, renderScreen, sent, signInReader } from './support'

type Group = ResponseOf<'GET /consultation-groups/:id'>
type Joined = ResponseOf<'POST /consultation-groups/:id/join'>
type Course = ResponseOf<'GET /courses/:id'>

const group = (scene: string, hasRoom = true): Group => ({
  id: `id-${scene}`,
  name: `群 ${scene}`,
  description: '什么都可以问',
  scene,
  hasRoom,
})

const groupsAnswering = (joined: Joined) =>
  answerWith(({ method, url }) => {
    if (method === 'POST') return { body: joined }
    if (url === '/api/consultation-groups') return { body: { items: [group('general'), group('medical', false)] } }
    return { body: group('medical', false) }
  })

beforeEach(freshPhone)

test('who comes by the stable code of a poster gets, with one tap, a real code with room', async () => {
  const expiresAt = new Date(Date.now() + 3 * 86_400_000).toISOString()
  groupsAnswering({ outcome: 'code', codeImageUrl: '/api/group-codes/c1/image', expiresAt })
  renderScreen(<GroupScreen idOrScene="medical" />)

  fireEvent.click(await screen.findByRole('button', { name: '加入群聊' }))

  const image = await screen.findByRole('img', { name: '群 medical 群聊二维码' })
  expect(image).toHaveAttribute('src', '/api/group-codes/c1/image')
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/consultation-groups/id-medical/join')
})

test('who finds no room hears the place in the line and is shown the groups that have room', async () => {
  groupsAnswering({ outcome: 'waiting', position: 3 })
  renderScreen(<GroupScreen idOrScene="medical" />)

  fireEvent.click(await screen.findByRole('button', { name: '加入群聊' }))

  expect(await screen.findByText('您排第 3 位')).toBeInTheDocument()
  expect(await screen.findByText('群 general')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: '再试一次' })).toBeInTheDocument()
})

test('a code that has expired is offered anew', async () => {
  groupsAnswering({ outcome: 'code', codeImageUrl: '/c1', expiresAt: new Date(Date.now() - 1000).toISOString() })
  renderScreen(<GroupScreen idOrScene="medical" />)

  fireEvent.click(await screen.findByRole('button', { name: '加入群聊' }))

  expect(await screen.findByText('这张群码已过期')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: '换一张新码' })).toBeInTheDocument()
})

test('a poster whose group is gone leads to the list of groups', async () => {
  answerWith(() => refusedWith('resource.not_found', {}, 404))
  renderScreen(<GroupScreen idOrScene="nowhere" />)

  fireEvent.click(await screen.findByRole('button', { name: '看看别的群' }))

  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/packages/consult/groups' })
})

const locked = [{ code: 'course.not_enrolled', details: {}, remedy: 'enrol_in_the_course' }] as const

const course: Course = {
  id: 'c1',
  code: 'COMP1005',
  name: '离散数学',
  department: '计算机学院',
  teachers: ['唐晓东'],
  term: '2026-2027-1',
  termName: '2026-2027 秋季学期',
  reserveCount: 2,
  isMine: false,
  reserves: [
    {
      id: 'r1',
      kind: 'print',
      isRequired: true,
      title: {
        id: 't1',
        title: '离散数学教程',
        authors: ['耿素云'],
        isbns: [],
        language: 'chi',
        class: 'O158',
        form: 'book',
        availability: { copies: 5, available: 2, queue: 0 },
      },
      refusals: [],
    },
    { id: 'r2', kind: 'electronic', isRequired: false, label: '电子教材', refusals: [...locked] },
  ],
}

test('a print reserve shows what is on the shelf now and leads to the title and its booking', async () => {
  answerWith(() => ({ body: course }))
  renderScreen(<CourseScreen id="c1" />)
  expect(await screen.findByText('2 册可借')).toBeInTheDocument()

  fireEvent.click(screen.getByRole('button', { name: /离散数学教程/ }))

  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/packages/title/index?id=t1' })
})

test('an electronic reserve that is not for this reader says why and what to do', async () => {
  signInReader()
  answerWith(() => ({ body: course }))
  renderScreen(<CourseScreen id="c1" />)

  expect(await screen.findByText('电子教参：仅限选课的师生')).toBeInTheDocument()
  expect(screen.getByText('请先选这门课')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /电子教材/ })).not.toBeInTheDocument()
})

test.each([
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50]],
  [undefined, [0x3c, 0x73, 0x76, 0x67]],
])('a picture is taken for what its first bytes say: %s', (type, head) => {
  expect(imageTypeOf(new Uint8Array(head))).toBe(type)
})
