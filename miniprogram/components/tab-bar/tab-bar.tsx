import { useText } from '../../i18n/text'
import { navigate, tabs, type TabName } from '../../lib/navigation'
import { Box, Span } from '../host/host'
import { Tap } from '../button/tap'
import { Icon } from '../icon/icon'
import s from './tab-bar.module.scss'

/** The browser's tab bar; WeChat draws its own (app.config.ts). */
export function TabBar({ current }: { readonly current: TabName }) {
  const t = useText()
  return (
    <Box className={s['bar']} role="navigation">
      <Box className={s['column']}>
        {tabs.map((tab) => (
          <Tap
            key={tab}
            id={`tab-${tab}`}
            className={`${s['item'] ?? ''} ${tab === current ? (s['on'] ?? '') : ''}`}
            pressed={tab === current}
            onClick={() => {
              if (tab !== current) navigate(tab)
            }}
          >
            <Icon name={tab} size="l" />
            <Span className={s['text']}>{t.common.tabs[tab]}</Span>
          </Tap>
        ))}
      </Box>
    </Box>
  )
}
