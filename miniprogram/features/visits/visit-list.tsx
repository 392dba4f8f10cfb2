import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useOpenVisits } from './visits.hooks'

/** The visits I have planned, above the bookings; nothing where there are none. */
export function VisitList() {
  const t = useText()
  const now = useNow()
  const visits = useOpenVisits().data ?? []
  if (visits.length === 0) return null
  return (
    <Section title={t.visits.mine}>
      <Rows id="visits">
        {visits.map((visit) => (
          <Row
            key={visit.id}
            id={`visit-${visit.id}`}
            icon={visit.status === 'arrived' ? 'arrived' : 'clock'}
            title={moment(visit.startsAt, now, t.time)}
            text={`${t.visits.status[visit.status]} · ${visit.pickupPoint.name} · ${t.visits.booksOf(visit.bookings.length)}`}
            onClick={() => navigate('visit', { id: visit.id })}
          />
        ))}
      </Rows>
    </Section>
  )
}
