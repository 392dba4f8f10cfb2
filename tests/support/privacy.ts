import { collected, scan, book } from './circulation'
import { aTitleWithCopies, collection } from './library'
import type { TestApp } from './app'
import type { ReaderRecord } from '../../bff/features/readers/readers.model'

/** Books, collects and returns a book; late when it is so many days past due. */
export async function aPastLoan(test: TestApp, reader: ReaderRecord, daysLent = 10) {
  const { title, copies } = await aTitleWithCopies(1)
  const [copy] = copies
  if (!copy) throw new Error('one copy')
  const booking = await book(test, reader, title)
  const receipt = await collected(test, reader, copy)
  test.clock.advance({ days: daysLent })
  await scan(test, copy)
  const loan = await collection('loans').findOne({ copyId: copy._id })
  return { title, copy, booking, receipt, loanId: String(loan?._id) }
}

/** A fee of three yuan for a copy. */
export async function chargeFor(test: TestApp, reader: ReaderRecord, { barcode }: { readonly barcode: string }) {
  const body = { readerNumber: reader.number, amountCents: 300, reason: 'overdue', barcode } as const
  return (await test.as('cashier'))('POST /desk/fees', { body })
}

/** Whose a record is; null once that is forgotten. */
export async function ownerOf(name: string, id: string): Promise<unknown> {
  return (await collection(name).findOne({ _id: id as never }))?.['readerId']
}

export function countOf(name: string, reader: ReaderRecord): Promise<number> {
  return collection(name).countDocuments({ readerId: reader._id })
}

export async function keepHistory(test: TestApp, reader: ReaderRecord, keepsHistory: boolean) {
  return (await test.as(reader.number))('PATCH /me/privacy', { body: { keepsHistory } })
}
