import { dict } from '@node-rs/jieba/dict'
import type { IndexRecord, LiveAvailability } from '../../bff/infra/search/engine'
import { isbn13CheckDigit } from '../../bff/infra/search/isbn'
import { createRandom, type Random } from './random'

export interface GeneratedTitle {
  readonly record: IndexRecord
  readonly availability: LiveAvailability
}

/**
 * A catalogue with the shape of a real one: words by their frequency in Chinese, some authors and publishers far more often
 * than others, three quarters Chinese. The same count and seed always give the same titles.
 */
export function generateCatalogue(count: number, seed = 1): GeneratedTitle[] {
  const [titles = []] = generateInBatches(count, count, seed)
  return titles
}

/** The same titles, so many at a time: a million of them would fill the memory that the engine is measured in. */
export function* generateInBatches(count: number, batchSize: number, seed = 1): Generator<GeneratedTitle[]> {
  const random = createRandom(seed)
  const draw = createDraws(random)
  for (let start = 0; start < count; start += batchSize) {
    const length = Math.min(batchSize, count - start)
    yield Array.from({ length }, (_, i) => generateTitle(start + i, random, draw))
  }
}

function generateTitle(i: number, random: Random, draw: Draws): GeneratedTitle {
  const isChinese = random.chance(0.74)
  const title = isChinese ? chineseTitle(random, draw) : englishTitle(random, draw)
  const authors = several(random, 3, () => (isChinese ? chineseName(random, draw) : englishName(random)))
  const branches = [...new Set(several(random, 3, draw.branch))]
  const form = random.chance(0.12) ? 'ebook' : 'book'
  const record: IndexRecord = {
    id: `title-${String(i).padStart(7, '0')}`,
    title,
    authors,
    publisher: isChinese ? draw.chinesePublisher() : draw.englishPublisher(),
    subjects: several(random, 3, isChinese ? draw.noun : draw.englishWord),
    isbns: [isbn(random, isChinese ? '9787' : '9780')],
    callNumbers: [],
    class: classNotation(random, draw),
    language: isChinese ? 'chi' : draw.foreignLanguage(),
    form,
    year: 2026 - Math.floor(-Math.log(1 - random.next() * 0.999) * 12),
    branches,
    popularity: Math.floor(random.next() ** 6 * 10_000),
    summary: '',
  }
  return { record: completed(record), availability: liveAvailability(record.id, branches, random) }
}

/** The call number follows from class and title; the summary repeats what a list shows. */
function completed(record: IndexRecord): IndexRecord {
  const { title, authors, publisher = '', year = 0, isbns } = record
  const callNumber = `${record.class ?? 'Z'}/${String((title.charCodeAt(0) * 31 + year) % 1000)}`
  return { ...record, callNumbers: [callNumber], summary: JSON.stringify({ title, authors, publisher, year, isbns }) }
}

function liveAvailability(id: string, branches: readonly string[], random: Random): LiveAvailability {
  const availableBranches = branches.filter(() => random.chance(0.7))
  const copies = branches.length + random.below(4)
  const available = availableBranches.length === 0 ? 0 : availableBranches.length + random.below(2)
  return { id, copies, available, queue: available === 0 ? random.below(4) : 0, availableBranches }
}

function chineseTitle(random: Random, draw: Draws): string {
  const nouns = several(random, 3, draw.noun)
  const quality = random.chance(0.3) ? draw.quality() : ''
  const kind = random.chance(0.75) ? draw.kindOfBook() : ''
  const edition = random.chance(0.12) ? `（第${random.pick(['二', '三', '四', '五'])}版）` : ''
  return quality + nouns.join(random.chance(0.3) ? random.pick(['与', '的', '及']) : '') + kind + edition
}

