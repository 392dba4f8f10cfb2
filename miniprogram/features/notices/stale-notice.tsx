import { useEffect, useState } from 'react'
import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { useText } from '../../i18n/text'
import type { NoticeSource } from './notice-desk.hooks'
import s from './notices.module.scss'

/** Somebody else corrected the notice meanwhile: nothing is lost, and the writer decides whose text stands. */
export function StaleNotice(props: {
  readonly onReload: () => Promise<NoticeSource | undefined> | undefined
  readonly onUseMine: (theirs: NoticeSource) => void
  readonly onLoadTheirs: (theirs: NoticeSource) => void
}) {
  const { onReload, onUseMine, onLoadTheirs } = props
  const t = useText()
  const [theirs, setTheirs] = useState<NoticeSource>()
  useEffect(() => {
    void onReload()?.then(setTheirs)
    // asked once, when the library said so
    // eslint-disable-next-line react-hooks/exhaustive-deps -- onReload is a new function at every drawing
  }, [])
  return (
    <Box>
      <Banner
        id="stale-notice"
        icon="warning"
        tone="warm"
        title={t.noticeEditor.stale}
        text={theirs === undefined ? t.common.loading : t.noticeEditor.staleText(theirs.version)}
      />
      {theirs !== undefined && (
        <Box className={s['staleActions']}>
          <Button id="use-mine" kind="quiet" text={t.noticeEditor.staleUseMine} onClick={() => onUseMine(theirs)} />
          <Button
            id="load-theirs"
            kind="plain"
            text={t.noticeEditor.staleLoadTheirs}
            onClick={() => onLoadTheirs(theirs)}
          />
        </Box>
      )}
    </Box>
  )
}
