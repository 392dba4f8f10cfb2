import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { Box, Picture } from '../../components/host/host'
import { Sheet } from '../../components/sheet/sheet'
import { errorText, refusalText, text, useText, type Texts } from '../../i18n/text'
import { refusalsOf } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { useUploadCode, type DeskGroup, type GroupCodeUpload } from './groups.hooks'
import s from './groups.module.scss'

const mostMembers = 199

/** The picture that was chosen and how many are in the group already; then it is served. */
export function UploadSheet(props: {
  readonly group: DeskGroup
  readonly image: GroupCodeUpload['image']
  readonly onClose: () => void
}) {
  const { group, image, onClose } = props
  const t = useText()
  const words = t.deskGroups
  const [typed, setTyped] = useState('0')
  const upload = useUploadCode()
  const members = /^\d{1,3}$/.test(typed) && Number(typed) <= mostMembers ? Number(typed) : undefined
  const send = () => {
    if (members === undefined) return
    upload.mutate(
      { groupId: group.id, image, members },
      {
        onSuccess: () => {
          toast(text().deskGroups.uploadDone)
          onClose()
        },
        onError: (error) => toast(uploadProblem(error, text())),
      },
    )
  }
  return (
    <Sheet
      id="upload-sheet"
      title={group.name}
      onClose={onClose}
      footer={
        <Button
          id="send-code"
          wide
          icon="upload"
          text={words.send}
          disabled={members === undefined}
          busyText={upload.isPending ? words.uploading : undefined}
          onClick={send}
        />
      }
    >
      <Box className={s['chosen']}>
        <Box className={s['codePaper']}>
          <Picture className={s['codeImage']} src={image.previewUrl} label={words.chosen} />
        </Box>
        <Box className={s['note']}>{words.uploadText}</Box>
        <Box className={s['chosenField']}>
          <Field
            id="members"
            kind="digits"
            label={words.members}
            placeholder={words.membersHint}
            maxLength={3}
            value={typed}
            problem={members === undefined ? words.membersWrong : undefined}
            onChange={setTyped}
          />
        </Box>
      </Box>
    </Sheet>
  )
}

function uploadProblem(error: unknown, t: Texts): string {
  const [refusal] = refusalsOf(error)
  return refusal === undefined ? errorText(error, t) : refusalText(refusal, t)
}
