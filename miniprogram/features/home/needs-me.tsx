import type { ReactNode } from 'react'
import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Icon, type IconName } from '../../components/icon/icon'
import { Row, Rows } from '../../components/row/row'
import { Stack } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useIsReader, useMe } from '../../lib/session'
import { daysUntil, deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { Home } from './home.hooks'
import s from './home.module.scss'

type Need = Home['needsMe'][number]
type NeedOf<K extends Need['kind']> = Extract<Need, { kind: K }>

const ofKind = <K extends Need['kind']>(needs: readonly Need[], kind: K) =>
  needs.filter((need): need is NeedOf<K> => need.kind === kind)

/** The reader's errands: fetch, return, decide. Warm colour stands here and nowhere else on the screen. */
export function NeedsMe({ home }: { readonly home: Home }) {
  const t = useText()
  const me = useMe()
  const isReader = useIsReader()
  if (me === undefined) return <Welcome />
  if (!isReader) return me.permissions.length > 0 ? <DeskWay /> : <Welcome />
  const { needsMe } = home
  return (
    <Stack>
      <Visits needs={ofKind(needsMe, 'visit')} />
      <Ready needs={ofKind(needsMe, 'booking_ready')} />
      <Due title={t.home.overdueTitle} loans={ofKind(needsMe, 'loan_overdue').map((need) => need.loan)} />
      <Due title={t.home.dueTitle} loans={ofKind(needsMe, 'loan_due_soon').map((need) => need.loan)} />
      <Suspended needs={ofKind(needsMe, 'booking_suspended')} />
      <Underway underway={home.underway} isCalm={needsMe.length === 0} />
    </Stack>
  )
}

function Errand(props: { readonly icon: IconName; readonly title: string; readonly children: ReactNode }) {
  return (
    <Card flush>
      <Box className={s['errandHead']}>
        <Icon name={props.icon} />
        <Box className={s['errandTitle']} role="heading">
          {props.title}
        </Box>
      </Box>
      {props.children}
    </Card>
  )
}

/** Who has said when to come is told so first; "I have arrived" is one tap further. */
function Visits({ needs }: { readonly needs: readonly NeedOf<'visit'>[] }) {
  const t = useText()
  const now = useNow()
  if (needs.length === 0) return null
  return (
    <Rows>
      {needs.map(({ visit }) => (
        <Row
          key={visit.id}
          id={`visit-${visit.id}`}
          icon={visit.status === 'arrived' ? 'arrived' : 'clock'}
          title={moment(visit.startsAt, now, t.time)}
          text={`${t.visits.status[visit.status]} · ${visit.pickupPoint.name} · ${t.visits.booksOf(visit.bookingIds.length)}`}
          onClick={() => {
            navigate('visit', { id: visit.id })
          }}
        />
      ))}
    </Rows>
  )
}

function Ready({ needs }: { readonly needs: readonly NeedOf<'booking_ready'>[] }) {
  const t = useText()
  const now = useNow()
  const first = needs[0]?.booking
  const toPlan = needs.find(({ booking }) => booking.allowedActions.includes('plan_visit'))
  if (first === undefined) return null
  return (
    <Errand icon="ready" title={t.home.readyCount(needs.length)}>
      {first.pickupDeadline !== undefined && (
        <Box className={s['big']}>{t.home.pickUpBy(deadline(first.pickupDeadline, now, t.time))}</Box>
      )}
      {needs.map(({ booking }) => (
        <BookRow
          key={booking.id}
          id={`ready-${booking.id}`}
          size="s"
          title={booking.title.title}
          authors={booking.title.authors}
          classNotation={booking.title.class}
          text={[
            t.home.pickUpAt(booking.pickupPoint.name),
            ...(booking.compartment === undefined ? [] : [t.desk.compartment(booking.compartment)]),
          ].join(' · ')}
          onClick={() => {
            navigate('booking', { id: booking.id })
          }}
        >
          {needs.length > 1 && booking.pickupDeadline !== undefined && (
            <Box className={s['deadline']}>{deadline(booking.pickupDeadline, now, t.time)}</Box>
          )}
        </BookRow>
      ))}
      <Box className={s['errandAction']}>
        <Button
          id="show-pass"
          wide
          icon="pass"
          text={t.home.showPass}
          onClick={() => {
            navigate('pass')
          }}
        />
        {toPlan !== undefined && (
          <Button
            id="plan-visit"
            kind="quiet"
            wide
            icon="clock"
            text={t.visits.plan}
            onClick={() => {
              navigate('planVisit', { pickupPointId: toPlan.booking.pickupPoint.id })
            }}
          />
        )}
      </Box>
    </Errand>
  )
}

function Due({ title, loans }: { readonly title: string; readonly loans: readonly NeedOf<'loan_overdue'>['loan'][] }) {
  const t = useText()
  const now = useNow()
  if (loans.length === 0) return null
  return (
    <Errand icon="deadline" title={title}>
      {loans.map((loan) => (
        <BookRow
          key={loan.id}
          id={`due-${loan.id}`}
          size="s"
          title={loan.title.title}
          authors={loan.title.authors}
          classNotation={loan.title.class}
          onClick={() => navigate('bookings', { view: 'loans' })}
        >
          <Box className={s['deadline']}>
            {loan.isOverdue
              ? t.home.overdue(-daysUntil(loan.dueAt, now))
              : t.home.dueBy(deadline(loan.dueAt, now, t.time))}
          </Box>
        </BookRow>
      ))}
    </Errand>
  )
}

function Suspended({ needs }: { readonly needs: readonly NeedOf<'booking_suspended'>[] }) {
  const t = useText()
  if (needs.length === 0) return null
  return (
    <Errand icon="pause" title={t.home.suspendedTitle}>
      {needs.map(({ booking }) => (
        <BookRow
          key={booking.id}
          id={`suspended-${booking.id}`}
          size="s"
          title={booking.title.title}
          authors={booking.title.authors}
          classNotation={booking.title.class}
          text={t.home.suspendedText}
          onClick={() => {
            navigate('booking', { id: booking.id })
          }}
        />
      ))}
    </Errand>
  )
}

function Underway({ underway, isCalm }: { readonly underway: Home['underway']; readonly isCalm: boolean }) {
  const t = useText()
  const parts = (['paging', 'inTransit', 'queued'] as const)
    .filter((kind) => underway[kind] > 0)
    .map((kind) => t.home.underway[kind](underway[kind]))
  if (parts.length === 0 && !isCalm) return null
  return (
    <Rows>
      <Row
        id="underway"
        icon={parts.length === 0 ? 'done' : 'booking'}
        title={parts.length === 0 ? t.home.nothing : parts.join(t.common.separator)}
        onClick={() => {
          navigate('bookings')
        }}
      />
    </Rows>
  )
}

function Welcome() {
  const t = useText()
  return (
    <Card tone="accent">
      <Box className={s['welcome']}>{t.home.welcome}</Box>
      <Button
        id="go-sign-in"
        icon="sign-in"
        text={t.common.signIn}
        onClick={() => {
          navigate('signIn')
        }}
      />
    </Card>
  )
}

function DeskWay() {
  const t = useText()
  return (
    <Rows>
      <Row
        id="open-desk"
        icon="desk"
        title={t.account.desk}
        text={t.home.deskText}
        onClick={() => {
          navigate('desk')
        }}
      />
    </Rows>
  )
}
