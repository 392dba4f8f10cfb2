import { Box, Span } from '../../components/host/host'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Empty } from '../../components/state/state'
import { refusalText, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { countWaitingActs } from '../../lib/kept-acts'
import { money } from '../../lib/money'
import { navigate } from '../../lib/navigation'
import { useMe, type Me } from '../../lib/session'
import { relativeDay, startOfDay } from '../../lib/time'
import { useRefreshOnShow } from '../../lib/query-client'
import { useNow } from '../../lib/use-now'
import { useProfile, useOwedCents, useSignOut, useUnreadMessages } from './account.hooks'
import s from './account.module.scss'

/** Who I am, what I have, where the pass is; for librarians the way to the desk. */
export function MeScreen() {
  const t = useText()
  const me = useMe()
  useProfile()
  useRefreshOnShow(['me', 'fees'])
  return (
    <Screen title={t.account.me} tab="me">
      {me === undefined || me.role === 'visitor' ? <Visitor isUnbound={me !== undefined} /> : <Profile me={me} />}
    </Screen>
  )
}

function Visitor({ isUnbound }: { readonly isUnbound: boolean }) {
  const t = useText()
  return (
    <>
      <Empty
        icon="me"
        title={isUnbound ? t.account.bind : t.account.visitor}
        text={isUnbound ? t.account.bindText : t.account.visitorText}
      >
        <Button
          id="go-sign-in"
          icon="sign-in"
          text={isUnbound ? t.account.bind : t.common.signIn}
          onClick={() => navigate('signIn')}
        />
      </Empty>
      <Rows>
        <SettingsRow />
      </Rows>
    </>
  )
}

function Profile({ me }: { readonly me: Me }) {
  const t = useText()
  return (
    <Stack>
      <Card>
        <Box className={s['profile']}>
          <Box className={s['portrait']}>{me.name.slice(0, 1)}</Box>
          <Box className={s['words']}>
            <Box className={s['name']}>{me.name}</Box>
            <Facts me={me} />
          </Box>
        </Box>
      </Card>
      {me.reader !== null && me.reader.blocks.length > 0 && (
        <Card tone="warm">
          <Box className={s['name']}>{t.account.blocked}</Box>
          {me.reader.blocks.map((block) => (
            <Box key={block.code}>
              {refusalText(block, t)}
              {block.remedy === undefined ? '' : ` · ${t.remedies[block.remedy]}`}
            </Box>
          ))}
        </Card>
      )}
      {me.limits !== undefined && <Limits limits={me.limits} />}
      <Ways me={me} />
      <SignOut />
    </Stack>
  )
}

function Facts({ me }: { readonly me: Me }) {
  const t = useText()
  const now = useNow()
  if (me.reader === null)
    return (
      <Box className={s['note']}>
        {[t.account.librarian, me.desk?.branch.name, me.desk?.pickupPoint?.name]
          .filter((x) => x !== undefined)
          .join(' · ')}
      </Box>
    )
  const { number, category, department, cardExpiresOn } = me.reader
  const day = relativeDay(startOfDay(cardExpiresOn), now, t.time)
  const isExpired = startOfDay(cardExpiresOn) + 86_400_000 <= now
  return (
    <>
      <Box className={s['note']}>
        {[t.account.categories[category], department].filter((x) => x !== undefined).join(' · ')}
      </Box>
      <Box className={s['note']}>{t.account.number(number)}</Box>
      <Box className={s['note']}>{isExpired ? t.account.cardExpired(day) : t.account.cardExpires(day)}</Box>
    </>
  )
}

function Limits({ limits }: { readonly limits: NonNullable<Me['limits']> }) {
  const t = useText()
  return (
    <Box className={s['pair']}>
      {(['bookings', 'loans'] as const).map((kind) => {
        const { open, limit } = limits[kind]
        return (
          <Box key={kind} className={s['count']}>
            <Card
              id={`my-${kind}`}
              onClick={() => {
                navigate('bookings', { view: kind })
              }}
            >
              <Box className={s['note']}>{kind === 'bookings' ? t.account.myBookings : t.account.myLoans}</Box>
              <Box>
                <Span className={s['figure']}>{open}</Span>
                <Span className={s['of']}> / {limit}</Span>
              </Box>
              <Box className={s['bar']}>
                <Box
                  className={s['fill']}
                  style={{ width: `${String(Math.min(100, (open / Math.max(1, limit)) * 100))}%` }}
                />
              </Box>
            </Card>
          </Box>
        )
      })}
    </Box>
  )
}

function Ways({ me }: { readonly me: Me }) {
  const t = useText()
  const unread = useUnreadMessages().data ?? 0
  const owed = useOwedCents().data ?? 0
  return (
    <Rows>
      {me.reader !== null && (
        <Row
          id="open-pass"
          icon="pass"
          title={t.account.pass}
          text={t.account.passText}
          onClick={() => navigate('pass')}
        />
      )}
      {me.reader !== null && (
        <Row
          id="open-messages"
          icon="message"
          title={t.account.messages}
          value={unread > 0 ? t.account.unread(unread) : undefined}
          onClick={() => navigate('messages')}
        />
      )}
      {me.reader !== null && (
        <Row
          id="open-self-checkout"
          icon="scan"
          title={t.lending.title}
          text={t.lending.entryText}
          onClick={() => navigate('selfCheckout')}
        />
      )}
      {me.reader !== null && (
        <Row
          id="open-fees"
          icon="list"
          title={t.fees.title}
          value={owed > 0 ? t.fees.owed(money(owed)) : undefined}
          onClick={() => navigate('fees')}
        />
      )}
      {me.reader !== null && (
        <Row id="open-suggestions" icon="plus" title={t.suggestions.mine} onClick={() => navigate('suggestions')} />
      )}
      {me.reader !== null && (
        <Row
          id="open-privacy"
          icon="lock"
          title={t.privacy.title}
          text={t.privacy.entryText}
          onClick={() => navigate('privacy')}
        />
      )}
      <SettingsRow />
    </Rows>
  )
}

function SettingsRow() {
  const t = useText()
  return <Row id="open-settings" icon="settings" title={t.account.settings} onClick={() => navigate('settings')} />
}

function SignOut() {
  const t = useText()
  const signOut = useSignOut()
  const ask = async () => {
    const waiting = countWaitingActs()
    const isSure = await confirm({
      title: t.account.signOutTitle,
      text: waiting > 0 ? t.kept.signOutText(waiting) : t.account.signOutText,
      yes: t.account.signOutYes,
      no: t.common.cancel,
    })
    if (!isSure) return
    signOut.mutate(undefined, {
      onSettled: () => {
        toast(t.account.signedOut)
      },
    })
  }
  return (
    <Box className={s['leave']}>
      <Section>
        <Button id="sign-out" kind="plain" icon="sign-out" text={t.account.signOut} onClick={() => void ask()} />
      </Section>
    </Box>
  )
}
