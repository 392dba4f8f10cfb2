import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box, Picture } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Tag } from '../../components/tag/tag'
import { errorText, text, useText } from '../../i18n/text'
import { confirm, toast } from '../../lib/feedback'
import { moment } from '../../lib/time'
import { absoluteUrl } from '../../lib/transport'
import { useNow } from '../../lib/use-now'
import { useWithdrawCode, type DeskGroup, type GroupCode } from './groups.hooks'
import s from './groups.module.scss'

const codeTones = { in_use: 'ok', full: 'warm', expired: 'plain', withdrawn: 'plain' } as const

/** Old codes are history; the last of them is enough. */
const shownCodes = 3

export function DeskGroupCard({ group, onUpload }: { readonly group: DeskGroup; readonly onUpload: () => void }) {
  const t = useText()
  const words = t.deskGroups
  const needsCode = group.warnings.length > 0
  return (
    <Card id={`desk-group-${group.scene}`}>
      <Box className={s['deskHead']}>
        <Box className={s['deskName']} role="heading">
          {group.name}
        </Box>
        {group.waiting > 0 && <Tag tone="warm" icon="waiting" text={words.waiting(group.waiting)} />}
      </Box>
      <Box className={s['note']}>{words.stable(group.scene)}</Box>
      {group.warnings.map((warning) => (
        <Box key={warning} className={s['warning']}>
          <Icon name="warning" size="s" />
          {words.warningLine(words.warnings[warning], words.warningTexts[warning])}
        </Box>
      ))}
      {group.codes.slice(0, shownCodes).map((code) => (
        <Code key={code.id} code={code} group={group} />
      ))}
      {group.codes.length === 0 && <Box className={s['note']}>{words.noCodes}</Box>}
      <Box className={s['deskActions']}>
        <Button
          id={`upload-${group.scene}`}
          kind={needsCode ? 'primary' : 'quiet'}
          icon="upload"
          text={words.upload}
          label={`${words.upload} ${group.name}`}
          onClick={onUpload}
        />
      </Box>
    </Card>
  )
}

function Code({ code, group }: { readonly code: GroupCode; readonly group: DeskGroup }) {
  const t = useText()
  const words = t.deskGroups
  const now = useNow()
  const withdraw = useWithdrawCode(group.id)
  const isInUse = code.state === 'in_use' || code.state === 'full'
  const isNearlyFull = code.joined >= code.capacity * 0.9
  const ask = async () => {
    const { withdrawTitle, withdrawText, withdrawYes: yes } = words
    if (!(await confirm({ title: withdrawTitle, text: withdrawText, yes, no: t.common.cancel }))) return
    withdraw.mutate(code.id, {
      onSuccess: () => toast(text().deskGroups.withdrawn),
      onError: (error) => toast(errorText(error, text())),
    })
  }
  return (
    <Box className={s['deskCode']}>
      <Box className={s['thumb']}>
        <Picture className={s['thumbImage']} src={absoluteUrl(code.imageUrl)} label={words.imageLabel(group.name)} />
      </Box>
      <Box className={s['deskCodeWords']}>
        <Box className={s['deskCodeLine']}>
          {words.joined(code.joined, code.capacity)}
          <Tag tone={codeTones[code.state]} text={words.states[code.state]} />
        </Box>
        <Box className={s['bar']}>
          <Box
            className={isNearlyFull ? s['fillFull'] : s['fill']}
            style={{ width: `${Math.min(100, (code.joined / Math.max(1, code.capacity)) * 100)}%` }}
          />
        </Box>
        <Box className={s['note']}>
          {code.state === 'expired'
            ? words.expired(moment(code.expiresAt, now, t.time))
            : words.expires(moment(code.expiresAt, now, t.time))}
        </Box>
      </Box>
      {isInUse && (
        <Button
          id={`withdraw-${code.id}`}
          kind="plain"
          text={words.withdraw}
          label={`${words.withdraw} ${group.name}`}
          busyText={withdraw.isPending ? t.common.sending : undefined}
          onClick={() => void ask()}
        />
      )}
    </Box>
  )
}
