import Taro from '@tarojs/taro'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { ResponseOf } from '../../bff/contract'
import { RichText } from '../../miniprogram/components/rich-text/rich-text'
import { NoticeEditorScreen } from '../../miniprogram/features/notices/notice-editor-screen'
import { NoticeScreen } from '../../miniprogram/features/notices/notice-screen'
import { NoticesScreen } from '../../miniprogram/features/notices/notices-screen'
import { openTextLink } from '../../miniprogram/lib/open-link'
import { answerWith, freshPhone, offline, refusedWith, renderScreen, sent } from './support'

type Notice = ResponseOf<'GET /notices/:id'>

const notice = (id: string, version = 1): Notice => ({
  id,
  category: 'hours',
  title: `通知 ${id}`,
  excerpt: '全部分馆闭馆一天',
  publishedAt: new Date().toISOString(),
  version,
  isPinned: false,
  branches: [],
  body: [{ type: 'paragraph', children: [{ type: 'text', text: `正文 ${id}` }] }],
})

const summaryOf = ({ body, ...summary }: Notice) => summary

/** A library with these notices on its feed. */
const publish = (...notices: Notice[]) =>
  answerWith(({ url }) => {
    const one = notices.find(({ id }) => url === `/api/notices/${id}`)
    return one === undefined ? { body: { items: notices.map(summaryOf) } } : { body: one }
  })

beforeEach(freshPhone)

test('a notice is unread until it was opened, and again once it has been corrected', async () => {
  publish(notice('read-a'))
  const feed = renderScreen(<NoticesScreen />)
  expect(await screen.findByText('未读')).toBeInTheDocument()
  feed.unmount()

  const opened = renderScreen(<NoticeScreen id="read-a" />)
  await screen.findByText('正文 read-a')
  opened.unmount()
  const again = renderScreen(<NoticesScreen />)
  await screen.findByText('通知 read-a')
  expect(screen.queryByText('未读')).not.toBeInTheDocument()
  again.unmount()

  freshPhone()
  publish(notice('read-a', 2))
  renderScreen(<NoticesScreen />)
  expect(await screen.findByText('有更正')).toBeInTheDocument()
})

test('a notice of the feed can be read with no network, though it was never opened', async () => {
  publish(notice('n1'), notice('n2'))
  const feed = renderScreen(<NoticesScreen />)
  await waitFor(() => {
    expect(sent.map(({ url }) => url)).toContain('/api/notices/n2')
  })
  feed.unmount()

  answerWith(() => offline)
  renderScreen(<NoticeScreen id="n2" />)

  expect(await screen.findByText('正文 n2')).toBeInTheDocument()
})

test('a notice that was withdrawn says so and leads on to the others', async () => {
  answerWith(() => refusedWith('resource.not_found', {}, 404))
  renderScreen(<NoticeScreen id="gone" />)

  fireEvent.click(await screen.findByRole('button', { name: '看看其他通知' }))

  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/pages/notices/index' })
})

test('a text is drawn with our own elements: what looks like markup stays text, a link is a link', () => {
  const onLink = jest.fn()
  renderScreen(
    <RichText
      onLink={onLink}
      blocks={[
        { type: 'heading', level: 2, children: [{ type: 'text', text: '时间' }] },
        { type: 'list', ordered: true, items: [[{ type: 'paragraph', children: [{ type: 'text', text: '一' }] }]] },
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: '<b>不是标记</b>' },
            { type: 'link', url: 'https://example.org/a', children: [{ type: 'text', text: '更多' }] },
          ],
        },
      ]}
    />,
  )

  fireEvent.click(screen.getByRole('link', { name: '更多' }))

  expect(onLink).toHaveBeenCalledWith('https://example.org/a')
  expect(screen.getByText('<b>不是标记</b>')).toBeInTheDocument()
  expect(screen.getByRole('heading')).toHaveTextContent('时间')
  expect(screen.getByRole('listitem')).toHaveTextContent('1.一')
})

test('a link of the app in a text opens its screen, a phone number calls', async () => {
  await openTextLink('/packages/consult/group/index?scene=off-campus', '')
  await openTextLink('tel:01062780000', '')

  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/packages/consult/group/index?scene=off-campus' })
  expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '01062780000' })
})

const source = (version: number, body: string): ResponseOf<'GET /desk/notices/:id'> => ({
  id: 'n1',
  version,
  category: 'hours',
  title: { zh: '闭馆' },
  body: { zh: body },
  isPinned: true,
  branches: ['main'],
  publishedAt: new Date().toISOString(),
})

test('when a colleague was faster, the writer keeps the text and decides whose stands', async () => {
  let current = source(1, '旧的')
  answerWith(({ method, body }) => {
    if (method === 'GET') return { body: current }
    const { version } = body as { version: number } // parsed border: what the app sent
    return version === current.version
      ? { body: notice('n1', current.version + 1) }
      : refusedWith('notice.stale', {}, 409)
  })
  renderScreen(<NoticeEditorScreen id="n1" />)
  const text = await screen.findByRole('textbox', { name: '正文（中文，Markdown）' })
  fireEvent.change(text, { target: { value: '我的' } })
  current = source(2, '同事的')

  fireEvent.click(screen.getByRole('button', { name: '发布更正' }))
  fireEvent.click(await screen.findByRole('button', { name: '用我的文字发布' }))
  expect(text).toHaveValue('我的')

  await waitFor(() => {
    expect(Taro.showToast).toHaveBeenCalledWith(expect.objectContaining({ title: '更正已发布' }))
  })
  const last = sent.filter(({ method }) => method === 'PUT').at(-1)?.body
  expect(last).toMatchObject({ version: 2, body: { zh: '我的' }, isPinned: true, branches: ['main'] })
})

test('a notice that is not out yet waits on the phone', async () => {
  answerWith(() => offline)
  const editor = renderScreen(<NoticeEditorScreen id={undefined} />)
  fireEvent.change(screen.getByRole('textbox', { name: '标题（中文）' }), { target: { value: '写了一半' } })
  editor.unmount()

  renderScreen(<NoticeEditorScreen id={undefined} />)

  expect(screen.getByRole('textbox', { name: '标题（中文）' })).toHaveValue('写了一半')
  expect(screen.getByText('上次没发完的草稿')).toBeInTheDocument()
})
