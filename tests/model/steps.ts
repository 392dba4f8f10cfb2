import fc from 'fast-check'

/** One thing that a reader, a librarian or time does. Numbers choose among what there is when its turn comes. */
export type Step =
  | { readonly do: 'book'; readonly reader: number; readonly title: number; readonly point: number }
  | { readonly do: 'cancel' | 'resume' | 'put_back' | 'not_found'; readonly booking: number }
  | { readonly do: 'suspend'; readonly booking: number; readonly days: number }
  | { readonly do: 'change_point'; readonly booking: number; readonly point: number }
  | { readonly do: 'scan'; readonly copy: number; readonly point: number }
  | { readonly do: 'hand_over'; readonly reader: number; readonly point: number }
  | { readonly do: 'check_out'; readonly reader: number; readonly copy: number }
  | { readonly do: 'days'; readonly days: number }
  | { readonly do: 'close'; readonly branch: number; readonly inDays: number; readonly days: number }

/** Several at the same moment: whichever comes first, the library is sound afterwards. */
export interface Together {
  readonly do: 'together'
  readonly steps: readonly Step[]
}

const any = fc.nat({ max: 999 })
const few = fc.integer({ min: 1, max: 6 })

const book = fc.record({ do: fc.constant('book' as const), reader: any, title: any, point: any })
const scan = fc.record({ do: fc.constant('scan' as const), copy: any, point: any })
const handOver = fc.record({ do: fc.constant('hand_over' as const), reader: any, point: any })
const ofBooking = fc.record({
  do: fc.constantFrom('cancel' as const, 'put_back' as const, 'not_found' as const),
  booking: any,
})
const resume = fc.record({ do: fc.constant('resume' as const), booking: any })
const suspend = fc.record({ do: fc.constant('suspend' as const), booking: any, days: few })
const changePoint = fc.record({ do: fc.constant('change_point' as const), booking: any, point: any })
const checkOut = fc.record({ do: fc.constant('check_out' as const), reader: any, copy: any })
const days = fc.record({ do: fc.constant('days' as const), days: few })
const close = fc.record({ do: fc.constant('close' as const), branch: any, inDays: few, days: few })

const command: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: book },
  { weight: 6, arbitrary: scan },
  { weight: 3, arbitrary: handOver },
  { weight: 3, arbitrary: ofBooking },
  { weight: 2, arbitrary: suspend },
  { weight: 3, arbitrary: resume },
  { weight: 1, arbitrary: changePoint },
  { weight: 2, arbitrary: checkOut },
)

const together = fc.record({
  do: fc.constant('together' as const),
  steps: fc.array(command, { minLength: 2, maxLength: 4 }),
})

/** A day or several in the life of a small library. */
export const stories = (length: number): fc.Arbitrary<(Step | Together)[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: command },
      { weight: 2, arbitrary: together },
      { weight: 2, arbitrary: days },
      { weight: 1, arbitrary: close },
    ),
    // stories of the full length, not of any length up to it
    { minLength: length, maxLength: length, size: 'max' },
  )
