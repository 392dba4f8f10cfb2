import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import type { WorkPlace } from '../../lib/work-place'
import { usePickupPoints } from './desk.hooks'
import { useTransit } from './transit.hooks'

/** What is done at the counter and between the shelves. */
export function CounterWays({ place, mayDesk }: { readonly place: WorkPlace | undefined; readonly mayDesk: boolean }) {
  const t = useText()
  return (
    <Section title={t.desk.work}>
      <Rows>
        <Row
          id="open-paging"
          icon="list"
          title={t.desk.paging}
          text={t.desk.pagingText}
          onClick={() => navigate('paging')}
        />
        <Row
          id="open-arrivals"
          icon="arrived"
          title={t.arrivals.title}
          text={t.arrivals.text}
          onClick={() => navigate('arrivals')}
        />
        <Row
          id="open-shelf"
          icon="ready"
          title={t.desk.shelf}
          text={t.desk.shelfText}
          onClick={() => navigate('shelf')}
        />
        <TransitRow place={place} />
        <Row
          id="open-gate-check"
          icon="door"
          title={t.gateCheck.title}
          text={t.gateCheck.entryText}
          onClick={() => navigate('gateCheck')}
        />
        <Row
          id="open-promises"
          icon="clock"
          title={t.promises.title}
          text={t.promises.entryText}
          onClick={() => navigate('promises')}
        />
        {mayDesk && <ReaderWays />}
      </Rows>
    </Section>
  )
}

function TransitRow({ place }: { readonly place: WorkPlace | undefined }) {
  const t = useText()
  const branchId = usePickupPoints().data?.find(({ id }) => id === place?.id)?.branch.id
  const first = useTransit(branchId, 'in').data?.pages[0]
  return (
    <Row
      id="open-transit"
      icon="transit"
      title={t.transit.title}
      text={t.transit.entryText}
      value={first && t.transit.count(first.total, first.late)}
      onClick={() => navigate('transit')}
    />
  )
}

function ReaderWays() {
  const t = useText()
  return (
    <>
      <Row
        id="open-reader-account"
        icon="me"
        title={t.readerAccount.title}
        text={t.readerAccount.entryText}
        onClick={() => navigate('deskReader')}
      />
      <Row
        id="open-place-codes"
        icon="place"
        title={t.lending.places}
        text={t.lending.placesText}
        onClick={() => navigate('placeCodes')}
      />
      <Row
        id="open-desk-booking"
        icon="booking"
        title={t.deskBooking.title}
        text={t.deskBooking.entryText}
        onClick={() => navigate('deskBooking')}
      />
      <Row
        id="open-queue"
        icon="waiting"
        title={t.queue.title}
        text={t.queue.entryText}
        onClick={() => navigate('queue')}
      />
      <Row
        id="open-check-out"
        icon="loan"
        title={t.desk.checkOut}
        text={t.desk.checkOutText}
        onClick={() => navigate('checkOut')}
      />
    </>
  )
}
