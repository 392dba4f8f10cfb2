import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { errorText, text, useText } from '../../i18n/text'
import { hasCode } from '../../lib/api-error'
import { toast } from '../../lib/feedback'
import { replaceWith } from '../../lib/navigation'
import { useNow } from '../../lib/use-now'
import { isExpired } from './expiry'
import { GroupCodeCard } from './group-code-card'
import { GroupWaiting } from './group-waiting'
import { useGroup, useJoinGroup, type Group, type Joined } from './groups.hooks'
import s from './groups.module.scss'

/** One group, reached from the list or by the stable code on a poster (its scene): one tap shows a code with room. */
export function GroupScreen({ idOrScene }: { readonly idOrScene: string }) {
  const t = useText()
  const group = useGroup(idOrScene)
  const join = useJoinGroup(group.data?.id ?? idOrScene)
  const now = useNow()
  const hasValidCode = join.data?.outcome === 'code' && !isExpired(join.data, now)
  const isGone = hasCode(group.error, 'resource.not_found')
  const askToJoin = () =>
    join.mutate(undefined, {
      onError: (error) => toast(errorText(error, text())),
    })
  return (
    <Screen
      title={t.groups.group}
      footer={
        group.data === undefined || isGone || hasValidCode ? undefined : (
          <JoinButton joined={join.data} isJoining={join.isPending} onJoin={askToJoin} />
        )
      }
    >
      {isGone ? (
        <Empty icon="group" title={t.groups.unknownTitle} text={t.groups.unknownText}>
          <Button id="see-groups" text={t.groups.otherGroups} onClick={() => replaceWith('groups')} />
        </Empty>
      ) : (
        <Resource of={group} loading={<Skeleton shape="page" count={1} />}>
          {(data) => (
            <Stack>
              <Head group={data} />
              {join.data?.outcome === 'code' && <GroupCodeCard joined={join.data} group={data} />}
              {join.data?.outcome === 'waiting' && <GroupWaiting joined={join.data} group={data} />}
            </Stack>
          )}
        </Resource>
      )}
    </Screen>
  )
}

function Head({ group }: { readonly group: Group }) {
  const t = useText()
  return (
    <Card>
      <Box id="group-name" className={s['name']} role="heading">
        {group.name}
      </Box>
      <Box className={s['description']}>{group.description}</Box>
      {group.hours !== undefined && (
        <Box className={s['hours']}>
          <Icon name="clock" size="s" />
          {t.groups.hours(group.hours)}
        </Box>
      )}
    </Card>
  )
}

function JoinButton(props: {
  readonly joined: Joined | undefined
  readonly isJoining: boolean
  readonly onJoin: () => void
}) {
  const { joined, isJoining, onJoin } = props
  const t = useText()
  const word =
    joined === undefined ? t.groups.join : joined.outcome === 'waiting' ? t.groups.tryAgain : t.groups.fetchAgain
  return (
    <Button
      id="join-group"
      wide
      icon="group"
      text={word}
      busyText={isJoining ? t.groups.joining : undefined}
      onClick={onJoin}
    />
  )
}
