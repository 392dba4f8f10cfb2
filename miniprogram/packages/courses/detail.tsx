import { useRouter } from '@tarojs/taro'
import { CourseScreen } from '../../features/courses/course-screen'
import { decodeParam } from '../../lib/navigation'

export default function CoursePage() {
  const { params } = useRouter()
  return <CourseScreen id={decodeParam(params['id'])} />
}
