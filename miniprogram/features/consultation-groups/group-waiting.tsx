import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { GroupRows } from './groups-screen'
import { useGroups, type Group, type Joined } from './groups.hooks'
import s from './groups.module.scss'

/** No place free: where I stand, and whom else I can ask meanwhile. */
export function GroupWaiting({ joined, group }: { readonly joined: Joined; readonly group: Group }) {
  const t = useText()
  const others = (useGroups().data ?? []).filter(({ id, hasRoom }) => hasRoom && id !== group.id)
  return (
    <>
      <Card id="group-waiting" tone="accent">
        <Box>{t.groups.waiting}</Box>
        <Box className={s['waitingTitle']} live>
          {joined.position === undefined ? t.groups.noRoom : t.groups.waitingPosition(joined.position)}
        </Box>
        <Box>{t.groups.waitingText}</Box>
      </Card>
      <Section title={t.groups.meanwhile}>
        {others.length > 0 && <GroupRows groups={others} />}
        <Button id="see-guide" kind="quiet" icon="guide" text={t.groups.seeGuide} onClick={() => navigate('guide')} />
      </Section>
    </>
  )
}
