import type { ReactNode } from 'react'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import type { Booking } from './bookings.hooks'
import { useCancelBooking, useChangeBooking } from './bookings.hooks'
import { PickupSheet, SuspendSheet } from './change-sheets'
import s from './bookings.module.scss'

/** What the reader may do now, as the library says (`allowedActions`); the screen decides nothing. */
export function BookingActions(props: { readonly booking: Booking; readonly onSheet: (sheet: ReactNode) => void }) {
  const { booking, onSheet } = props
  const t = useText()
  const cancel = useCancelBooking(booking.id)
  const change = useChangeBooking(booking.id)
  const close = () => onSheet(undefined)
  const may = (action: Booking['allowedActions'][number]) => booking.allowedActions.includes(action)
  const told = {
    onSuccess: () => toast(text().bookings.changed),
    onError: (error: unknown) => toast(errorText(error, text())),
  }
  const askCancel = async () => {
    const { cancelTitle, cancelText, cancelYes: yes, cancelNo: no } = t.bookings
    if (!(await confirm({ title: cancelTitle, text: cancelText, yes, no }))) return
    cancel.mutate(undefined, { ...told, onSuccess: () => toast(t.bookings.cancelled) })
  }
  const busy = change.isPending || cancel.isPending ? t.common.sending : undefined
  if (booking.allowedActions.length === 0) return null
  return (
    <Box className={s['actions']}>
      {may('plan_visit') && (
        <Button
          id="plan-visit"
          kind="quiet"
          icon="clock"
          text={t.visits.plan}
          onClick={() => navigate('planVisit', { pickupPointId: booking.pickupPoint.id })}
        />
      )}
      {booking.visitId !== undefined && booking.status === 'ready' && (
        <Button
          id="open-visit"
          kind="quiet"
          icon="clock"
          text={t.visits.mine}
          onClick={() => navigate('visit', { id: booking.visitId })}
        />
      )}
      {may('change_pickup_point') && (
        <Button
          id="change-pickup"
          kind="quiet"
          icon="place"
          text={t.bookings.changePickup}
          busyText={busy}
          onClick={() =>
            onSheet(
              <PickupSheet
                currentId={booking.pickupPoint.id}
                onClose={close}
                onChoose={(pickupPointId) => {
                  close()
                  change.mutate({ pickupPointId }, told)
                }}
              />,
            )
          }
        />
      )}
      {may('suspend') && (
        <Button
          id="suspend"
          kind="quiet"
          icon="pause"
          text={t.bookings.suspend}
          busyText={busy}
          onClick={() =>
            onSheet(
              <SuspendSheet
                onClose={close}
                onChoose={(suspendedUntil) => {
                  close()
                  change.mutate({ suspendedUntil }, told)
                }}
              />,
            )
          }
        />
      )}
      {may('resume') && (
        <Button
          id="resume"
          kind="quiet"
          icon="play"
          text={t.bookings.resume}
          busyText={busy}
          onClick={() => change.mutate({ suspendedUntil: null }, told)}
        />
      )}
      {may('cancel') && (
        <Button
          id="cancel-booking"
          kind="danger"
          icon="cancel"
          text={t.bookings.cancelBooking}
          busyText={busy}
          onClick={() => void askCancel()}
        />
      )}
    </Box>
  )
}
