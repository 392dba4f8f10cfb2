import { beginningWith, sortedPastQueries } from '../../bff/features/demand/past-queries.rules'

const past = sortedPastQueries([
  { query: '数据库', searches: 9 },
  { query: '数据结构 c语言', searches: 4 },
  { query: '数据结构', searches: 40 },
  { query: '数学分析', searches: 90 },
  { query: 'c++', searches: 7 },
  { query: 'c++ primer', searches: 5 },
])

describe('what others have searched', () => {
  it('is what begins so, the most searched first', () => {
    expect(beginningWith(past, '数据', 5)).toEqual(['数据结构', '数据库', '数据结构 c语言'])
    expect(beginningWith(past, '数', 2)).toEqual(['数学分析', '数据结构'])
  })

  it('is never what is typed already', () => {
    expect(beginningWith(past, 'c++', 5)).toEqual(['c++ primer'])
  })

  it('takes what is typed as it is: no pattern', () => {
    for (const typed of ['.*', '^数', '数据.', '[', '龘']) expect(beginningWith(past, typed, 5)).toEqual([])
  })
})
