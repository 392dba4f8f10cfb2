import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { errorText, text, useText } from '../../i18n/text'
import { hasCode } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { goBack } from '../../lib/navigation'
import { draftOf, emptyDraft, forgetDraft, keepDraft, keptDraft, problemOf, toNoticeText } from './notice-draft'
import type { NoticeDraft } from './notice-draft'
import { NoticeForm } from './notice-form'
import { NoticePreview } from './notice-preview'
import { StaleNotice } from './stale-notice'
import { useNoticeSource, usePublishNotice, type NoticeSource } from './notice-desk.hooks'
import s from './notices.module.scss'

/** Writes a notice, or corrects one: the old versions stay as they were (N1). */
export function NoticeEditorScreen({ id }: { readonly id: string | undefined }) {
  const t = useText()
  const source = useNoticeSource(id)
  if (id === undefined) return <Editor source={undefined} onReload={() => undefined} />
  if (source.data !== undefined)
    return <Editor source={source.data} onReload={() => source.refetch().then(({ data }) => data)} />
  return (
    <Screen title={t.noticeEditor.editTitle}>
      <Resource of={source} loading={<Skeleton shape="cards" />}>
        {() => null}
      </Resource>
    </Screen>
  )
}

type View = 'write' | 'preview'

interface EditorProps {
  readonly source: NoticeSource | undefined
  readonly onReload: () => Promise<NoticeSource | undefined> | undefined
}

function Editor({ source, onReload }: EditorProps) {
  const t = useText()
  const words = t.noticeEditor
  // the version that was opened: a newer answer behind our back must not make the library think we have seen it
  const [base, setBase] = useState(source)
  const [draft, setDraft] = useState<NoticeDraft>(() => firstDraft(source))
  const [view, setView] = useState<View>('write')
  const [isResumed, setIsResumed] = useState(() => source === undefined && keptDraft() !== undefined)
  const publish = usePublishNotice()
  const change = (part: Partial<NoticeDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    if (base === undefined) keepDraft(next)
  }
  const send = (edited: NoticeSource | undefined) => {
    const problem = problemOf(draft)
    if (problem !== undefined) {
      toast(words[problem])
      return
    }
    publish.mutate(
      { notice: toNoticeText(draft, edited, Date.now()), edited },
      {
        onSuccess: () => {
          if (edited === undefined) forgetDraft()
          toast(edited === undefined ? words.published : words.correctedDone)
          goBack()
        },
        onError: (error) => {
          if (!hasCode(error, 'notice.stale')) toast(errorText(error, text()))
        },
      },
    )
  }
  return (
    <Screen
      title={base === undefined ? words.newTitle : words.editTitle}
      footer={
        <Button
          id="publish-notice"
          wide
          icon="notice"
          text={base === undefined ? words.publish : words.correct}
          busyText={publish.isPending ? words.publishing : undefined}
          onClick={() => send(base)}
        />
      }
    >
      <Stack>
        {hasCode(publish.error, 'notice.stale') && (
          <StaleNotice
            onReload={onReload}
            onUseMine={(theirs) => {
              setBase(theirs)
              send(theirs)
            }}
            onLoadTheirs={(theirs) => {
              setBase(theirs)
              setDraft(draftOf(theirs))
              publish.reset()
            }}
          />
        )}
        {base === undefined && isResumed && (
          <ResumedDraft
            onDiscard={() => {
              forgetDraft()
              setIsResumed(false)
              setDraft(emptyDraft)
            }}
          />
        )}
        <Segmented
          id="editor-view"
          label={words.preview}
          segments={[
            { value: 'write', text: words.views.write },
            { value: 'preview', text: words.views.preview },
          ]}
          value={view}
          onChange={setView}
        />
        {view === 'write' ? (
          <NoticeForm draft={draft} endsAt={base?.endsAt} onChange={change} />
        ) : (
          <NoticePreview draft={draft} />
        )}
      </Stack>
    </Screen>
  )
}

const firstDraft = (source: NoticeSource | undefined) =>
  source === undefined ? (keptDraft() ?? emptyDraft) : draftOf(source)

function ResumedDraft({ onDiscard }: { readonly onDiscard: () => void }) {
  const t = useText()
  return (
    <Box className={s['resumed']}>
      <Box className={s['help']}>{t.noticeEditor.draftKept}</Box>
      <Button id="discard-draft" kind="plain" icon="trash" text={t.noticeEditor.discardDraft} onClick={onDiscard} />
    </Box>
  )
}
