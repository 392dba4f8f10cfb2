import type { TimeWords } from '../../lib/time'

/** Words that every screen uses. */
export const common = {
  appName: '韧图',
  back: '返回',
  close: '关闭',
  cancel: '取消',
  confirm: '确定',
  retry: '重试',
  save: '保存',
  done: '完成',
  more: '查看更多',
  loading: '正在加载',
  sending: '正在提交…',
  signIn: '登录',
  offline: '没有网络，显示的是上次的内容',
  stale: '没能更新，显示的是上次的内容',
  requestId: (id: string) => `编号 ${id}`,
  errorTitle: '没能打开',
  endOfList: '已经到底了',
  tabs: { home: '首页', search: '找书', services: '服务', me: '我的' },
  separator: '、',
}

/** Relative dates (lib/time.ts). */
export const time: TimeWords = {
  today: '今天',
  tomorrow: '明天',
  dayAfterTomorrow: '后天',
  yesterday: '昨天',
  weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  date: (month: number, day: number) => `${String(month)}月${String(day)}日`,
  dateWithYear: (year: number, month: number, day: number) => `${String(year)}年${String(month)}月${String(day)}日`,
  onWeekday: (weekday: string) => weekday,
  by: (when: string) => `${when} 前`,
  byEndOf: (day: string) => `${day}之内`,
  at: (day: string, time: string) => `${day} ${time}`,
  justNow: '刚刚',
  minutesAgo: (minutes: number) => `${String(minutes)} 分钟前`,
}
