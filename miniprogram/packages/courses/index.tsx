import { CoursesScreen } from '../../features/courses/courses-screen'

export default function CoursesPage() {
  return <CoursesScreen />
}
