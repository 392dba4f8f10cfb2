import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Choice } from '../../components/choice/choice'
import { Box } from '../../components/host/host'
import { Refusals } from '../../components/refusals/refusals'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { confirm, toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useIsReader } from '../../lib/session'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useAccountViews, useChangePrivacy, useErasure, useExport, usePrivacy } from './privacy.hooks'
import s from './privacy.module.scss'

/** What the library keeps on me, who has seen it, and what I decide about it (X1). */
export function PrivacyScreen() {
  const t = useText()
  const isReader = useIsReader()
  return (
    <Screen title={t.privacy.title}>
      {isReader ? (
        <>
          <History />
          <Views />
          <Export />
          <Erasure />
        </>
      ) : (
        <Empty icon="lock" title={t.account.visitor} text={t.account.visitorText}>
          <Button id="go-sign-in" text={t.common.signIn} onClick={() => navigate('signIn')} />
        </Empty>
      )}
    </Screen>
  )
}

function History() {
  const t = useText()
  const privacy = usePrivacy()
  const change = useChangePrivacy()
  const choose = async (keepsHistory: boolean) => {
    const { withdrawTitle: title, withdrawText, withdrawYes: yes, withdrawNo: no } = t.privacy
    if (!keepsHistory && !(await confirm({ title, text: withdrawText, yes, no }))) return
    change.mutate(keepsHistory, {
      onSuccess: () => toast(keepsHistory ? text().privacy.kept : text().privacy.withdrawn),
      onError: (error) => toast(errorText(error, text())),
    })
  }
  return (
    <Section title={t.privacy.history}>
      <Resource of={privacy}>
        {({ keepsHistory, historyDays, lateLoanDays }) => (
          <Stack>
            <Choice
              id="forget-history"
              title={t.privacy.forget}
              text={t.privacy.forgetText(historyDays, lateLoanDays)}
              isChosen={!keepsHistory}
              disabled={change.isPending}
              onChoose={() => {
                if (keepsHistory) void choose(false)
              }}
            />
            <Choice
              id="keep-history"
              title={t.privacy.keep}
              text={t.privacy.keepText}
              isChosen={keepsHistory}
              disabled={change.isPending}
              onChoose={() => {
                if (!keepsHistory) void choose(true)
              }}
            />
          </Stack>
        )}
      </Resource>
    </Section>
  )
}

function Views() {
  const t = useText()
  const now = useNow()
  const views = useAccountViews()
  return (
    <Section title={t.privacy.views}>
      <Resource
        of={views}
        isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
        empty={<Box className={s['text']}>{t.privacy.noViews}</Box>}
      >
        {({ pages }) => (
          <Stack>
            <Box className={s['text']}>{t.privacy.viewsText}</Box>
            <Rows id="account-views">
              {pages.flatMap(({ items }) =>
                items.map(({ id, at, by, reason }) => (
                  <Row
                    key={id}
                    icon="desk"
                    title={by.name}
                    text={[t.privacy.reasons[reason], moment(at, now, t.time)].join(' · ')}
                  />
                )),
              )}
            </Rows>
            {views.hasNextPage && (
              <Button
                id="more-views"
                kind="plain"
                text={t.common.more}
                busyText={views.isFetchingNextPage ? t.common.loading : undefined}
                onClick={() => void views.fetchNextPage()}
              />
            )}
          </Stack>
        )}
      </Resource>
    </Section>
  )
}

function Export() {
  const t = useText()
  const exporting = useExport()
  return (
    <Section title={t.privacy.data}>
      <Stack>
        <Box className={s['text']}>{t.privacy.dataText}</Box>
        <Button
          id="export-data"
          kind="quiet"
          icon="file"
          text={t.privacy.export}
          busyText={exporting.isPending ? t.common.loading : undefined}
          onClick={() =>
            exporting.mutate(undefined, {
              onSuccess: (how) => toast(how === 'saved' ? text().privacy.saved : text().privacy.copied),
              onError: (error) => toast(errorText(error, text())),
            })
          }
        />
      </Stack>
    </Section>
  )
}

function Erasure() {
  const t = useText()
  const erasure = useErasure()
  const ask = async () => {
    const { eraseTitle: title, eraseQuestion, eraseYes: yes } = t.privacy
    if (!(await confirm({ title, text: eraseQuestion, yes, no: t.common.cancel }))) return
    erasure.mutate(undefined, {
      onSuccess: () => {
        toast(text().privacy.erased)
        navigate('me')
      },
    })
  }
  return (
    <Section title={t.privacy.leave}>
      <Stack>
        <Box className={s['text']}>{t.privacy.eraseText}</Box>
        <Problem problem={erasure.error} />
        <Button
          id="erase-data"
          kind="danger"
          icon="trash"
          text={t.privacy.erase}
          busyText={erasure.isPending ? t.common.sending : undefined}
          onClick={() => void ask()}
        />
      </Stack>
    </Section>
  )
}

function Problem({ problem }: { readonly problem: unknown }) {
  const t = useText()
  if (problem === null) return null
  const refusals = refusalsOf(problem)
  if (refusals.length > 0) return <Refusals refusals={refusals} />
  return <Banner id="erasure-problem" icon="warning" tone="danger" title={errorText(problem, t)} />
}
