import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button/button'
import { Cover } from '../../components/cover/cover'
import { Facts } from '../../components/facts/facts'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Card } from '../../components/card/card'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { useText, type Texts } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useMe } from '../../lib/session'
import { CitationSheet } from './citation-sheet'
import { Electronic } from './electronic'
import { Holdings } from './holdings'
import { TitleActions, useTitleSharing } from './title-actions'
import { NearOnShelf } from './near-on-shelf'
import { TitleNeighbours } from './title-neighbours'
import { useTitle, type TitleDetail } from './titles.hooks'
import s from './titles.module.scss'

interface TitleScreenProps {
  readonly titleKey: { readonly id: string } | { readonly isbn: string }
  /** Opens the booking, which is another feature: the page brings the two together. */
  readonly onBook: (wish: { readonly titleId: string; readonly parts: readonly string[] }) => void
  readonly overlay: ReactNode
}

/** A title: what it is, where its copies stand, and the way to have it. */
export function TitleScreen({ titleKey, onBook, overlay }: TitleScreenProps) {
  const t = useText()
  const title = useTitle(titleKey)
  const me = useMe()
  // librarians book at the desk; a visitor is led to signing in
  const canBook = me === undefined || me.role !== 'librarian'
  const [isCiting, setIsCiting] = useState(false)
  useRefreshOnShow(['titles', 'detail'])
  useTitleSharing(title.data)
  return (
    <Screen
      title={t.titles.title}
      overlay={
        isCiting && title.data !== undefined ? (
          <CitationSheet titleId={title.data.id} onClose={() => setIsCiting(false)} />
        ) : (
          overlay
        )
      }
      footer={
        canBook &&
        title.data !== undefined &&
        title.data.units.length > 0 &&
        !isElectronicOnly(title.data) && <BookBar title={title.data} onBook={onBook} />
      }
    >
      <Resource of={title} loading={<Skeleton shape="page" count={2} />}>
        {(data) => <TitlePage title={data} maySuggest={canBook} onCite={() => setIsCiting(true)} />}
      </Resource>
    </Screen>
  )
}

interface TitlePageProps {
  readonly title: TitleDetail
  readonly maySuggest: boolean
  readonly onCite: () => void
}

function TitlePage({ title, maySuggest, onCite }: TitlePageProps) {
  const t = useText()
  return (
    <>
      <Head title={title} />
      <TitleActions title={title} onCite={onCite} />
      {title.summary !== undefined && (
        <Section title={t.titles.summary}>
          <Box className={s['summary']}>{title.summary}</Box>
        </Section>
      )}
      {title.contents !== undefined && (
        <Section title={t.titles.contents}>
          <Box className={s['summary']}>
            {title.contents.split('\n').map((line, n) => (
              <Box key={n}>{line}</Box>
            ))}
          </Box>
        </Section>
      )}
      <Holdings title={title} />
      {title.suggestPurchase && maySuggest && (
        <Rows>
          <Row
            id="suggest-purchase"
            icon="plus"
            title={t.suggestions.moreCopies(title.title)}
            text={t.suggestions.entryText}
            onClick={() => navigate('suggestions', { titleId: title.id, title: title.title })}
          />
        </Rows>
      )}
      <Electronic links={title.electronic} />
      {title.courses.length > 0 && (
        <Section title={t.titles.coursesSection}>
          <Rows>
            {title.courses.map((course) => (
              <Row
                key={course.id}
                id={`course-${course.id}`}
                icon="course"
                title={course.name}
                text={course.department}
                onClick={() => navigate('course', { id: course.id })}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Section title={t.titles.record}>
        <Card>
          <Facts facts={factsOf(title, t)} />
        </Card>
      </Section>
      <NearOnShelf titleId={title.id} />
      <TitleNeighbours title={title} />
    </>
  )
}

function Head({ title }: { readonly title: TitleDetail }) {
  const t = useText()
  const names = title.contributors.map(({ name, role }) => `${name} ${t.titles.roles[role]}`.trim())
  return (
    <Box className={s['hero']}>
      <Cover title={title.title} authors={title.authors} classNotation={title.class} size="l" />
      <Box className={s['heroWords']}>
        <Box className={s['heroTitle']} role="heading">
          {title.title}
        </Box>
        {title.subtitle !== undefined && <Box className={s['heroSubtitle']}>{title.subtitle}</Box>}
        <Box className={s['heroText']}>{names.join(t.common.separator)}</Box>
        <Box className={s['heroText']}>
          {[title.publisher, title.year?.toString(), title.edition].filter((x) => x !== undefined).join(' · ')}
        </Box>
      </Box>
    </Box>
  )
}

function factsOf(title: TitleDetail, t: Texts) {
  const names = t.titles.fields
  const publication = [title.place, title.publisher, title.year?.toString()].filter((x) => x !== undefined).join(' ')
  return [
    { label: names.publisher, value: publication },
    { label: names.edition, value: title.edition },
    { label: names.pages, value: title.pages },
    { label: names.series, value: title.series },
    { label: names.originalTitle, value: title.originalTitle },
    { label: names.otherTitles, value: title.otherTitles?.join(t.common.separator) },
    { label: names.isbn, value: title.isbns.join(' ') },
    { label: names.class, value: title.class },
    { label: names.subjects, value: title.subjects.join(t.common.separator) },
    { label: names.language, value: title.languageName },
    { label: names.form, value: title.formName },
  ]
}

/** Nothing of it can be fetched or waited for; it is opened where its links stand. */
function isElectronicOnly({ holdings, electronic }: TitleDetail): boolean {
  return holdings.length === 0 && electronic.length > 0
}

/** The one action of the screen. */
function BookBar({ title, onBook }: { readonly title: TitleDetail; readonly onBook: TitleScreenProps['onBook'] }) {
  const t = useText()
  const me = useMe()
  const isSignedIn = me !== undefined && me.role !== 'visitor'
  const { available, queue, copies } = title.availability
  const word =
    available > 0
      ? t.titles.readyNow
      : queue > 0
        ? `${t.titles.allOut} · ${t.titles.queue(queue)}`
        : t.titles.waitInQueue
  return (
    <>
      <Box className={s['barText']}>{copies === 0 ? t.titles.noPrint : word}</Box>
      <Button
        id="book"
        icon={isSignedIn ? 'booking' : 'sign-in'}
        text={isSignedIn ? (available > 0 ? t.titles.book : t.titles.bookQueue) : t.titles.signInToBook}
        onClick={() => {
          if (isSignedIn)
            onBook({ titleId: title.id, parts: title.units.flatMap(({ part }) => (part === undefined ? [] : [part])) })
          else navigate('signIn')
        }}
      />
    </>
  )
}
