import { countedQuery, isWish } from '../../bff/features/demand/demand.rules'

const search = { text: '数据结构', field: 'any', filters: {}, sort: 'relevance', page: 1, size: 20 }

describe('what is counted of searches', () => {
  it('is the first page of the whole catalogue', () => {
    expect(isWish(search)).toBe(true)
    expect(isWish({ ...search, filters: { branch: undefined, available: false, class: [] } })).toBe(true)
  })

  it.each([
    ['a later page', { page: 2 }],
    ['another order', { sort: 'newest' }],
    ['one field', { field: 'author' }],
    ['a part of the catalogue', { filters: { branch: ['main'] } }],
    ['what is on the shelf', { filters: { available: true } }],
    ['whether there is any', { size: 1 }],
    ['a pasted page', { text: '字'.repeat(10_000) }],
  ])('is not %s', (_what, own) => {
    expect(isWish({ ...search, ...own })).toBe(false)
  })
})

describe('what is kept of a query (X1)', () => {
  it.each([
    ['数据结构', '数据结构'],
    ['  deep   learning ', 'deep learning'],
    ['isbn 978-7-302-14751-0', '9787302147510'],
    ['9787302147510', '9787302147510'],
    ['c++11', 'c++11'],
    ['1949-2019', '1949-2019'],
    ['中国通史 1840 1949', '中国通史 1840 1949'],
    ['tp311.12/y240', 'tp311.12/y240'],
    ['author:刘慈欣 -三体', 'author:刘慈欣 -三体'],
  ])('%s is what anybody may type', (typed, kept) => {
    expect(countedQuery(typed)).toBe(kept)
  })

  it.each([
    ['2023010001'],
    ['林晓 2023010001'],
    ['13800138000'],
    ['138 0013 8000'],
    ['+86-138-0013-8000'],
    ['(010) 6278-2137'],
    ['11010519491231002x'],
    ['lin.xiao@example.edu'],
    ['https://lib.example/x?token=1'],
    // one number in eleven has the check digit of an ISBN-10
    ['7302147515'],
    ['9787302147511'],
    [''],
    ['!?。，'],
    ['a\u0000b'],
    ['a\u200bb'],
    ['\ud800x'],
    ['字'.repeat(51)],
  ])('%j is not kept', (typed) => {
    expect(countedQuery(typed)).toBeNull()
  })
})
