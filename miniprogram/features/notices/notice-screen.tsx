import { useEffect } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { RichText } from '../../components/rich-text/rich-text'
import { Screen } from '../../components/screen/screen'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { hasCode } from '../../lib/api-error'
import { navigate, replaceWith } from '../../lib/navigation'
import { openTextLink } from '../../lib/open-link'
import { useMe } from '../../lib/session'
import { moment, relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useNotice, type Notice } from './notices.hooks'
import { noteRead } from './read-notices'
import s from './notices.module.scss'

/** One notice; once it has been shown, it is read. */
export function NoticeScreen({ id }: { readonly id: string }) {
  const t = useText()
  const notice = useNotice(id)
  const isGone = hasCode(notice.error, 'resource.not_found')
  const mayEdit = useMe()?.permissions.includes('notices') === true
  return (
    <Screen
      title={t.notices.notice}
      footer={
        mayEdit && !isGone ? (
          <Button
            id="edit-notice"
            kind="quiet"
            icon="edit"
            wide
            text={t.noticeEditor.editTitle}
            onClick={() => navigate('noticeEditor', { id })}
          />
        ) : undefined
      }
    >
      {isGone ? (
        <Empty icon="notice" title={t.notices.goneTitle}>
          <Button id="more-notices" text={t.notices.moreNotices} onClick={() => replaceWith('notices')} />
        </Empty>
      ) : (
        <Resource of={notice} loading={<Skeleton shape="cards" count={3} />}>
          {(data) => <NoticePage notice={data} />}
        </Resource>
      )}
    </Screen>
  )
}

function NoticePage({ notice }: { readonly notice: Notice }) {
  const t = useText()
  const now = useNow()
  const { id, version } = notice
  useEffect(() => {
    noteRead({ id, version })
  }, [id, version])
  const facts = [
    t.notices.publishedAt(moment(notice.publishedAt, now, t.time)),
    notice.endsAt === undefined ? undefined : t.notices.endsAt(relativeDay(Date.parse(notice.endsAt) - 1, now, t.time)),
    version === 1 ? undefined : t.notices.version(version),
  ]
  const branches = notice.branches.map(({ name }) => name).join(t.common.separator)
  return (
    <>
      <Box className={s['tags']}>
        <Tag tone="accent" text={t.notices.categories[notice.category]} />
        {notice.isPinned && <Tag icon="pin" text={t.notices.pinned} />}
        {branches !== '' && <Tag icon="place" text={branches} />}
      </Box>
      <Box id="notice-title" className={s['headline']} role="heading">
        {notice.title}
      </Box>
      <Box className={s['facts']}>{facts.filter((fact) => fact !== undefined).join(' · ')}</Box>
      <RichText blocks={notice.body} onLink={(url) => void openTextLink(url, t.notices.linkCopied)} />
    </>
  )
}