function englishTitle(random: Random, draw: Draws): string {
  const words = several(
    random,
    4,
    () => `${random.chance(0.4) ? `${random.pick(ENGLISH_LINKS)} ` : ''}${draw.englishWord()}`,
  )
  const title = words.join(' ')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

function chineseName(random: Random, draw: Draws): string {
  return draw.surname() + draw.givenCharacter() + (random.chance(0.7) ? draw.givenCharacter() : '')
}

function englishName(random: Random): string {
  return `${random.pick(ENGLISH_SURNAMES)}, ${random.pick(ENGLISH_GIVEN_NAMES)}`
}

function classNotation(random: Random, draw: Draws): string {
  const letter = draw.classLetter()
  const main =
    letter === 'T' ? `${letter}${random.pick('BDGHKLMNPQSUV')}${random.below(40)}` : `${letter}${random.below(100)}`
  return random.chance(0.6) ? `${main}.${random.below(20)}` : main
}

function isbn(random: Random, prefix: string): string {
  const body = prefix + String(random.below(10 ** (12 - prefix.length))).padStart(12 - prefix.length, '0')
  return body + isbn13CheckDigit(body)
}

/** One to `most`, small numbers more often. */
function several<T>(random: Random, most: number, make: () => T): T[] {
  return Array.from({ length: 1 + Math.floor(random.next() * random.next() * most) }, make)
}

function createDraws(random: Random) {
  const vocabulary = readVocabulary()
  /** The first of a list is the most frequent, as with words (Zipf). */
  const ranked = <T>(values: readonly T[], offset = 1) =>
    random.weighted(values.map((value, i) => [value, 1 / (i + offset)] as const))
  return {
    noun: random.weighted(vocabulary.nouns),
    quality: random.weighted(vocabulary.qualities),
    kindOfBook: ranked(KINDS_OF_BOOK),
    surname: ranked(SURNAMES, 3),
    givenCharacter: ranked(GIVEN_CHARACTERS, 8),
    englishWord: ranked(ENGLISH_WORDS, 10),
    chinesePublisher: ranked(CHINESE_PUBLISHERS),
    englishPublisher: ranked(ENGLISH_PUBLISHERS),
    foreignLanguage: random.weighted([['eng', 17] as const, ['jpn', 1], ['ger', 1], ['fre', 1]]),
    classLetter: random.weighted(CLASS_LETTERS.map((letter) => [letter, CLASS_WEIGHTS[letter] ?? 2] as const)),
    branch: ranked(BRANCHES),
  }
}

type Draws = ReturnType<typeof createDraws>

type Weighted = readonly (readonly [value: string, weight: number])[]

/** Words of the segmenter's own dictionary, "word frequency part-of-speech" a line. Flattened, or titles would all be alike. */
function readVocabulary(): { nouns: Weighted; qualities: Weighted } {
  const nouns: [string, number][] = []
  const qualities: [string, number][] = []
  for (const line of new TextDecoder().decode(dict).split('\n')) {
    const [word = '', frequency = '', part = ''] = line.split(' ')
    if (!/^[\u4e00-\u9fa5]{2,6}$/.test(word)) continue
    if (/^(?:n|vn|an|nz|l|nt|ns|j)$/.test(part)) nouns.push([word, (Number(frequency) + 1) ** 0.75])
    if (/^(?:a|b|v|ad)$/.test(part) && word.length === 2) qualities.push([word, (Number(frequency) + 1) ** 0.6])
  }
  return { nouns, qualities }
}

const words = (list: string) => list.split(' ')

const KINDS_OF_BOOK = words(
  '研究 概论 导论 教程 原理 与应用 史 基础 方法 理论与实践 论文集 手册 学 分析 设计 案例 实验教程 新编 概要 丛书',
)
const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
)
const GIVEN_CHARACTERS = Array.from(
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉华玲波红建国志海永生春林东宁浩宇轩子涵欣怡梓晨思远博雅俊豪雨泽佳琪',
)
const ENGLISH_LINKS = words('of the and in for to on')
const ENGLISH_GIVEN_NAMES = words(
  'James Mary John Robert Michael Linda David William Richard Susan Joseph Thomas Charles Karen Nancy',
)
const ENGLISH_SURNAMES = words(
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Taylor Moore Jackson Lee Perez Thompson White Harris Clark Lewis Robinson',
)
const ROOTS = words(
  'data structure algorithm system network language history theory design quantum energy market economy social political culture nature river mountain ocean climate health medicine cell gene protein brain memory vision robot control signal image circuit material metal polymer surface chemistry physics mathematics algebra geometry topology analysis probability statistics learning logic computation security privacy trust law justice state nation empire war peace trade finance risk game decision education school university library archive museum art music theatre poetry novel myth religion philosophy ethics mind language grammar translation city village migration gender family childhood',
)
/** Roots with endings: a vocabulary of a thousand words, as titles have. */
const ENGLISH_WORDS = ['', 's', 'ing', 'al', 'ity', 'ology', 'ist', 'ics', 'ment', 'ness'].flatMap((ending) =>
  ROOTS.map((root) => root + ending),
)
const CHINESE_PUBLISHERS = words(
  '清华大学出版社 高等教育出版社 人民邮电出版社 机械工业出版社 科学出版社 北京大学出版社 中华书局 商务印书馆 人民出版社 电子工业出版社',
)
const ENGLISH_PUBLISHERS = ['Springer', 'Wiley', 'Elsevier', 'Cambridge University Press', 'Oxford University Press']
const CLASS_LETTERS = Array.from('ABCDEFGHIJKNOPQRSTUVXZ')
const CLASS_WEIGHTS: Readonly<Record<string, number>> = { T: 20, I: 14, F: 12, D: 9, G: 8, O: 8, K: 7, H: 7, R: 7 }
const BRANCHES = words('main humanities law medicine engineering science east west')
