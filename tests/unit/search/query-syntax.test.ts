import { partsOf } from '../../../bff/infra/search/query-syntax'
import { engineWith, idsFound, keptEngine, titleRecord } from './support'

describe('signs in what is typed', () => {
  const plain = (text: string) => ({ text, isPhrase: false, isExcluded: false })

  test.each([
    ['数据结构 算法', [plain('数据结构 算法')]],
    ['"machine learning"', [{ text: 'machine learning', isPhrase: true, isExcluded: false }]],
    ['“机器学习” 导论', [plain('导论'), { text: '机器学习', isPhrase: true, isExcluded: false }]],
    ['java -script', [plain('java'), { text: 'script', isPhrase: false, isExcluded: true }]],
    ['author:knuth art', [plain('art'), { ...plain('knuth'), field: 'author' }]],
    ['作者：鲁迅', [{ ...plain('鲁迅'), field: 'author' }]],
    ['author: "donald knuth"', [{ text: 'donald knuth', field: 'author', isPhrase: true, isExcluded: false }]],
    ['-author:knuth art', [plain('art'), { text: 'knuth', field: 'author', isPhrase: false, isExcluded: true }]],
  ])('%s', (typed, parts) => {
    expect(partsOf(typed)).toEqual(parts)
  })

  test.each([
    ['a mark without its other half', 'five 5" disks', [plain('five 5" disks')]],
    ['a name that is no field', 'algorithms: design', [plain('algorithms: design')]],
    ['a dash', 'war - peace', [plain('war - peace')]],
    ['a hyphen', 't-cell', [plain('t-cell')]],
    ['nothing but a minus', '-', [plain('-')]],
    ['nothing but exclusions', '-5度', [plain('5度')]],
  ])('taken for words: %s', (_, typed, parts) => {
    expect(partsOf(typed)).toEqual(parts)
  })

  test('what is unfinished stays unfinished: a space at the end is kept', () => {
    expect(partsOf('data ')).toEqual([plain('data ')])
  })
})

describe('what the signs find', () => {
  const shelf = keptEngine(() =>
    engineWith([
      titleRecord({ id: 'ml', title: 'Machine learning in practice', language: 'eng', authors: ['Knuth, Donald'] }),
      titleRecord({ id: 'lm', title: 'Learning about the machine', language: 'eng' }),
      titleRecord({ id: 'xx', title: '机器学习导论', authors: ['周志华'] }),
      titleRecord({ id: 'yy', title: '学习机器的历史', authors: ['鲁迅'], series: '机器丛书' }),
    ]),
  )

  test.each([
    ['"machine learning"', ['ml']],
    ['machine learning', ['ml', 'lm']],
    ['“机器学习”', ['xx']],
    ['machine -practice', ['lm']],
    ['机器 -导论', ['yy']],
    ['-机器学习 学习', ['yy']],
    ['author:knuth', ['ml']],
    ['作者：周志华 机器', ['xx']],
    ['丛书：机器', ['yy']],
    ['机器 -作者：鲁迅', ['xx']],
    ['题名："学习机器"', ['yy']],
  ])('%s', async (typed, ids) => {
    expect(await idsFound(await shelf(), typed)).toEqual(ids)
  })
})
