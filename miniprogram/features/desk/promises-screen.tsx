import { useQuery } from '@tanstack/react-query'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { call, type ResponseOf } from '../../lib/call'
import { StaffOnly } from './staff-only'
import s from './desk.module.scss'

type BranchPromises = ResponseOf<'GET /desk/promises'>['items'][number]

/** How the library kept its ready times, branch by branch (B17): what readers were told beside what happened. */
export function PromisesScreen() {
  const t = useText()
  return (
    <StaffOnly title={t.promises.title} anyOf={['desk', 'paging', 'rules']}>
      {() => <Promises />}
    </StaffOnly>
  )
}

function Promises() {
  const t = useText()
  const promises = useQuery({
    queryKey: ['desk', 'promises'],
    queryFn: async () => (await call('GET /desk/promises')).items,
  })
  return (
    <Screen title={t.promises.title}>
      <Stack>
        <Box className={s['note']}>{t.promises.text}</Box>
        <Resource
          of={promises}
          isEmpty={(items) => items.every(({ kept, late }) => kept + late === 0)}
          empty={<Empty icon="clock" title={t.promises.none} />}
        >
          {(items) => (
            <Stack>
              {items.map((one) => (
                <BranchCard key={one.branch.id} one={one} />
              ))}
            </Stack>
          )}
        </Resource>
      </Stack>
    </Screen>
  )
}

function BranchCard({ one: { branch, kept, late, medianLateMinutes } }: { readonly one: BranchPromises }) {
  const t = useText()
  const all = kept + late
  return (
    <Card id={`promises-${branch.id}`}>
      <Box className={s['placeName']}>{branch.name}</Box>
      <Box className={late > kept ? s['figureWarm'] : s['figure']}>
        {all === 0 ? '–' : `${Math.round((kept / all) * 100)}%`}
      </Box>
      <Box className={s['share']} role="img" label={t.promises.counts(kept, late)}>
        <Box className={s['shareKept']} style={{ width: all === 0 ? '0' : `${(kept / all) * 100}%` }} />
      </Box>
      <Box className={s['note']}>{all === 0 ? t.promises.noneHere : t.promises.counts(kept, late)}</Box>
      {medianLateMinutes !== undefined && <Box className={s['note']}>{t.promises.median(medianLateMinutes)}</Box>}
    </Card>
  )
}
