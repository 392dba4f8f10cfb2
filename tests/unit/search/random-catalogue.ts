import type { CatalogueQuery, IndexRecord, SearchField, SearchSort } from '../../../bff/infra/search/engine'
import type { Random } from '../../bench/random'
import { titleRecord } from './support'

/** Titles of a few words, so that much is alike, and what might be typed to find them. */

const WORDS = '数据 结构 數據 结构 算法 分析 红楼 紅樓 梦 学 史 c c++ data Daten 3 导论 的 与'.split(' ')
const READ_OTHERWISE = 'shujujiegou sjjg hongloumen shuju结构 dhata 第3版 数据 d. 1984'.split(' ')
const NAMES = ['严蔚敏', '王伟', '王伟民', 'Knuth, Donald', '嚴復']
export const BRANCHES = ['main', 'law', 'science']
const CLASSES = ['TP311', 'TP311.12', 'TP312', 'I242.4', 'O1', 'O13']
const ISBNS = ['9787302147510', '7-302-14751-5', '9787020002207', '9780262033848']

function several(random: Random, most: number, values: readonly string[]): string[] {
  return Array.from({ length: random.below(most + 1) }, () => random.pick(values))
}

function maybe<T>(random: Random, probability: number, value: () => T): T | undefined {
  return random.chance(probability) ? value() : undefined
}

export function randomRecord(random: Random, id: string): IndexRecord {
  const separator = random.pick(['', ' ', '，', '与'])
  return titleRecord({
    id,
    title: several(random, 4, WORDS).join(separator) + random.pick(['研究', '概论', '史', '']),
    edition: maybe(random, 0.3, () => random.pick(['第2版', '第二版', '3rd ed.'])),
    authors: several(random, 2, NAMES),
    subjects: several(random, 2, WORDS),
    publisher: maybe(random, 0.7, () => random.pick(['清华大学出版社', 'MIT Press'])),
    series: maybe(random, 0.5, () => '数学丛书'),
    isbns: several(random, 1, ISBNS),
    callNumbers: several(random, 1, ['TP311.12/Y158', 'I242.4/C12']),
    class: maybe(random, 0.8, () => random.pick(CLASSES)),
    language: random.pick(['chi', 'eng', 'ger']),
    form: random.pick(['book', 'ebook']),
    year: maybe(random, 0.8, () => random.pick([1999, 2007, 2020])),
    branches: [...new Set(several(random, 2, BRANCHES))],
    popularity: random.below(50),
  })
}

function withSigns(random: Random, word: string): string {
  const name = random.pick(['', '', 'author:', '题名：', 'nothing:'])
  return `${random.pick(['', ' -'])}${name}${random.chance(0.5) ? `"${word} ${random.pick(WORDS)}"` : word}`
}

/** A character too many, too few, or another one. */
function withSlip(random: Random, word: string): string {
  const characters = Array.from(word)
  const other = random.chance(0.3) ? [] : [random.pick(Array.from('数據析折楼搂为abz3'))]
  return characters.toSpliced(random.below(characters.length), random.below(2), ...other).join('')
}

export function randomQuery(random: Random): CatalogueQuery {
  const text = random.chance(0.15)
    ? random.pick(['', '9787302147510', '730214', 'TP311', 'tp311.12', 'i2', 'dat', 'c+', '!!', 'isbn 9787'])
    : several(random, 3, [...WORDS, ...NAMES, ...(random.chance(0.3) ? READ_OTHERWISE : [])])
        .map((word) => (random.chance(0.1) ? withSlip(random, word) : word))
        .map((word) => (random.chance(0.15) ? withSigns(random, word) : word))
        .join(random.pick(['', ' ']))
  const fields: readonly SearchField[] = [
    'any',
    'any',
    'any',
    'title',
    'author',
    'subject',
    'publisher',
    'isbn',
    'call_number',
  ]
  const sorts: readonly SearchSort[] = ['relevance', 'newest', 'popular', 'title']
  const seldom = <T>(value: () => T) => maybe(random, 0.25, value)
  return {
    text,
    field: random.pick(fields),
    filters: {
      branch: seldom(() => several(random, 2, BRANCHES)),
      language: seldom(() => several(random, 2, ['chi', 'eng', 'lat'])),
      class: seldom(() => several(random, 2, ['T', 'I', 'TP311', 'O1'])),
      form: seldom(() => [random.pick(['book', 'ebook'])]),
      yearFrom: seldom(() => random.pick([1999, 2005])),
      yearTo: seldom(() => random.pick([2007, 2030])),
      available: seldom(() => true),
    },
    sort: random.pick(sorts),
    page: 1,
    size: 100,
    facets: true,
  }
}
