import { Banner } from '../../components/banner/banner'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { refusalText, useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useMe } from '../../lib/session'
import { useCourse, type Course, type Reserve } from './courses.hooks'
import { ReserveRow } from './reserve-row'
import s from './courses.module.scss'

/** A course and what one reads for it: print with its live availability, electronic for the enrolled. */
export function CourseScreen({ id }: { readonly id: string }) {
  const t = useText()
  const course = useCourse(id)
  useRefreshOnShow(['courses', 'one', id])
  return (
    <Screen title={t.courses.course}>
      <Resource of={course} loading={<Skeleton shape="rows" count={4} />}>
        {(data) => <CoursePage course={data} />}
      </Resource>
    </Screen>
  )
}

function CoursePage({ course }: { readonly course: Course }) {
  const t = useText()
  const required = course.reserves.filter(({ isRequired }) => isRequired)
  const further = course.reserves.filter(({ isRequired }) => !isRequired)
  return (
    <>
      <Box id="course-name" className={s['name']} role="heading">
        {course.name}
      </Box>
      <Box className={s['facts']}>
        {[course.teachers.join(t.common.separator), course.department].filter((fact) => fact !== '').join(' · ')}
      </Box>
      <Box className={s['tags']}>
        {course.isMine && <Tag tone="accent" icon="check" text={t.courses.mine} />}
        <Tag text={course.termName} />
        <Tag text={t.courses.code(course.code)} />
      </Box>
      <LockedBanner reserves={course.reserves} />
      {course.reserves.length === 0 && (
        <Empty icon="book" title={t.courses.noReserves} text={t.courses.noReservesText}>
          <Button
            id="find-books"
            kind="quiet"
            icon="search"
            text={t.bookings.findBooks}
            onClick={() => navigate('search')}
          />
        </Empty>
      )}
      <Reserves title={t.courses.required} reserves={required} />
      <Reserves title={t.courses.further} reserves={further} />
    </>
  )
}

function Reserves({ title, reserves }: { readonly title: string; readonly reserves: readonly Reserve[] }) {
  const t = useText()
  if (reserves.length === 0) return null
  return (
    <Section title={title} note={t.courses.reserves(reserves.length)}>
      <Rows>
        {reserves.map((reserve) => (
          <ReserveRow key={reserve.id} reserve={reserve} />
        ))}
      </Rows>
    </Section>
  )
}

/** Why links of this course stay closed, said once instead of on every line, with the way to open them. */
function LockedBanner({ reserves }: { readonly reserves: readonly Reserve[] }) {
  const t = useText()
  const isVisitor = useMe() === undefined
  const refusal = reserves.flatMap(({ refusals }) => refusals)[0]
  if (refusal === undefined) return null
  const remedy = refusal.remedy === undefined ? undefined : t.remedies[refusal.remedy]
  return (
    <Box className={s['locked']}>
      <Banner
        id="locked"
        icon="lock"
        title={t.courses.lockedTitle(refusalText(refusal, t))}
        text={isVisitor ? t.courses.signInText : remedy}
      />
      {isVisitor && (
        <Box className={s['signIn']}>
          <Button
            id="go-sign-in"
            icon="sign-in"
            kind="quiet"
            text={t.common.signIn}
            onClick={() => navigate('signIn')}
          />
        </Box>
      )}
    </Box>
  )
}
