import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { NoticeRow } from './notice-row'
import { useWithdrawNotice } from './notice-desk.hooks'
import { useNotices, type NoticeSummary } from './notices.hooks'
import s from './notices.module.scss'

/** What is on the feed now, each to correct or withdraw; and a new one under the thumb. */
export function DeskNoticesScreen() {
  const t = useText()
  const feed = useNotices(undefined)
  useRefreshOnShow(['notices', 'feed'])
  return (
    <Screen
      title={t.noticeEditor.listTitle}
      footer={
        <Button
          id="write-notice"
          wide
          icon="edit"
          text={t.noticeEditor.write}
          onClick={() => navigate('noticeEditor')}
        />
      }
    >
      <Resource
        of={feed}
        loading={<Skeleton shape="cards" />}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<Empty icon="notice" title={t.noticeEditor.none} text={t.noticeEditor.noneText} />}
      >
        {({ pages }) => (
          <>
            <Rows id="desk-notices">
              {pages.flatMap(({ items }) => items.map((notice) => <Managed key={notice.id} notice={notice} />))}
            </Rows>
            {feed.hasNextPage && (
              <Button
                id="more-notices"
                kind="plain"
                text={t.common.more}
                busyText={feed.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void feed.fetchNextPage()}
              />
            )}
          </>
        )}
      </Resource>
    </Screen>
  )
}

function Managed({ notice }: { readonly notice: NoticeSummary }) {
  const t = useText()
  const withdraw = useWithdrawNotice()
  const ask = async () => {
    const { withdrawTitle, withdrawText, withdrawYes: yes } = t.noticeEditor
    if (!(await confirm({ title: withdrawTitle, text: withdrawText, yes, no: t.common.cancel }))) return
    withdraw.mutate(notice.id, {
      onSuccess: () => toast(text().noticeEditor.withdrawn),
      onError: (error) => toast(errorText(error, text())),
    })
  }
  return (
    <Box className={s['managed']}>
      <NoticeRow notice={notice} onOpen={() => navigate('noticeEditor', { id: notice.id })} />
      <Box className={s['managedActions']}>
        <Button
          id={`edit-${notice.id}`}
          kind="plain"
          icon="edit"
          text={t.noticeEditor.edit}
          label={`${t.noticeEditor.edit} ${notice.title}`}
          onClick={() => navigate('noticeEditor', { id: notice.id })}
        />
        <Button
          id={`withdraw-${notice.id}`}
          kind="plain"
          icon="trash"
          text={t.noticeEditor.withdraw}
          label={`${t.noticeEditor.withdraw} ${notice.title}`}
          busyText={withdraw.isPending ? t.common.sending : undefined}
          onClick={() => void ask()}
        />
      </Box>
    </Box>
  )
}
