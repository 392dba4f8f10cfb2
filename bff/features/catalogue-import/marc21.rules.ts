import { controlOf, fieldsOf, valueOf, valuesOf, type MarcField, type MarcRecord } from '../../domain/marc-record'
import type { Contributor } from '../titles/titles.model'
import type { ImportedTitle } from './imported-record.rules'
import {
  cleanOf,
  distinct,
  distinctContributors,
  electronicIn,
  emptyToNull,
  formOf,
  isChineseClass,
  isText,
  isbnIn,
  joined,
  languageIn,
  roleOf,
  tidy,
  withoutIsbd,
  yearIn,
} from './marc-text.rules'

/** A title of MARC21; null when the record has no title. */
export function marc21Title(record: MarcRecord): ImportedTitle | null {
  const scripts = scriptsOf(record)
  const romanized = fieldsOf(record, '245')[0]
  const field = romanized ? inScript(scripts, romanized) : scripts.originals.get('245-00')
  const title = field ? joined(field, 'anp', '. ') : null
  if (!field || title === null) return null
  const imprint = imprintOf(record, scripts)
  const fixed = controlOf(record, '008')
  return {
    title,
    subtitle: subtitleOf(field),
    otherTitles: otherTitles(record, scripts, { field, romanized, title }),
    originalTitle: cleanOf(firstIn(scripts, '240'), 'a'),
    contributors: contributorsOf(record, scripts, field),
    edition: cleanOf(firstIn(scripts, '250'), 'a'),
    publisher: cleanOf(imprint, 'b'),
    place: withoutBrackets(cleanOf(imprint, 'a')),
    year: yearIn(fixed.slice(7, 11)) ?? yearIn(valueOf(imprint, 'c')),
    pages: cleanOf(firstIn(scripts, '300'), 'a'),
    series: seriesOf(scripts),
    isbns: distinct(
      fieldsOf(record, '020')
        .flatMap((isbn) => valuesOf(isbn, 'a').map(isbnIn))
        .filter(isText),
    ),
    language: languageIn(fixed.slice(35, 38), valueOf(fieldsOf(record, '041')[0], 'a')),
    class: classOf(record),
    form: formOf(record, { isOnline: 'os'.includes(fixed[23] || ' '), isThesis: fieldsOf(record, '502').length > 0 }),
    subjects: subjectsOf(record, scripts),
    summary: textOf(allIn(scripts, '520'), 'ab'),
    contents: textOf(allIn(scripts, '505'), 'agrt'),
    electronic: electronicIn(fieldsOf(record, '856')),
  }
}

interface Scripts {
  readonly record: MarcRecord
  /** Fields 880 by what they repeat: `245-02`. */
  readonly originals: ReadonlyMap<string, MarcField>
}

/**
 * Field 880 repeats a field in its own script and points to it by number. Readers here search and read the script of the
 * book, so it goes first wherever there is one.
 */
function scriptsOf(record: MarcRecord): Scripts {
  const originals = new Map<string, MarcField>()
  for (const field of fieldsOf(record, '880')) {
    const link = /^(\d{3})-(\d\d)/.exec(valueOf(field, '6') ?? '')
    if (link && !originals.has(link[0])) originals.set(link[0], field)
  }
  return { record, originals }
}

function inScript({ originals }: Scripts, field: MarcField): MarcField {
  if (originals.size === 0) return field
  const number = /^880-(\d\d)/.exec(valueOf(field, '6') ?? '')?.[1] ?? ''
  return originals.get(`${field.tag}-${number}`) ?? field
}

function allIn(scripts: Scripts, ...tags: readonly string[]): readonly MarcField[] {
  return fieldsOf(scripts.record, ...tags).map((field) => inScript(scripts, field))
}

function firstIn(scripts: Scripts, tag: string): MarcField | undefined {
  return allIn(scripts, tag)[0]
}

/** Without a parallel title, which stands in the same subfield behind `=`. */
function subtitleOf(field: MarcField): string | null {
  const subtitle = valuesOf(field, 'b').join(' ')
  if (/=\s*$/.test(valueOf(field, 'a') ?? '')) return null
  return emptyToNull(withoutIsbd(subtitle.split(' = ')[0] ?? ''))
}

interface Named {
  readonly field: MarcField
  readonly romanized: MarcField | undefined
  readonly title: string
}

