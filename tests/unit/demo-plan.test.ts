import type { BookingStatus } from '../../bff/contract/bookings'
import type { CopyStatus } from '../../bff/contract/copies'
import { daysBetween, isOpenOn, windowsOn } from '../../bff/domain/calendar'
import type { PlannedBooking } from '../../bff/demo/bookings'
import type { PlannedCopy } from '../../bff/demo/copies'
import { planLibrary } from '../../bff/demo/plan'
import type { LibraryPlan } from '../../bff/demo/plan'
import { featuredAccounts as who } from '../../bff/demo/readers'
import { closureDay, makeUpDay } from '../../bff/demo/places'
import { spokenDay } from '../../bff/demo/spoken-day'
import { isTransition } from '../../bff/features/bookings/bookings.rules'
import { circulationRules } from '../../bff/contract/circulation'
import { limitsFor } from '../../bff/features/rules/rules.rules'

const weekday = '2026-11-23'
const plan = planLibrary({ today: weekday, seed: 1 })

const openStatuses: readonly BookingStatus[] = ['queued', 'paging', 'in_transit', 'ready']
const isOpen = ({ status }: PlannedBooking) => openStatuses.includes(status)
const isSuspended = (booking: PlannedBooking) => booking.suspendedUntil !== undefined
const unitOf = ({ title, part }: { readonly title: string; readonly part?: string }) => `${title} ${part ?? ''}`
const duplicates = (keys: readonly string[]) => [...count(keys, (key) => key)].filter(([, times]) => times > 1)

const openBookings = (library: LibraryPlan) => library.bookings.filter(isOpen)
const openLoans = (library: LibraryPlan) => library.loans.filter((loan) => !loan.returnedAt)

function count<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

function get<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('not in the plan')
  return found
}

function queues(library: LibraryPlan): readonly (readonly PlannedBooking[])[] {
  const waiting = library.bookings.filter((booking) => booking.status === 'queued' && !isSuspended(booking))
  return [...count(waiting, unitOf).keys()].map((unit) => waiting.filter((booking) => unitOf(booking) === unit))
}

/** What the copy of an open booking must be (B9). */
const captured: Partial<Record<BookingStatus, CopyStatus>> = {
  paging: 'paged',
  in_transit: 'in_transit',
  ready: 'ready',
}

