import { useRouter } from '@tarojs/taro'
import { StaffOnly } from '../../features/desk/staff-only'
import { NoticeEditorScreen } from '../../features/notices/notice-editor-screen'
import { useText } from '../../i18n/text'
import { decodeParam } from '../../lib/navigation'

export default function NoticeEditorPage() {
  const t = useText()
  const { params } = useRouter()
  const id = decodeParam(params['id'])
  return (
    <StaffOnly title={t.noticeEditor.newTitle} anyOf={['notices']}>
      {() => <NoticeEditorScreen id={id === '' ? undefined : id} />}
    </StaffOnly>
  )
}