/** By which it is found as well: romanised, parallel, on the cover. */
function otherTitles(record: MarcRecord, scripts: Scripts, { field, romanized, title }: Named): string[] {
  const romanizedTitle = romanized && romanized !== field ? joined(romanized, 'anp', '. ') : null
  const isParallel = /=\s*$/.test(valueOf(field, 'a') ?? '')
  const [, ...behind] = valuesOf(field, 'b').join(' ').split(' = ')
  const parallel = isParallel ? valuesOf(field, 'b') : behind
  const varying = allIn(scripts, '246').map((other) => joined(other, 'anp', '. '))
  const plain = fieldsOf(record, '246').map((other) => joined(other, 'anp', '. '))
  const all = [romanizedTitle, ...parallel.map(withoutIsbd), ...varying, ...plain].filter(isText)
  return distinct(all).filter((other) => other !== title)
}

function contributorsOf(record: MarcRecord, scripts: Scripts, title: MarcField): Contributor[] {
  const people = fieldsOf(record, '100', '110', '111', '700', '710', '711')
    // 700 with a title names another work
    .filter((field) => field.tag < '700' || valueOf(field, 't') === null)
    .map((field) => {
      const own = inScript(scripts, field)
      const words = [...valuesOf(own, 'e4'), ...valuesOf(field, 'e4')]
      return { name: nameOf(own), role: field.tag < '700' && words.length === 0 ? 'author' : roleOf(words) } as const
    })
  if (people.length > 0) return distinctContributors(people)
  return statementOf(valuesOf(title, 'c').join(' '))
}

function nameOf(field: MarcField): string {
  return joined(field, 'ab', ' ') ?? ''
}

/** Who a title page names, where nobody has made headings of it: `严蔚敏, 吴伟民编著 ; 张三译`. */
export function statementOf(statement: string): Contributor[] {
  const work = /\s*(?:等)?\s*(?:编著|主编|编写|编译|翻译|校注|选编|著|编|译|撰|校|注|绘|作)\s*$/
  const people = withoutIsbd(statement)
    .split(/\s*[;；]\s*/)
    .flatMap((group) => {
      const role = roleOf([work.exec(group)?.[0] ?? ''])
      const names = group.replace(work, '').split(/\s*[,，、]\s*/)
      return names.map((name) => ({ name: name.replace(/^(?:by|edited by)\s+/i, '').trim(), role }))
    })
  return distinctContributors(people)
}

/** 264 with the publication (second indicator 1), else 260. */
function imprintOf(record: MarcRecord, scripts: Scripts): MarcField | undefined {
  const published = fieldsOf(record, '264').find(({ indicators }) => indicators[1] === '1')
  const field = published ?? fieldsOf(record, '260')[0] ?? fieldsOf(record, '264')[0]
  return field ? inScript(scripts, field) : undefined
}

function withoutBrackets(text: string | null): string | null {
  return text === null ? null : emptyToNull(text.replace(/^\[(.*)\]?$/, '$1').replace(/\]$/, ''))
}

function seriesOf(scripts: Scripts): string | null {
  const field = firstIn(scripts, '490') ?? firstIn(scripts, '830') ?? firstIn(scripts, '440')
  return field ? joined(field, 'av', ' ; ') : null
}

/** 084 that names 中图法, the local fields of Chinese libraries, then any call number that can only be 中图法. */
function classOf(record: MarcRecord): string | null {
  const named = fieldsOf(record, '084').filter((field) => /clc|ztf|中图/i.test(valueOf(field, '2') ?? ''))
  const all = [...named, ...fieldsOf(record, '093'), ...fieldsOf(record, '690'), ...fieldsOf(record, '090')]
  const found = all.flatMap((field) => valuesOf(field, 'a')).find(isChineseClass)
  return found?.trim() ?? null
}

function subjectsOf(record: MarcRecord, scripts: Scripts): string[] {
  const headings = allIn(scripts, '600', '610', '611', '630', '650', '651', '655').map((field) =>
    joined(field, 'avxyz', '-'),
  )
  const local = fieldsOf(record, '690').map((field) => joined(field, 'axyz', '-'))
  const words = allIn(scripts, '653').flatMap((field) => valuesOf(field, 'a').map(tidy))
  return distinct(
    [...headings, ...local.filter((text) => text !== null && !isChineseClass(text)), ...words].filter(isText),
  )
}

function textOf(fields: readonly MarcField[], codes: string): string | null {
  return emptyToNull(
    fields
      .map((field) => tidy(valuesOf(field, codes).join(' ')))
      .filter(isText)
      .join('\n'),
  )
}
