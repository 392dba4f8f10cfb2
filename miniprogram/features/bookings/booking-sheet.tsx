import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Segmented } from '../../components/segmented/segmented'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { isUnanswered } from '../../lib/api-error'
import { BookingForm } from './booking-form'
import { BookingPlaced } from './booking-placed'
import { useBookingOptions, usePlaceBooking, type BookingOptions } from './bookings.hooks'
import { firstChoice, rememberPickupPoint } from './pickup-choice'

interface BookingSheetProps {
  readonly titleId: string
  /** 上册, 下册: of a title in several volumes one is booked at a time. */
  readonly parts: readonly string[]
  readonly onClose: () => void
}

/** Before the tap: what it will be, where and when, or every reason why not. One tap books. */
export function BookingSheet({ titleId, parts, onClose }: BookingSheetProps) {
  const t = useText()
  const [part, setPart] = useState(parts[0])
  const [pickupPointId, setPickupPointId] = useState<string>()
  const options = useBookingOptions(titleId, part)
  const place = usePlaceBooking()
  const chosen = options.data === undefined ? undefined : firstChoice(options.data.pickupPoints, pickupPointId)

  const submit = (kind: BookingOptions['kind'], pointId: string) => {
    rememberPickupPoint(pointId)
    place.mutate(
      { titleId, ...(part === undefined ? {} : { part }), pickupPointId: pointId, expectedKind: kind },
      {
        onError: (error) => {
          // refused, the shelf has moved under us: look again, and ask the reader again. Unanswered, it may be booked:
          // the same tap again brings the answer, where a new look would only refuse what was just booked
          if (!isUnanswered(error)) void options.refetch()
        },
      },
    )
  }

  if (place.data !== undefined) return <BookingPlaced booking={place.data} onClose={onClose} />
  const canBook = options.data?.refusals.length === 0 && chosen !== undefined
  return (
    <Sheet
      id="booking-sheet"
      title={t.bookings.sheetTitle}
      onClose={onClose}
      footer={
        canBook && (
          <Button
            id="submit-booking"
            wide
            text={options.data?.kind === 'hold' ? t.bookings.submitHold : t.bookings.submitPage}
            busyText={place.isPending ? t.bookings.sending : undefined}
            disabled={options.isFetching && !place.isPending}
            onClick={() => {
              if (options.data !== undefined) submit(options.data.kind, chosen.id)
            }}
          />
        )
      }
    >
      <Stack>
        {parts.length > 1 && part !== undefined && (
          <Segmented
            id="part"
            label={t.titles.chooseUnit}
            value={part}
            segments={parts.map((value) => ({ value, text: value }))}
            onChange={setPart}
          />
        )}
        <Resource of={options} loading={<Skeleton shape="cards" count={3} />}>
          {(data) => (
            <BookingForm
              options={data}
              problem={place.error}
              isSending={place.isPending}
              chosenId={chosen?.id}
              onChoose={setPickupPointId}
            />
          )}
        </Resource>
      </Stack>
    </Sheet>
  )
}
