import Taro from '@tarojs/taro'
import { tabs, type TabName } from '../../lib/navigation'
import { settingsClasses, type Settings } from '../../lib/settings'

// What lies outside our own elements: the browser's page, WeChat's title and tab bars. Their colours are the tokens
// `paper`, `surface`, `ink-faint`, `accent` of styles/tokens.scss, as plain values because these calls take no variables.
const bars = {
  light: {
    paper: '#f6f3ec',
    title: '#000000',
    tabs: '#fffdf8',
    idle: '#5f6966',
    on: '#0c5f5e',
    line: 'white',
    icons: '',
  },
  dark: {
    paper: '#101615',
    title: '#ffffff',
    tabs: '#18201f',
    idle: '#96a19d',
    on: '#6cc7bf',
    line: 'black',
    icons: '-dark',
  },
} as const

const isDark = ({ appearance }: Settings) =>
  appearance === 'dark' || (appearance === 'system' && Taro.getAppBaseInfo().theme === 'dark')

/** Takes the reader's appearance and language to what is not drawn by our components. */
export function applyAppearance(settings: Settings, labels: Readonly<Record<TabName, string>>, isTab: boolean): void {
  if (process.env.TARO_ENV === 'h5') {
    document.documentElement.className = settingsClasses(settings)
    document.documentElement.lang = settings.language === 'zh' ? 'zh-CN' : 'en'
    return
  }
  const bar = bars[isDark(settings) ? 'dark' : 'light']
  void Taro.setNavigationBarColor({ frontColor: bar.title, backgroundColor: bar.paper })
  void Taro.setBackgroundColor({ backgroundColor: bar.paper })
  if (!isTab) return
  void Taro.setTabBarStyle({
    color: bar.idle,
    selectedColor: bar.on,
    backgroundColor: bar.tabs,
    borderStyle: bar.line,
  })
  tabs.forEach((tab, index) => {
    void Taro.setTabBarItem({
      index,
      text: labels[tab],
      iconPath: `assets/tab/${tab}-idle${bar.icons}.png`,
      selectedIconPath: `assets/tab/${tab}-on${bar.icons}.png`,
    })
  })
}
