import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, type ReactNode } from 'react'
import { useText } from '../../i18n/text'
import { goBack, type TabName } from '../../lib/navigation'
import { settingsClasses, useSettings } from '../../lib/settings'
import { Box } from '../host/host'
import { IconButton } from '../button/icon-button'
import { Scanner } from '../scanner/scanner'
import { TabBar } from '../tab-bar/tab-bar'
import { isShown } from '../host/is-shown'
import { applyAppearance } from './appearance'
import s from './screen.module.scss'

interface ScreenProps {
  readonly title: string
  /** This is one of the tab pages. */
  readonly tab?: TabName
  /** Tab pages may draw their own head. */
  readonly ownHead?: boolean
  /** Beside the title, browser only (WeChat keeps its own button there). */
  readonly headAction?: ReactNode
  /** Stays at the bottom, within reach of the thumb: the one primary action. */
  readonly footer?: ReactNode
  /** Sheets: above everything, below nothing. */
  readonly overlay?: ReactNode
  readonly children: ReactNode
}

const isBrowser = process.env.TARO_ENV === 'h5'

/** The frame of every screen: title, reader's appearance and text size, content column, the thumb's action. */
export function Screen({ title, tab, ownHead = false, headAction, footer, overlay, children }: ScreenProps) {
  const settings = useSettings()
  const t = useText()
  useEffect(() => {
    if (isBrowser) document.title = `${title} · ${t.common.appName}`
    else void Taro.setNavigationBarTitle({ title })
  }, [title, t])
  useDidShow(() => {
    if (isBrowser) document.title = `${title} · ${t.common.appName}`
    applyAppearance(settings, t.common.tabs, tab !== undefined)
  })
  useEffect(() => {
    applyAppearance(settings, t.common.tabs, tab !== undefined)
  }, [settings, t, tab])
  const hasFooter = isShown(footer)
  const below = hasFooter ? s['aboveFooter'] : tab !== undefined && isBrowser ? s['aboveTabs'] : ''
  return (
    <Box className={`${s['screen'] ?? ''} ${settingsClasses(settings)}`}>
      {isBrowser && !ownHead && (
        <Box className={s['head']}>
          <Box className={s['headLine']}>
            {tab === undefined && <IconButton id="back" icon="back" label={t.common.back} onClick={goBack} />}
            <Box className={tab === undefined ? s['title'] : s['tabTitle']} role="heading">
              {title}
            </Box>
            {headAction}
          </Box>
        </Box>
      )}
      <Box className={`${s['column'] ?? ''} ${below ?? ''}`}>{children}</Box>
      {hasFooter && (
        <Box className={s['footer']}>
          <Box className={s['footerColumn']}>{footer}</Box>
        </Box>
      )}
      {isBrowser && tab !== undefined && <TabBar current={tab} />}
      {overlay}
      <Scanner />
    </Box>
  )
}
