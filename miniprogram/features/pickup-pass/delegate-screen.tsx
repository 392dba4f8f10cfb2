import { useState } from 'react'
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
import { errorText, useText } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useDelegable, useDelegate, useDelegatedPasses } from './delegated.hooks'
import { spoken } from './pickup-pass.hooks'
import { booksOf, titleOf } from './says'
import s from './pickup-pass.module.scss'

/** Which books somebody else collects, and the passes that are out (P3). */
export function DelegateScreen({ bookingId }: { readonly bookingId: string | undefined }) {
  const t = useText()
  const open = useDelegable()
  const delegate = useDelegate()
  const [chosen, setChosen] = useState<readonly string[]>(bookingId === undefined ? [] : [bookingId])
  useRefreshOnShow(['delegated-passes'])
  const wanted = (open.data ?? []).map(({ id }) => id).filter((id) => chosen.includes(id))
  const places = new Set((open.data ?? []).filter(({ id }) => chosen.includes(id)).map((one) => one.pickupPoint.id))
  const make = () =>
    delegate.mutate(wanted, {
      onSuccess: ({ id }) => {
        setChosen([])
        navigate('delegatedPass', { id })
      },
    })
  return (
    <Screen
      title={t.passes.delegate}
      footer={
        (open.data?.length ?? 0) > 0 && (
          <Button
            id="make-pass"
            wide
            icon="pass"
            text={wanted.length === 0 ? t.passes.chooseFirst : t.passes.make(wanted.length)}
            disabled={wanted.length === 0}
            busyText={delegate.isPending ? t.common.sending : undefined}
            onClick={make}
          />
        )
      }
    >
      <PassesOut />
      <Resource of={open} isEmpty={(bookings) => bookings.length === 0} empty={<NothingOpen />}>
        {(bookings) => (
          <Section title={t.passes.choose}>
            <Box className={s['lead']}>{t.passes.chooseText}</Box>
            <Problem problem={delegate.error} />
            {places.size > 1 && <Banner id="several-places" icon="info" title={t.passes.severalPlaces} />}
            <Stack>
              {bookings.map((booking) => (
                <Choice
                  key={booking.id}
                  id={`delegate-${booking.id}`}
                  title={titleOf(booking, t)}
                  text={[t.bookings.status[booking.status], booking.pickupPoint.name].join(' · ')}
                  isChosen={chosen.includes(booking.id)}
                  onChoose={() =>
                    setChosen(
                      chosen.includes(booking.id) ? chosen.filter((id) => id !== booking.id) : [...chosen, booking.id],
                    )
                  }
                />
              ))}
            </Stack>
          </Section>
        )}
      </Resource>
    </Screen>
  )
}

/** What is out already: shown only where there is something. */
function PassesOut() {
  const t = useText()
  const now = useNow()
  const passes = useDelegatedPasses().data ?? []
  if (passes.length === 0) return null
  return (
    <Section title={t.passes.out} note={t.passes.outCount(passes.length)}>
      <Rows id="passes-out">
        {passes.map((pass) => (
          <Row
            key={pass.id}
            id={`pass-${pass.id}`}
            icon="pass"
            title={booksOf(pass, t)}
            text={[spoken(pass.digits), t.bookings.passValid(moment(pass.expiresAt, now, t.time))].join(' · ')}
            onClick={() => navigate('delegatedPass', { id: pass.id })}
          />
        ))}
      </Rows>
    </Section>
  )
}

function Problem({ problem }: { readonly problem: unknown }) {
  const t = useText()
  if (problem === null) return null
  const refusals = refusalsOf(problem)
  if (refusals.length > 0) return <Refusals refusals={refusals} />
  return <Banner id="delegate-problem" icon="warning" tone="danger" title={errorText(problem, t)} />
}

function NothingOpen() {
  const t = useText()
  return (
    <Empty icon="booking" title={t.bookings.noneOpen} text={t.bookings.noneOpenText}>
      <Button id="find-books" text={t.bookings.findBooks} onClick={() => navigate('search')} />
    </Empty>
  )
}
