import { Button } from '../../components/button/button'
import { useText } from '../../i18n/text'
import { canPrint, printSlip } from '../../lib/print-slip'
import { deadline, moment } from '../../lib/time'
import { useNow } from '../../lib/use-now'

interface Lent {
  readonly title: string
  readonly barcode: string
  readonly dueAt: string | undefined
}

/** What lies on a counter names nobody: of the reader the end of the number only, to tell two slips apart. */
const shown = 4

/** The slip that goes with the books; browsers only. */
export function PrintButton(props: {
  readonly readerNumber: string
  readonly at: string
  readonly receiptId?: string
  readonly books: readonly Lent[]
}) {
  const t = useText()
  const now = useNow()
  const { readerNumber, at, receiptId, books } = props
  if (!canPrint || books.length === 0) return null
  const print = () =>
    printSlip({
      title: t.slip.title,
      head: [
        ...(receiptId === undefined ? [] : [t.desk.receiptNumber(receiptId.slice(-8))]),
        moment(at, now, t.time),
        t.slip.reader(readerNumber.slice(-shown)),
      ],
      items: books.map(({ title, barcode, dueAt }) => ({
        title,
        lines: [barcode, ...(dueAt === undefined ? [] : [t.desk.dueBy(deadline(dueAt, now, t.time))])],
      })),
      foot: t.slip.foot(books.length),
    })
  return <Button id="print-slip" kind="quiet" icon="file" text={t.slip.print} onClick={print} />
}
