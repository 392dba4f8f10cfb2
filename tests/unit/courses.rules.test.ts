import { accessRefusals, currentTerm, searchWords } from '../../bff/features/courses/courses.rules'

const autumn = { id: 'autumn', startsOn: '2025-09-01', endsOn: '2026-01-18' }
const spring = { id: 'spring', startsOn: '2026-02-23', endsOn: '2026-07-05' }
const newestFirst = [spring, autumn]

describe('the current term (R1)', () => {
  it.each([
    ['2025-09-01', autumn],
    ['2025-12-24', autumn],
    ['2026-01-18', autumn],
    ['2026-02-23', spring],
    ['2026-07-05', spring],
  ])('is the one that %s lies in, first and last day included', (day, term) => {
    expect(currentTerm(newestFirst, day)).toBe(term)
  })

  it('is the coming one in a vacation, so that students see what they will need', () => {
    expect(currentTerm(newestFirst, '2026-02-01')).toBe(spring)
    expect(currentTerm(newestFirst, '2025-08-01')).toBe(autumn)
  })

  it('is the last one until the next is described', () => {
    expect(currentTerm(newestFirst, '2026-08-01')).toBe(spring)
    const none = currentTerm<typeof spring>([], '2026-08-01')
    expect(none).toBeUndefined()
  })
})

describe('what stands on a reserve list (R2)', () => {
  it('is open to everybody where it is a print book', () => {
    expect(accessRefusals('print', false)).toEqual([])
  })

  it('is for the enrolled where it leads to a file or a page', () => {
    for (const kind of ['electronic', 'link'] as const) {
      expect(accessRefusals(kind, true)).toEqual([])
      expect(accessRefusals(kind, false)).toEqual([
        { code: 'course.not_enrolled', details: {}, remedy: 'enrol_in_the_course' },
      ])
    }
  })
})

it('searches for at most five words, however many are typed', () => {
  expect(searchWords('  线性代数   吴佳音 ')).toEqual(['线性代数', '吴佳音'])
  expect(searchWords('a b c d e f g')).toHaveLength(5)
  expect(searchWords(undefined)).toEqual([])
})
