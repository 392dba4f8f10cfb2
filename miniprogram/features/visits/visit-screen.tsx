import { BookRow } from '../../components/book-row/book-row'
import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section, Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Tag } from '../../components/tag/tag'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { clockTime, relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useArrive, useCancelVisit, useVisit, type Visit } from './visits.hooks'
import s from './visits.module.scss'

/** When and where I come, for which books; "I have arrived" under the thumb. */
export function VisitScreen({ id }: { readonly id: string }) {
  const t = useText()
  const visit = useVisit(id)
  const arrive = useArrive(id)
  useRefreshOnShow(['visits', 'one', id])
  const mayArrive = visit.data?.allowedActions.includes('arrive') === true
  return (
    <Screen
      title={t.visits.detail}
      footer={
        mayArrive ? (
          <Button
            id="arrive"
            wide
            icon="arrived"
            text={t.visits.arrive}
            busyText={arrive.isPending ? t.common.sending : undefined}
            onClick={() =>
              arrive.mutate(undefined, {
                onSuccess: () => toast(text().visits.arrived),
                onError: (error) => toast(errorText(error, text())),
              })
            }
          />
        ) : (
          visit.data?.status === 'arrived' && (
            <Button id="show-pass" wide icon="pass" text={t.visits.showPass} onClick={() => navigate('pass')} />
          )
        )
      }
    >
      <Resource of={visit}>
        {(data) => (
          <Stack>
            <Says visit={data} />
            <Rows>
              <Row icon="place" title={data.pickupPoint.name} text={data.pickupPoint.branch.name} />
            </Rows>
            <Section title={t.visits.booksOf(data.bookings.length)}>
              <Rows>
                {data.bookings.map(({ id: bookingId, title, status }) => (
                  <BookRow
                    key={bookingId}
                    id={`booking-${bookingId}`}
                    size="s"
                    title={title.title}
                    authors={title.authors}
                    classNotation={title.class}
                    onClick={() => navigate('booking', { id: bookingId })}
                  >
                    {status === 'collected' && <Tag tone="ok" icon="done" text={t.bookings.status.collected} />}
                  </BookRow>
                ))}
              </Rows>
            </Section>
            <Actions visit={data} />
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

function Says({ visit }: { readonly visit: Visit }) {
  const t = useText()
  const now = useNow()
  const isOpen = visit.endedAt === undefined
  return (
    <Card tone={isOpen ? 'warm' : 'sunk'}>
      <Tag tone={isOpen ? 'warm' : 'plain'} text={t.visits.status[visit.status]} />
      <Box id="visit-when" className={s['when']}>
        {relativeDay(visit.startsAt, now, t.time)} {t.visits.at(clockTime(visit.startsAt), clockTime(visit.endsAt))}
      </Box>
      <Box id="visit-says" className={s['says']}>
        {t.visits.says[visit.status]}
      </Box>
    </Card>
  )
}

function Actions({ visit }: { readonly visit: Visit }) {
  const t = useText()
  const cancel = useCancelVisit(visit.id)
  const may = (action: Visit['allowedActions'][number]) => visit.allowedActions.includes(action)
  const askCancel = async () => {
    const { cancelTitle, cancelText, cancelYes: yes, cancelNo: no } = t.visits
    if (!(await confirm({ title: cancelTitle, text: cancelText, yes, no }))) return
    cancel.mutate(undefined, {
      onSuccess: () => toast(text().visits.cancelled),
      onError: (error) => toast(errorText(error, text())),
    })
  }
  return (
    <Box className={s['actions']}>
      {may('change') && (
        <Button
          id="change-visit"
          kind="quiet"
          icon="edit"
          text={t.visits.change}
          onClick={() => navigate('planVisit', { pickupPointId: visit.pickupPoint.id })}
        />
      )}
      {may('cancel') && (
        <Button
          id="cancel-visit"
          kind="danger"
          icon="cancel"
          text={t.visits.cancel}
          busyText={cancel.isPending ? t.common.sending : undefined}
          onClick={() => void askCancel()}
        />
      )}
    </Box>
  )
}
