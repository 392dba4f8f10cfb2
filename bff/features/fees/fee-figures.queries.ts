import type { ReaderCategory } from '../../contract/session'
import { heapsOfReaders, withCategory } from '../../infra/reader-heaps'
import { FeeModel } from './fees.model'

/** Readers who owe more 分 than `above` (L5), in heaps by category and sum; `ids` are of readers. */
export function heapByReader(above: number, examples: number) {
  return FeeModel.aggregate<{ category: ReaderCategory; open: number; count: number; ids: string[] }>([
    { $match: { status: 'open' } },
    { $group: { _id: '$readerId', open: { $sum: '$amountCents' } } },
    { $match: { open: { $gt: above } } },
    ...withCategory('_id'),
    ...heapsOfReaders('_id', examples),
  ])
    .hint('open_fees')
    .exec()
}
