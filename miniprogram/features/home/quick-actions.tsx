import { Tap } from '../../components/button/tap'
import { Box, Span } from '../../components/host/host'
import { Icon, type IconName } from '../../components/icon/icon'
import { text, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { navigate } from '../../lib/navigation'
import { scanBook } from '../../lib/scan-book'
import s from './home.module.scss'

const scanIsbn = () =>
  void scanBook({
    onMissing: (isbn) => navigate('search', { q: isbn }),
    onNoIsbn: () => toast(text().titles.scanFailed),
  })

const actions = [
  { name: 'scan', icon: 'scan', go: scanIsbn },
  { name: 'pass', icon: 'pass', go: () => navigate('pass') },
  { name: 'loans', icon: 'loan', go: () => navigate('bookings', { view: 'loans' }) },
  { name: 'courses', icon: 'course', go: () => navigate('courses') },
  { name: 'guide', icon: 'guide', go: () => navigate('guide') },
] as const satisfies readonly { name: string; icon: IconName; go: () => void }[]

/** The ways that most readers take most days. */
export function QuickActions() {
  const t = useText()
  return (
    <Box className={s['quick']}>
      {actions.map(({ name, icon, go }) => (
        <Tap key={name} id={`quick-${name}`} className={s['quickItem']} onClick={go}>
          <Box className={s['quickIcon']}>
            <Icon name={icon} size="l" />
          </Box>
          <Span className={s['quickText']}>{t.home.quick[name]}</Span>
        </Tap>
      ))}
    </Box>
  )
}
