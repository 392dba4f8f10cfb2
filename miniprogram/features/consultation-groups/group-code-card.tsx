import { Card } from '../../components/card/card'
import { Box, Picture } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { useText } from '../../i18n/text'
import { moment } from '../../lib/time'
import { absoluteUrl } from '../../lib/transport'
import { useNow } from '../../lib/use-now'
import { isExpired } from './expiry'
import type { Group, Joined } from './groups.hooks'
import s from './groups.module.scss'

/** The real group code, as large as the screen allows: in WeChat a long press on it joins. */
export function GroupCodeCard({ joined, group }: { readonly joined: Joined; readonly group: Group }) {
  const t = useText()
  const now = useNow()
  const { codeImageUrl, expiresAt } = joined
  const isOver = isExpired(joined, now)
  if (codeImageUrl === undefined) return null
  return (
    <Card id="group-code">
      <Box className={s['code']}>
        <Box className={isOver ? s['codeExpired'] : s['codePaper']}>
          <Picture
            id="group-code-image"
            className={s['codeImage']}
            src={absoluteUrl(codeImageUrl)}
            label={`${group.name} ${t.groups.codeLabel}`}
            longPressMenu
          />
        </Box>
        <Box className={s['codeHint']} live>
          {isOver ? t.groups.expired : isWeChat() ? t.groups.longPress : t.groups.scanIt}
        </Box>
        {expiresAt !== undefined && !isOver && (
          <Box className={s['codeExpiry']}>
            <Icon name="clock" size="s" />
            {t.groups.expires(moment(expiresAt, now, t.time))}
          </Box>
        )}
        {!isOver && <Box className={s['note']}>{t.groups.sameCode}</Box>}
      </Box>
    </Card>
  )
}

/** WeChat's own browser reads a code by long press too; any other shows it to another phone. */
const isWeChat = () => process.env.TARO_ENV === 'weapp' || /MicroMessenger/i.test(navigator.userAgent)
