import { Box, Span } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import type { Home } from './home.hooks'
import s from './home.module.scss'

type BranchHours = Home['hours'][number]

/** Whether one can go there now. A word beside the dot: colour alone says nothing to some. */
export function OpeningHours({ hours }: { readonly hours: readonly BranchHours[] }) {
  const t = useText()
  if (hours.length === 0) return null
  return (
    <Section title={t.home.hours}>
      <Box className={s['hours']}>
        {hours.map((branch) => (
          <Box key={branch.branch.id} className={s['branch']}>
            <Box className={s['branchName']}>{branch.branch.name}</Box>
            <Box className={s['windows']}>
              <Windows today={branch.today} />
              {branch.note !== undefined && <Box className={s['branchNote']}>{branch.note}</Box>}
            </Box>
            <Box className={branch.isOpen ? s['isOpen'] : s['isClosed']}>
              <Span className={s['dot']} />
              {branch.isOpen ? t.home.open : branch.today.length === 0 ? t.home.closedToday : t.home.closed}
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  )
}

function Windows({ today }: { readonly today: BranchHours['today'] }) {
  const t = useText()
  if (today.length === 0) return null
  const isAllDay = today.some(({ opens, closes }) => opens === '00:00' && closes === '24:00')
  return <Span>{isAllDay ? t.home.allDay : today.map(({ opens, closes }) => `${opens}–${closes}`).join(' ')}</Span>
}