// an ordinary Monday; a Sunday of September; inside the winter and the summer vacation; the last day of a leap February
describe.each([weekday, '2026-09-06', '2027-02-10', '2027-08-20', '2028-02-29'])(
  'the library started on %s',
  (today) => {
    const library = planLibrary({ today, seed: 7 })
    const copies = new Map(library.copies.map((copy) => [copy.barcode, copy]))
    const copyOf = (barcode: string | undefined): PlannedCopy => get(copies.get(barcode ?? ''))

    it('has no reader with two open bookings of a book, or one of a book already at home (B4)', () => {
      const held = [...openBookings(library), ...openLoans(library)]
      expect(duplicates(held.map((one) => `${one.account} ${unitOf(one)}`))).toEqual([])
    })

    it('promises no copy to two people (B5)', () => {
      const barcodes = openBookings(library).flatMap(({ status, barcode }) =>
        status in captured ? [barcode ?? ''] : [],
      )
      expect(duplicates([...barcodes, ...openLoans(library).map((loan) => loan.barcode)])).toEqual([])
    })

    it('lets nobody have more bookings or loans than the category allows (B6, L1)', () => {
      const bookings = count(openBookings(library), (booking) => booking.account)
      const loans = count(openLoans(library), (loan) => loan.account)
      const over = library.readers.filter(({ account, category }) => {
        const limit = limitsFor(library.rules, category)
        return (bookings.get(account) ?? 0) > limit.openBookings || (loans.get(account) ?? 0) > limit.openLoans
      })
      expect(over).toEqual([])
    })

    it('leaves no copy on the shelf that somebody in a queue could have (B7)', () => {
      const idle = library.copies.filter((copy) => copy.status === 'available' && copy.loanType !== 'reference_only')
      const onShelf = new Set(idle.map(unitOf))
      expect(queues(library).filter(([first]) => onShelf.has(unitOf(get(first))))).toEqual([])
    })

    it('gives every book in a queue a different place, those put back first (B8)', () => {
      const keys = openBookings(library).map(({ queueKey }) => queueKey.sequence)
      expect(duplicates(keys.map(String))).toEqual([])
      for (const queue of queues(library)) {
        const placed = queue.filter(({ queueKey }) => !queueKey.isAtFront).map(({ placedAt }) => placedAt)
        const inOrder = placed.toSorted((a, b) => `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`))
        expect(placed).toEqual(inOrder)
      }
    })

    it('has copies that are what their booking or loan says (B9)', () => {
      const explained = new Map(openLoans(library).map((loan): [string, CopyStatus] => [loan.barcode, 'on_loan']))
      for (const { status, barcode } of library.bookings) {
        const expected = captured[status]
        if (expected && barcode !== undefined) explained.set(barcode, expected)
      }
      const unexplained: readonly CopyStatus[] = ['on_loan', 'paged', 'in_transit', 'ready']
      const wrong = library.copies.filter(({ barcode, status }) => {
        const expected = explained.get(barcode)
        return expected === undefined ? unexplained.includes(status) : expected !== status
      })
      expect(wrong).toEqual([])
      expect(openBookings(library).filter(({ status, barcode }) => status in captured && !barcode)).toEqual([])
    })

    it('tells each booking as a story that the rules allow (B3)', () => {
      for (const booking of library.bookings) {
        const [first, ...rest] = booking.history
        expect(first?.action).toBe('place')
        expect(first?.status).toBe(booking.kind === 'page' ? 'paging' : 'queued')
        let status = get(first).status
        for (const entry of rest) {
          expect({ ...entry, from: status, isAllowed: isTransition(status, entry.action, entry.status) }).toMatchObject(
            {
              isAllowed: true,
            },
          )
          status = entry.status
        }
        expect(status).toBe(booking.status)
        expect(booking.endedAt === undefined).toBe(isOpen(booking))
      }
    })

    it('tells what happened in order, and nothing that lies ahead', () => {
      const moments = library.bookings.map(({ history }) => history.map(({ at }) => `${at.day} ${at.time}`))
      expect(moments.filter((times) => times.join() !== times.toSorted().join())).toEqual([])
      expect(moments.flat().filter((time) => time >= today)).toEqual([])
      const lent = library.loans.flatMap((loan) => [
        loan.lentAt,
        loan.renewedAt ?? loan.lentAt,
        loan.returnedAt ?? loan.lentAt,
      ])
      expect(lent.filter(({ day }) => day >= today)).toEqual([])
    })

    it('keeps a ready book until a day on which its pickup point is open (B15)', () => {
      const ready = library.bookings.filter(({ status }) => status === 'ready')
      for (const booking of ready) {
        const point = get(library.pickupPoints.find(({ id }) => id === booking.pickupPointId))
        const branch = get(library.branches.find(({ id }) => id === point.branchId))
        const deadline = get(booking.pickupDeadlineOn)
        const arrival = get(booking.history.findLast(({ action }) => action === 'capture_here')).at.day
        expect(deadline >= today && isOpenOn(branch.calendar, deadline)).toBe(true)
        expect(daysBetween(arrival, deadline)).toBeGreaterThanOrEqual(point.pickupDays)
        expect(copyOf(booking.barcode).pickupPointId).toBe(point.id)
      }
      expect(library.bookings.filter((one) => one.status !== 'ready' && one.pickupDeadlineOn !== undefined)).toEqual([])
    })

    it('sends a book only where it is not already', () => {
      const branchOfPoint = new Map(library.pickupPoints.map((point) => [point.id, point.branchId]))
      const travelling = library.bookings.filter(({ status }) => status === 'in_transit')
      const misled = travelling.filter((one) => branchOfPoint.get(one.pickupPointId) === copyOf(one.barcode).branchId)
      expect(misled).toEqual([])
    })

    it('has one book on the road that should have arrived long ago, and no other', () => {
      const sentOn = (one: PlannedBooking) =>
        get(one.history.findLast(({ action }) => action === 'capture_elsewhere')).at.day
      const travelling = library.bookings.filter(({ status }) => status === 'in_transit')
      const late = travelling.filter((one) => daysBetween(sentOn(one), today) > 7)
      expect(late).toHaveLength(1)
    })

    it('has some five hundred loans, a few of them overdue and dozens due soon', () => {
      const days = openLoans(library).map((loan) => daysBetween(today, loan.dueOn))
      expect(days.length).toBeGreaterThanOrEqual(500)
      const overdue = days.filter((left) => left < 0).length
      expect(overdue).toBeGreaterThanOrEqual(10)
      expect(overdue).toBeLessThanOrEqual(40)
    })

    it('is due on open days only (L2, L4)', () => {
      const branches = new Map(library.branches.map((branch) => [branch.id, branch]))
      const onClosedDay = library.loans.filter(
        (loan) => !isOpenOn(get(branches.get(copyOf(loan.barcode).branchId)).calendar, loan.dueOn),
      )
      expect(onClosedDay).toEqual([])
    })

    it('keeps ended bookings and loans only of readers who agreed (X1)', () => {
      const agreed = new Set(library.readers.filter((reader) => reader.keepsHistory).map((reader) => reader.account))
      const ended = [
        ...library.bookings.filter((one) => !isOpen(one)),
        ...library.loans.filter((loan) => loan.returnedAt),
      ]
      expect(ended.filter((one) => !agreed.has(one.account))).toEqual([])
    })

    it('shows each featured reader what the account promises', () => {
      const openOf = (account: string) => openBookings(library).filter((booking) => booking.account === account)
      const statuses = (account: string) => openOf(account).map(({ status }) => status)
      expect(statuses(who.student)).toEqual(['ready', 'queued'])
      expect(statuses(who.postgraduate)).toEqual(['paging', 'paging'])
      expect(statuses(who.inTransit)).toEqual(['in_transit'])
      expect(openOf(who.missedOnce).map(({ status, suspendedUntil }) => [status, suspendedUntil])).toEqual([
        ['queued', null],
      ])
      expect(openOf(who.atLimit)).toHaveLength(limitsFor(library.rules, 'external').openBookings)
      expect(openLoans(library).some((loan) => loan.account === who.overdue && loan.dueOn < today)).toBe(true)
      expect(get(library.readers.find(({ account }) => account === who.cardExpired)).cardExpiresOn < today).toBe(true)
      expect(library.courses.filter((course) => course.enrolled.includes(who.student))).toHaveLength(4)
      const taught = library.courses.filter((course) => course.teacherAccounts.includes(who.professor))
      expect(taught.map((course) => course.name.zh)).toEqual(['机器学习'])
    })
  },
)

