import { controlOf, fieldsOf, valueOf, valuesOf, type MarcField, type MarcRecord } from '../../domain/marc-record'
import type { Contributor } from '../titles/titles.model'
import type { ImportedTitle } from './imported-record.rules'
import { statementOf } from './marc21.rules'
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
  yearIn,
} from './marc-text.rules'

/** A title of CNMARC or another UNIMARC; null when the record has no title. */
export function cnmarcTitle(record: MarcRecord): ImportedTitle | null {
  const field = fieldsOf(record, '200')[0]
  const title = field ? titleOf(field) : null
  if (!field || title === null) return null
  const imprint = fieldsOf(record, '210')[0] ?? fieldsOf(record, '214').find(({ indicators }) => indicators[1] === '0')
  const coded = valueOf(fieldsOf(record, '100')[0], 'a') ?? ''
  return {
    title,
    subtitle: joined(field, 'e', ' : '),
    otherTitles: otherTitles(record, field, title),
    originalTitle: originalOf(record),
    contributors: contributorsOf(record, field),
    edition: cleanOf(fieldsOf(record, '205')[0], 'a'),
    publisher: cleanOf(imprint, 'c'),
    place: cleanOf(imprint, 'a'),
    year: yearIn(coded.slice(9, 13)) ?? yearIn(valueOf(imprint, 'd')),
    pages: cleanOf(fieldsOf(record, '215')[0], 'a'),
    series: seriesOf(record),
    isbns: distinct(
      fieldsOf(record, '010')
        .flatMap((isbn) => valuesOf(isbn, 'a').map(isbnIn))
        .filter(isText),
    ),
    language: languageIn(valueOf(fieldsOf(record, '101')[0], 'a'), coded.slice(22, 25)),
    class: classOf(record),
    form: formOf(record, { isOnline: isOnline(record), isThesis: fieldsOf(record, '328').length > 0 }),
    subjects: subjectsOf(record),
    summary: textOf(record, '330'),
    contents: textOf(record, '327'),
    electronic: electronicIn(fieldsOf(record, '856')),
  }
}

/** Title, number and name of the part: 史记. 上册. Works of one author that share a cover are all named. */
function titleOf(field: MarcField): string | null {
  const proper = joined(field, 'a', ' ; ')
  const part = joined(field, 'hi', '. ')
  return proper === null ? null : [proper, part].filter(isText).join('. ')
}

/** Parallel, on the cover, on the spine, earlier ones. */
function otherTitles(record: MarcRecord, field: MarcField, title: string): string[] {
  const fields = fieldsOf(record, '510', '512', '513', '514', '515', '516', '517', '520', '532', '540', '541')
  const all = [...valuesOf(field, 'd').map(tidy), ...fields.map((other) => joined(other, 'aehi', '. '))]
  return distinct(all.filter(isText)).filter((other) => other !== title)
}

/** 454, what it was translated from: the fields of the other record stand within the field, each behind a $1. */
function originalOf(record: MarcRecord): string | null {
  const linked = fieldsOf(record, '454')[0]
  return cleanOf(linked, 't') ?? cleanOf(linked, 'a') ?? cleanOf(fieldsOf(record, '500')[0], 'a')
}

function contributorsOf(record: MarcRecord, title: MarcField): Contributor[] {
  const people = fieldsOf(record, '700', '701', '702', '710', '711', '712').map((field) => {
    const words = valuesOf(field, '4')
    const isFirst = field.tag === '700' || field.tag === '701' || field.tag === '710' || field.tag === '711'
    return { name: nameOf(field), role: isFirst && words.length === 0 ? ('author' as const) : roleOf(words) }
  })
  if (people.some(({ name }) => name !== '')) return distinctContributors(people)
  return distinctContributors(valuesOf(title, 'fg').flatMap(statementOf))
}

/** The rest of a name stands apart: Knuth, Donald E. */
function nameOf(field: MarcField): string {
  const isPerson = field.tag < '710'
  return joined(field, 'ab', isPerson ? ', ' : '. ') ?? ''
}

function seriesOf(record: MarcRecord): string | null {
  const field = fieldsOf(record, '225')[0]
  if (field) return joined(field, 'aiv', ' ; ')
  const linked = fieldsOf(record, '410')[0]
  return cleanOf(linked, 't') ?? cleanOf(linked, 'a')
}

function classOf(record: MarcRecord): string | null {
  const all = fieldsOf(record, '690').flatMap((field) => valuesOf(field, 'a').map(tidy))
  // what a cataloguer wrote into 690 is 中图法, also where our pattern knows no better
  return all.find(isChineseClass) ?? emptyToNull(all[0] ?? '')
}

/** 135 codes electronic resources, 106 the form of text; 230 and 337 are written for them only. */
function isOnline(record: MarcRecord): boolean {
  return fieldsOf(record, '135', '230').length > 0 || (valueOf(fieldsOf(record, '106')[0], 'a') ?? '').startsWith('s')
}

function subjectsOf(record: MarcRecord): string[] {
  const headings = fieldsOf(record, '600', '601', '602', '604', '605', '606', '607', '608')
  const words = fieldsOf(record, '610').flatMap((field) => valuesOf(field, 'a').map(tidy))
  return distinct([...headings.map((field) => joined(field, 'abxyzj', '-')), ...words].filter(isText))
}

function textOf(record: MarcRecord, tag: string): string | null {
  return emptyToNull(
    fieldsOf(record, tag)
      .map((field) => tidy(valuesOf(field, 'a').join(' ')))
      .filter(isText)
      .join('\n'),
  )
}

export function isCnmarc(record: MarcRecord): boolean {
  const is21 = fieldsOf(record, '245').length > 0 || controlOf(record, '008') !== ''
  return fieldsOf(record, '200').length > 0 && !is21
}
