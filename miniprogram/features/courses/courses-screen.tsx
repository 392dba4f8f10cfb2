import { useReachBottom } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button/button'
import { SearchBar } from '../../components/field/search-bar'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Segmented } from '../../components/segmented/segmented'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useIsReader } from '../../lib/session'
import { useCourses, type CourseSummary } from './courses.hooks'
import s from './courses.module.scss'

type View = 'mine' | 'all'

/** My courses first; any other by name, code, teacher or department. */
export function CoursesScreen() {
  const t = useText()
  const isReader = useIsReader()
  const [view, setView] = useState<View>(isReader ? 'mine' : 'all')
  const [typed, setTyped] = useState('')
  const query = useSettled(typed.trim())
  const search = (text: string) => {
    setTyped(text)
    if (text.trim() !== '') setView('all')
  }
  return (
    <Screen title={t.courses.title}>
      <Box className={s['head']}>
        <SearchBar
          id="course-search"
          label={t.courses.searchLabel}
          placeholder={t.courses.searchPlaceholder}
          value={typed}
          clearLabel={t.courses.clear}
          onChange={search}
          onConfirm={search}
        />
        {isReader && (
          <Segmented
            id="courses-view"
            label={t.courses.title}
            segments={[
              { value: 'mine', text: t.courses.views.mine },
              { value: 'all', text: t.courses.views.all },
            ]}
            value={view}
            onChange={(next) => {
              if (next === 'mine') setTyped('')
              setView(next)
            }}
          />
        )}
      </Box>
      <CourseList
        q={view === 'mine' ? '' : query}
        mine={view === 'mine'}
        onShowAll={() => search('')}
        onView={setView}
      />
    </Screen>
  )
}

/** The value once the typing pauses: a request per word, not per letter. */
function useSettled(value: string, pauseMs = 250): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [value, pauseMs])
  return settled
}

function CourseList(props: {
  readonly q: string
  readonly mine: boolean
  readonly onShowAll: () => void
  readonly onView: (view: View) => void
}) {
  const { q, mine } = props
  const t = useText()
  const courses = useCourses({ q, mine })
  useReachBottom(() => {
    if (courses.hasNextPage && !courses.isFetchingNextPage) void courses.fetchNextPage()
  })
  const empty = mine ? (
    <Empty icon="course" title={t.courses.noneMine} text={t.courses.noneMineText}>
      <Button id="see-all-courses" text={t.courses.views.all} onClick={() => props.onView('all')} />
    </Empty>
  ) : (
    <Empty icon="search" title={t.courses.none} text={t.courses.noneText}>
      {q !== '' && <Button id="clear-search" kind="quiet" text={t.courses.clearSearch} onClick={props.onShowAll} />}
    </Empty>
  )
  return (
    <Resource of={courses} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)} empty={empty}>
      {({ pages }) => (
        <Box className={courses.isPlaceholderData ? s['stale'] : ''}>
          {q !== '' && pages[0]?.total !== undefined && (
            <Box className={s['count']} live>
              {t.courses.found(pages[0].total)}
            </Box>
          )}
          <Rows id="courses">
            {pages.flatMap(({ items }) => items.map((course) => <CourseRow key={course.id} course={course} />))}
          </Rows>
          {courses.hasNextPage && (
            <Button
              id="more-courses"
              kind="plain"
              text={t.common.more}
              busyText={courses.isFetchingNextPage ? t.common.loading : undefined}
              onClick={() => void courses.fetchNextPage()}
            />
          )}
        </Box>
      )}
    </Resource>
  )
}

function CourseRow({ course }: { readonly course: CourseSummary }) {
  const t = useText()
  const facts = [course.teachers.join(t.common.separator), course.department, course.termName]
  return (
    <Row
      id={`course-${course.id}`}
      icon="course"
      title={course.name}
      text={facts.filter((fact) => fact !== '').join(' · ')}
      trail={<Tag tone={course.isMine ? 'accent' : 'plain'} text={t.courses.reserves(course.reserveCount)} />}
      onClick={() => navigate('course', { id: course.id })}
    />
  )
}
