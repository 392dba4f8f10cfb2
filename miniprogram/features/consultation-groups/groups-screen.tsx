import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import { useGroups, type Group } from './groups.hooks'
import s from './groups.module.scss'

/** Where one can ask, and which groups have room now. */
export function GroupsScreen() {
  const t = useText()
  const groups = useGroups()
  useRefreshOnShow(['groups', 'list'])
  const empty = (
    <Empty icon="group" title={t.groups.none} text={t.groups.noneText}>
      <Button id="see-guide" text={t.groups.seeGuide} onClick={() => navigate('guide')} />
    </Empty>
  )
  return (
    <Screen title={t.groups.title}>
      <Box className={s['lead']}>{t.groups.lead}</Box>
      <Resource of={groups} isEmpty={(items) => items.length === 0} empty={empty}>
        {(items) => <GroupRows groups={items} />}
      </Resource>
    </Screen>
  )
}

export function GroupRows({ groups }: { readonly groups: readonly Group[] }) {
  const t = useText()
  return (
    <Rows id="groups">
      {groups.map((group) => (
        <Row
          key={group.id}
          id={`group-${group.scene}`}
          icon="group"
          title={group.name}
          text={group.description}
          trail={
            <Tag tone={group.hasRoom ? 'ok' : 'plain'} text={group.hasRoom ? t.groups.hasRoom : t.groups.noRoom} />
          }
          onClick={() => navigate('group', { scene: group.scene })}
        />
      ))}
    </Rows>
  )
}
