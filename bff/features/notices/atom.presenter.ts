import { inLanguage, type Bilingual, type Language } from '../../domain/language'
import type { NoticeRecord } from './notices.model'

interface AtomFeed {
  readonly library: Bilingual
  readonly language: Language
  /** Where the request came to, `https://lib.example.edu`. */
  readonly origin: string
  readonly entries: readonly { readonly notice: NoticeRecord; readonly html: string }[]
}

export const atomPath = '/feeds/notices.atom'

const words = {
  zh: { title: '通知', lang: 'zh-CN' },
  en: { title: 'Notices', lang: 'en' },
} as const

/** The epoch of a library that has not published anything yet: a feed must say when it changed. */
const never = new Date(0)

/** Atom 1.0 (RFC 4287). Ids do not depend on the address the feed was read at, so that a move makes nothing unread. */
export function presentAtom({ library, language, origin, entries }: AtomFeed): string {
  const { title, lang } = words[language]
  const name = xml(inLanguage(library, language))
  const updated = entries.map(({ notice }) => changedAt(notice)).reduce((a, b) => (a > b ? a : b), never)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    `<id>tag:rentu,2026:${xml(encodeURIComponent(library.zh))}:notices</id>`,
    `<title>${name} · ${title}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>${name}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(origin + atomPath)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(`${origin}/`)}"/>`,
    ...entries.map((entry) => presentEntry(entry, { language, origin })),
    '</feed>',
    '',
  ].join('\n')
}

function presentEntry(
  { notice, html }: AtomFeed['entries'][number],
  { language, origin }: Pick<AtomFeed, 'language' | 'origin'>,
): string {
  return [
    '<entry>',
    `<id>tag:rentu,2026:notice:${xml(notice._id)}</id>`,
    `<title>${xml(inLanguage(notice.title, language))}</title>`,
    `<published>${notice.shownFrom.toISOString()}</published>`,
    `<updated>${changedAt(notice).toISOString()}</updated>`,
    `<category term="${xml(notice.category)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(`${origin}${noticePage}?id=${encodeURIComponent(notice._id)}`)}"/>`,
    `<summary>${xml(inLanguage(notice.excerpt, language))}</summary>`,
    `<content type="html">${xml(html)}</content>`,
    '</entry>',
  ].join('\n')
}

/** The page of the app that shows one notice. */
const noticePage = '/pages/notices/detail'

/** A correction changes an entry; one published ahead of time appears when it starts. */
function changedAt(notice: NoticeRecord): Date {
  return notice.versionAt > notice.shownFrom ? notice.versionAt : notice.shownFrom
}

/** Text for elements and attributes, without the characters that XML 1.0 has no way to write. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
