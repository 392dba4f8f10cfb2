import { shelfOrderOf } from '../../bff/features/copies/copies.rules'
import { neighboursOf } from '../../bff/features/titles/nearby.rules'

/** Signs before the digits, whatever stands on the plain class: form and place divide it before subjects do. */
const ordered = ['TP311/Y240', 'TP311-43/Y240', 'TP311.1/Y240']

const sorted = (callNumbers: readonly string[]) =>
  callNumbers.toSorted((a, b) => (shelfOrderOf('3F', a) < shelfOrderOf('3F', b) ? -1 : 1))

describe('the order of the shelf (D2)', () => {
  it('puts the class before what divides it, and decimals by their digits', () => {
    expect(sorted(ordered.toReversed())).toEqual(ordered)
    expect(sorted(['TP32', 'TP311.12', 'TP311', 'TP31', 'TP3'])).toEqual(['TP3', 'TP31', 'TP311', 'TP311.12', 'TP32'])
  })

  it.each([
    ['the class alone before its forms', 'TP3/A1', 'TP3-05/L1'],
    ['forms before places, places before times, times before subjects', 'TP311-43/Y', 'TP311(711)/Y'],
    ['places before times', 'TP311(711)/Y', 'TP311=6/Y'],
    ['times before subjects', 'TP311=6/Y', 'TP311.1/Y'],
    ['author marks by their number', 'TP311.12/Y9', 'TP311.12/Y24'],
    ['an author before a later edition', 'TP311.12/Y240', 'TP311.12/Y240(2)'],
    ['years in their order', 'TP311.12/Y240/1997', 'TP311.12/Y240/2007'],
    ['volumes by their number', 'TP311.12/Y240/v.2', 'TP311.12/Y240/v.10'],
    ['volumes in brackets by their number', 'TP311.12/Y240(2)', 'TP311.12/Y240(10)'],
    ['a work before its volumes', 'TP311.12/Y240/2007', 'TP311.12/Y240/2007/v.1'],
  ])('puts %s', (_what, first, second) => {
    expect(sorted([second, first])).toEqual([first, second])
  })

  it('reads spaces, small letters and a stray blank as it reads the usual form', () => {
    const usual = shelfOrderOf('3F', 'TP311.12/Y240/2007')
    expect([' tp311.12 y240 2007', 'TP311.12 / Y240/2007 '].map((text) => shelfOrderOf('3F', text))).toEqual([
      usual,
      usual,
    ])
  })

  it('walks floor by floor, the tenth behind the second', () => {
    const floors = ['10F', '2F', '1F'].toSorted((a, b) => (shelfOrderOf(a, 'A1') < shelfOrderOf(b, 'A1') ? -1 : 1))
    expect(floors).toEqual(['1F', '2F', '10F'])
  })

  it.each(['', ' ', '///', '((((', '数据/结构', '\u0000', '9'.repeat(500)])('has a place for %j', (callNumber) => {
    expect(shelfOrderOf('3F', callNumber)).toMatch(/^00000003F/)
  })
})

describe('neighbours on a shelf', () => {
  const standing = (titleId: string, callNumber = titleId) => ({ titleId, callNumber })

  it('are the nearest titles of each side, each once, around the title itself', () => {
    const before = ['c', 'c', 'own', 'b', 'a'].map((id) => standing(id))
    const behind = ['own', 'c', 'd', 'd', 'e', 'f'].map((id) => standing(id))
    expect(neighboursOf(standing('own'), { before, behind }, 2)).toEqual([
      { ...standing('b'), isThis: false },
      { ...standing('c'), isThis: false },
      { ...standing('own'), isThis: true },
      { ...standing('d'), isThis: false },
      { ...standing('e'), isThis: false },
    ])
  })

  it('are none at the end of a shelf', () => {
    expect(neighboursOf(standing('own'), { before: [], behind: [] }, 4)).toEqual([{ ...standing('own'), isThis: true }])
  })
})
