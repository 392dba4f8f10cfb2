import { BookRow } from '../../components/book-row/book-row'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import type { RefusalCode } from '../../lib/api-error'
import { deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { HandedOver, Receipt } from './desk.hooks'
import { DeskRefusals } from './desk-refusals'
import { OverrideButton } from './override-button'
import { PrintButton } from './print-button'
import s from './desk.module.scss'

/** What was handed over, what was not and why, and what waits elsewhere. */
export function ReceiptCard(props: {
  readonly receipt: Receipt
  readonly onOverride: (codes: readonly RefusalCode[]) => void
}) {
  const { receipt } = props
  const t = useText()
  const now = useNow()
  const handedOver = receipt.items.filter(({ result }) => result === 'handed_over')
  const refused = receipt.items.length - handedOver.length
  const isGood = handedOver.length > 0
  const isDelegate = receipt.collectedBy === 'delegate'
  // P3: a delegated pass that has handed something over is used up, whatever is passed over now
  const mayOverride = !(isDelegate && isGood)
  return (
    <>
      <Box
        id="receipt"
        className={`${s['outcome'] ?? ''} ${isGood ? (s['outcome-ok'] ?? '') : (s['outcome-plain'] ?? '')}`}
        role="status"
        live
      >
        <Box className={s['outcomeHead']}>
          <Icon name={isGood ? 'done' : 'info'} size="xl" />
          <Box className={s['outcomeWords']}>
            <Box className={s['outcomeWord']}>
              {receipt.items.length === 0 ? t.desk.nothingHere : t.desk.handedOverCount(handedOver.length)}
            </Box>
            {refused > 0 && <Box className={s['outcomeText']}>{t.desk.refusedCount(refused)}</Box>}
          </Box>
        </Box>
        <Box className={s['outcomeReader']}>
          <Box className={s['readerNumber']}>{receipt.reader.number}</Box>
          <Box>{receipt.reader.name}</Box>
        </Box>
        {isDelegate && (
          <Box id="receipt-delegate" className={s['outcomeDelegate']}>
            <Icon name="group" />
            <Box>{t.desk.collectedFor(receipt.reader.name)}</Box>
          </Box>
        )}
        <Box className={s['outcomeBarcode']}>
          {t.desk.receiptNumber(receipt.receiptId.slice(-8))} · {moment(receipt.at, now, t.time)}
        </Box>
      </Box>
      {receipt.items.length > 0 && (
        <Rows id="receipt-items">
          {receipt.items.map((item) => (
            <Item key={item.bookingId} item={item} onOverride={mayOverride ? props.onOverride : undefined} />
          ))}
        </Rows>
      )}
      <PrintButton
        readerNumber={receipt.reader.number}
        at={receipt.at}
        receiptId={receipt.receiptId}
        books={handedOver.map(({ title, barcode, loan }) => ({ title: title.title, barcode, dueAt: loan?.dueAt }))}
      />
      {receipt.elsewhere.length > 0 && (
        <Section title={t.desk.elsewhere}>
          <Rows id="receipt-elsewhere">
            {receipt.elsewhere.map(({ bookingId, title, pickupPoint }) => (
              <Row key={bookingId} icon="place" title={title.title} text={pickupPoint.name} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}

function Item(props: {
  readonly item: HandedOver
  readonly onOverride: ((codes: readonly RefusalCode[]) => void) | undefined
}) {
  const t = useText()
  const now = useNow()
  const { title, result, loan, refusals = [], barcode, bookingId } = props.item
  return (
    <Box className={s['item']}>
      <BookRow size="s" title={title.title} authors={title.authors} classNotation={title.class} text={barcode}>
        <Tag
          tone={result === 'handed_over' ? 'ok' : 'danger'}
          icon={result === 'handed_over' ? 'check' : 'close'}
          text={result === 'handed_over' ? t.desk.handedOver : t.desk.notLent}
        />
        {loan !== undefined && <Box>{t.desk.dueBy(deadline(loan.dueAt, now, t.time))}</Box>}
      </BookRow>
      {refusals.length > 0 && (
        <Box className={s['itemRefusals']}>
          <DeskRefusals refusals={refusals} />
          {props.onOverride && (
            <OverrideButton id={`override-${bookingId}`} refusals={refusals} onOverride={props.onOverride} />
          )}
        </Box>
      )}
    </Box>
  )
}
