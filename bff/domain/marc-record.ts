/** A record of MARC21 or CNMARC/UNIMARC, decoded: what it means is said by the rules of its dialect. */
export interface MarcRecord {
  /** 24 characters. */
  readonly leader: string
  readonly fields: readonly MarcField[]
}

export interface MarcField {
  readonly tag: string
  /** Of control fields, which have neither indicators nor subfields. */
  readonly value: string
  /** Two characters; empty for control fields. */
  readonly indicators: string
  readonly subfields: readonly Subfield[]
}

export interface Subfield {
  readonly code: string
  readonly value: string
}

/** A record is asked for dozens of tags, so its fields are sorted by tag once. */
const byTag = new WeakMap<MarcRecord, ReadonlyMap<string, readonly MarcField[]>>()

function sorted(record: MarcRecord): ReadonlyMap<string, readonly MarcField[]> {
  const known = byTag.get(record)
  if (known) return known
  const made = new Map<string, MarcField[]>()
  for (const field of record.fields) {
    const same = made.get(field.tag)
    if (same) same.push(field)
    else made.set(field.tag, [field])
  }
  byTag.set(record, made)
  return made
}

/** Fields with one of these tags, in the order of the record. */
export function fieldsOf(record: MarcRecord, ...tags: readonly string[]): readonly MarcField[] {
  const known = sorted(record)
  let found: readonly MarcField[] = []
  for (const tag of tags) {
    const fields = known.get(tag)
    if (!fields) continue
    if (found.length > 0) return record.fields.filter((field) => tags.includes(field.tag))
    found = fields
  }
  return found
}

/** The value of a control field; empty when there is none. */
export function controlOf(record: MarcRecord, tag: string): string {
  return sorted(record).get(tag)?.[0]?.value ?? ''
}

/** All values of these subfields in the order of the field, trimmed, without empty ones. */
export function valuesOf(field: MarcField, codes: string): string[] {
  const values: string[] = []
  for (const { code, value } of field.subfields) {
    const text = codes.includes(code) ? value.trim() : ''
    if (text !== '') values.push(text)
  }
  return values
}

export function valueOf(field: MarcField | undefined, code: string): string | null {
  return field === undefined ? null : (valuesOf(field, code)[0] ?? null)
}
