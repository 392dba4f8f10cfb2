import { useShareAppMessage } from '@tarojs/taro'
import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, copyText, toast } from '../../lib/feedback'
import { goBack, pathOf, replaceWith } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { shareText } from '../../lib/share'
import { useNow } from '../../lib/use-now'
import { useDelegatedPasses, useWithdraw, type DelegatedPass } from './delegated.hooks'
import { PassFace } from './pass-face'
import { booksOf, invitation, titleOf } from './says'

const isWeChat = process.env.TARO_ENV === 'weapp'

/** One pass that is out: what it opens and till when, sent to a friend or withdrawn (P3). */
export function DelegatedPassScreen({ id }: { readonly id: string }) {
  const t = useText()
  const now = useNow()
  const passes = useDelegatedPasses()
  const pass = passes.data?.find((one) => one.id === id)
  useRefreshOnShow(['delegated-passes'])
  useShareAppMessage(() => shareCard(pass, now))
  const share = async () => {
    if (pass !== undefined && (await shareText(invitation(pass, now, t))) === 'copied') toast(text().passes.copied)
  }
  return (
    <Screen
      title={t.passes.title}
      footer={
        pass !== undefined && (
          <Button
            id="share-pass"
            wide
            icon="share"
            text={t.passes.share}
            sharesPage={isWeChat}
            onClick={() => {
              // WeChat sends the page by itself
              if (!isWeChat) void share()
            }}
          />
        )
      }
    >
      <Resource of={passes} isEmpty={() => pass === undefined} empty={<Gone />}>
        {() => pass !== undefined && <Out pass={pass} />}
      </Resource>
    </Screen>
  )
}

function Out({ pass }: { readonly pass: DelegatedPass }) {
  const t = useText()
  const now = useNow()
  const withdraw = useWithdraw()
  const { withdrawTitle: title, withdrawText, withdrawYes: yes, withdrawNo: no } = t.passes
  const ask = async () => {
    if (!(await confirm({ title, text: withdrawText, yes, no }))) return
    withdraw.mutate(pass.id, {
      onSuccess: () => {
        toast(text().passes.withdrawn)
        goBack()
      },
      onError: (error) => toast(errorText(error, text())),
    })
  }
  return (
    <Stack>
      <PassFace pass={pass} name={t.passes.title} how={t.passes.how} />
      <Section title={t.passes.opens}>
        <Rows id="pass-books">
          {pass.bookings.map((booking) => (
            <BookRow
              key={booking.id}
              size="s"
              title={titleOf(booking, t)}
              authors={booking.title.authors}
              classNotation={booking.title.class}
              text={[t.bookings.status[booking.status], booking.pickupPoint.name].join(' · ')}
            />
          ))}
        </Rows>
      </Section>
      <Button
        id="copy-pass"
        kind="quiet"
        icon="copy"
        text={t.passes.copy}
        onClick={() => {
          void copyText(invitation(pass, now, t)).then(() => toast(text().passes.copied))
        }}
      />
      <Button
        id="withdraw-pass"
        kind="danger"
        icon="cancel"
        text={t.passes.withdraw}
        busyText={withdraw.isPending ? t.common.sending : undefined}
        onClick={() => void ask()}
      />
    </Stack>
  )
}

/** Used, withdrawn or run out. */
function Gone() {
  const t = useText()
  return (
    <Empty icon="pass" title={t.passes.gone} text={t.passes.goneText}>
      <Button id="delegate-again" text={t.passes.delegate} onClick={() => replaceWith('delegate')} />
    </Empty>
  )
}

/** WeChat's card: whoever opens it sees the pass, without an account. */
function shareCard(pass: DelegatedPass | undefined, now: number) {
  if (pass === undefined) return {}
  const t = text()
  const { digits, expiresAt } = pass
  const books = booksOf(pass, t)
  return {
    title: invitation(pass, now, t),
    path: pathOf('shownPass', { pass: pass.pass, digits, expiresAt, books }),
  }
}
