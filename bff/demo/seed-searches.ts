import { addDays, instantAt } from '../domain/calendar'
import type { SearchCountRecord } from '../features/demand/demand.model'
import type { Seeding } from './seed-context'

/** What readers of this library have searched and found; how often on a day of classes. */
const found: Readonly<Record<string, number>> = {
  数据结构: 14,
  '数据结构 严蔚敏': 5,
  算法导论: 9,
  算法: 8,
  三体: 12,
  刘慈欣: 6,
  高等数学: 11,
  线性代数: 8,
  概率论与数理统计: 7,
  离散数学: 4,
  机器学习: 9,
  深度学习: 8,
  '机器学习 周志华': 3,
  python: 9,
  'python 编程': 4,
  java: 5,
  操作系统: 6,
  计算机网络: 7,
  大学物理: 5,
  无机化学: 4,
  经济学原理: 5,
  经济学: 3,
  红楼梦: 6,
  鲁迅: 4,
  余华: 5,
  活着: 5,
  百年孤独: 4,
  心理学: 5,
  民法: 4,
  中国通史: 3,
}

/** What they have looked for in vain. */
const notFound: Readonly<Record<string, number>> = {
  数字人文导论: 6,
  大模型应用开发: 5,
  具身智能: 4,
  提示工程: 4,
  量子计算编程: 3,
  碳中和政策: 3,
  'rust 嵌入式': 3,
  低空经济: 3,
  脑机接口: 2,
  元宇宙治理: 2,
  固态电池: 2,
  合成生物学伦理: 2,
  芯片法案: 2,
  乡村振兴案例集: 2,
  雅思真题十九: 2,
  考公行测: 2,
  视频号运营: 1,
  咖啡烘焙学: 1,
  户外急救手册: 1,
  潜水入门: 1,
  手冲壶: 1,
  '9787115546081': 1,
  'kubernetes 权威指南': 1,
  '图数据库 neo4j': 1,
}

const daysBack = 14
const keptDays = 180

/** Two weeks of searches, fewer each day the rarer they are; counts only, as the service keeps them (X1). */
export function searchCountRecords({ plan, zone }: Seeding): SearchCountRecord[] {
  const expiresAt = instantAt(addDays(plan.today, keptDays), '00:00', zone)
  const rows = (queries: Readonly<Record<string, number>>, isFound: boolean) =>
    Object.entries(queries).flatMap(([query, usual], n) =>
      Array.from({ length: daysBack }, (_, ago) => ({ ago, searches: Math.round(usual * shareOf(ago + n)) }))
        .filter(({ searches }) => searches > 0)
        .map(({ ago, searches }) => {
          const day = addDays(plan.today, -ago)
          return { _id: `${day} ${query}`, query, day, searches, isFound, expiresAt }
        }),
    )
  return [...rows(found, true), ...rows(notFound, false)]
}

/** How busy a day is for a query, from none to twice the usual; the same after every reset. */
function shareOf(day: number): number {
  return ((day * 37) % 20) / 10
}
