import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import type { Home } from './home.hooks'

export function Notices({ notices }: { readonly notices: Home['notices'] }) {
  const t = useText()
  const now = useNow()
  if (notices.length === 0) return null
  return (
    <Section
      title={t.home.notices}
      action={{ id: 'all-notices', text: t.home.allNotices, onClick: () => navigate('notices') }}
    >
      <Rows>
        {notices.map((notice) => (
          <Row
            key={notice.id}
            id={`notice-${notice.id}`}
            icon={notice.isPinned ? 'pin' : 'notice'}
            title={notice.title}
            text={relativeDay(notice.publishedAt, now, t.time)}
            onClick={() => navigate('notice', { id: notice.id })}
          />
        ))}
      </Rows>
    </Section>
  )
}

export function Courses({ courses }: { readonly courses: Home['courses'] }) {
  const t = useText()
  if (courses.length === 0) return null
  return (
    <Section
      title={t.home.courses}
      action={{ id: 'all-courses', text: t.home.allCourses, onClick: () => navigate('courses') }}
    >
      <Rows>
        {courses.map((course) => (
          <Row
            key={course.id}
            id={`course-${course.id}`}
            icon="course"
            title={course.name}
            text={course.teachers.join(t.common.separator)}
            trail={<Tag text={t.home.reserves(course.reserveCount)} />}
            onClick={() => navigate('course', { id: course.id })}
          />
        ))}
      </Rows>
    </Section>
  )
}
