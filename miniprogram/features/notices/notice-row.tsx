import type { ReactNode } from 'react'
import { Tap } from '../../components/button/tap'
import { Box, Span } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { useText } from '../../i18n/text'
import { relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { NoticeSummary } from './notices.hooks'
import type { UnreadMark } from './read-notices'
import s from './notices.module.scss'

/** A notice in a list: what it is about, and whether it is new to me. */
export function NoticeRow(props: {
  readonly notice: NoticeSummary
  readonly mark?: UnreadMark | undefined
  readonly trail?: ReactNode
  readonly onOpen: () => void
}) {
  const { notice, mark, trail, onOpen } = props
  const t = useText()
  const now = useNow()
  return (
    <Tap id={`notice-${notice.id}`} onClick={onOpen}>
      <Box className={s['row']}>
        <Box className={s['rowHead']}>
          {notice.isPinned && (
            <Span className={s['pin']}>
              <Icon name="pin" size="s" label={t.notices.pinned} />
            </Span>
          )}
          <Span className={s['category']}>{t.notices.categories[notice.category]}</Span>
          <Span className={s['when']}>{relativeDay(notice.publishedAt, now, t.time)}</Span>
          {mark !== undefined && (
            <Span className={s['mark']}>
              <Span className={s['dot']} hidden />
              {t.notices[mark]}
            </Span>
          )}
          {trail}
        </Box>
        <Box className={mark === undefined ? s['title'] : s['titleUnread']}>{notice.title}</Box>
        <Box className={s['excerpt']}>{notice.excerpt}</Box>
      </Box>
    </Tap>
  )
}