describe('the plan of the demo library', () => {
  it('is the same for the same day and seed, and another one for another seed', () => {
    expect(planLibrary({ today: weekday, seed: 1 })).toEqual(plan)
    expect(planLibrary({ today: weekday, seed: 2 }).bookings).not.toEqual(plan.bookings)
  })

  it('has books waiting in every state, at several branches', () => {
    const open: readonly BookingStatus[] = ['queued', 'paging', 'in_transit', 'ready']
    const closed: readonly BookingStatus[] = ['collected', 'cancelled', 'expired', 'unfilled']
    const states = new Set(plan.bookings.map(({ status }) => status))
    expect([...open, ...closed].filter((status) => !states.has(status))).toEqual([])
    const copies = new Map(plan.copies.map((copy) => [copy.barcode, copy.branchId]))
    const paging = plan.bookings.filter(({ status }) => status === 'paging')
    expect(new Set(paging.map(({ barcode }) => copies.get(barcode ?? ''))).size).toBe(5)
    expect(plan.copies.some(({ status, pickupPointId }) => status === 'to_clear' && pickupPointId)).toBe(true)
    expect(paging.some(({ claimedBy }) => plan.librarians.some(({ account }) => account === claimedBy))).toBe(true)
  })

  it('has queues of many lengths, one of them longer than twenty', () => {
    const lengths = queues(plan).map((queue) => queue.length)
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(20)
    expect(new Set(lengths).size).toBeGreaterThanOrEqual(6)
    const positions = get(queues(plan).find((queue) => queue.some(({ account }) => account === who.student)))
    expect(positions.findIndex(({ account }) => account === who.student) + 1).toBe(3)
  })

  it('has about 2,500 copies, each with its own barcode, a floor and a spine label', () => {
    expect(plan.copies.length).toBeGreaterThanOrEqual(2300)
    expect(plan.copies.length).toBeLessThanOrEqual(2900)
    expect(duplicates(plan.copies.map((copy) => copy.barcode))).toEqual([])
    const structure = plan.copies.find((copy) => copy.title === '9787302147510')
    expect(structure).toMatchObject({ branchId: 'science', floor: '2F', callNumber: 'TP311.12/Y240/2007' })
    expect(new Set(plan.copies.map((copy) => copy.branchId)).size).toBe(5)
  })

  it('has five to ten copies of a popular textbook, and some of them on the shelf at two branches', () => {
    const structure = plan.copies.filter((copy) => copy.title === '9787302147510')
    expect(structure.length).toBeGreaterThanOrEqual(5)
    expect(structure.length).toBeLessThanOrEqual(10)
    const free = structure.filter((copy) => copy.status === 'available' && copy.loanType !== 'reference_only')
    expect(new Set(free.map((copy) => copy.branchId)).size).toBeGreaterThanOrEqual(2)
    expect(plan.bookings.filter((booking) => booking.title === '9787302147510')).toEqual([])
  })

  it('has more than five hundred readers of all categories and a librarian for each desk', () => {
    expect(plan.readers.length).toBeGreaterThanOrEqual(500)
    expect(duplicates(plan.readers.map((reader) => reader.account))).toEqual([])
    expect(new Set(plan.readers.map((reader) => reader.category)).size).toBe(5)
    expect(plan.readers[0]?.name).toBe('林晓')
    const desks = plan.pickupPoints.filter((point) => point.kind === 'desk').map((point) => point.id)
    const staffed = plan.librarians.filter(({ permissions }) => permissions.includes('desk'))
    expect(desks.filter((desk) => !staffed.some(({ pickupPointId }) => pickupPointId === desk))).toEqual([])
  })

  it('closes one day ahead and opens every branch on the Sunday after it', () => {
    for (const { calendar } of plan.branches) {
      expect(windowsOn(calendar, closureDay(weekday))).toEqual([])
      expect(windowsOn(calendar, makeUpDay(weekday))).toEqual([{ opens: '09:00', closes: '21:00' }])
    }
    const law = get(plan.branches.find(({ id }) => id === 'law'))
    expect(isOpenOn(law.calendar, '2026-11-29')).toBe(false)
  })

  it('has lending rules that the library accepts', () => {
    expect(circulationRules.safeParse(plan.rules).error).toBeUndefined()
  })

  it('belongs to the autumn term in November and to the spring term in March', () => {
    expect(plan.term.name.zh).toBe('2026-2027 秋季学期')
    expect(planLibrary({ today: '2027-03-15', seed: 1 }).term.name.zh).toBe('2026-2027 春季学期')
    expect(planLibrary({ today: '2027-01-15', seed: 1 }).term.id).toBe(plan.term.id)
  })
})

describe('the texts of the demo library', () => {
  it('has a dozen notices of every category in both languages, some pinned, none from the future', () => {
    expect(plan.notices.length).toBeGreaterThanOrEqual(12)
    const categories = [...new Set(plan.notices.map((notice) => notice.category))].sort()
    expect(categories).toEqual(['event', 'hours', 'resource', 'service', 'system'])
    expect(plan.notices.filter(({ title, body }) => !title.en || !body.en)).toEqual([])
    expect(plan.notices.filter((notice) => notice.isPinned).length).toBeGreaterThanOrEqual(2)
    expect(plan.notices.filter((notice) => notice.publishedAt.day >= weekday)).toEqual([])
    const known = plan.branches.map((branch) => branch.id)
    expect(plan.notices.flatMap((notice) => notice.branches).filter((id) => !known.includes(id))).toEqual([])
  })

  it('names the days that the calendar really has', () => {
    const closure = get(plan.notices.find((notice) => notice.key === 'closure'))
    expect(closure.body.zh).toContain(spokenDay(closureDay(weekday)).zh)
    expect(closure.body.en).toContain(spokenDay(makeUpDay(weekday)).en)
  })

  it('has a guide that says something else in every phase', () => {
    const entries = plan.guide.flatMap((section) => section.entries)
    const guides = plan.phases.map(({ id }) =>
      entries
        .filter((entry) => entry.phases.includes(id))
        .map((entry) => entry.id)
        .join(),
    )
    expect(plan.phases).toHaveLength(5)
    expect(guides).not.toContain('')
    expect(new Set(guides).size).toBe(5)
  })

  it('has six consultation groups: most with room, one code nearly full, one group with none left', () => {
    const hasRoom = plan.consultationGroups.filter(({ codes }) =>
      codes.some(({ uploadedAt, joined }) => daysBetween(uploadedAt.day, weekday) < 7 && joined < 200),
    )
    expect(plan.consultationGroups).toHaveLength(6)
    expect(hasRoom).toHaveLength(5)
    expect(plan.consultationGroups.some(({ codes }) => codes.some(({ joined }) => joined >= 180))).toBe(true)
  })

  it('answers ten frequent questions in both languages', () => {
    expect(plan.faqs).toHaveLength(10)
    expect(plan.faqs.filter(({ question, answer }) => !question.en || !answer.en)).toEqual([])
  })
})
