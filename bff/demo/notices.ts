import type { NoticeCategory } from '../contract/notices'
import { addDays } from '../domain/calendar'
import type { Day } from '../domain/calendar'
import type { Bilingual } from '../domain/language'
import type { Moment } from './moment'
import { closureDay, makeUpDay } from './places'
import { spokenDay } from './spoken-day'

export interface PlannedNotice {
  readonly key: string
  readonly category: NoticeCategory
  readonly title: Bilingual
  /** Markdown. */
  readonly body: Bilingual
  readonly isPinned: boolean
  /** None: all branches. */
  readonly branches: readonly string[]
  readonly publishedAt: Moment
  /** The last day on the feed. */
  readonly endsOn?: Day
}

/** What hangs on the board of the library on a day, newest first. */
export function noticesAround(today: Day): readonly PlannedNotice[] {
  const ago = (days: number, time = '10:00'): Moment => ({ day: addDays(today, -days), time })
  const closure = spokenDay(closureDay(today))
  const makeUp = spokenDay(makeUpDay(today))
  const inDays = (days: number) => spokenDay(addDays(today, days))
  return [
    {
      key: 'closure',
      category: 'hours',
      isPinned: true,
      branches: [],
      publishedAt: ago(1),
      endsOn: makeUpDay(today),
      title: { zh: '校庆日闭馆与周日补开安排', en: 'Closed for the anniversary; open on Sunday instead' },
      body: {
        zh: `## 时间\n\n- **${closure.zh}** 全部分馆闭馆一天\n- **${makeUp.zh}**全部分馆 09:00–21:00 开放\n\n## 影响\n\n当天到期的图书和取书期限自动顺延到下一个开馆日，不必操作。还书箱照常使用。`,
        en: `## When\n\n- **${closure.en}**: all branches closed\n- **${makeUp.en}**: all branches open 09:00–21:00\n\n## What it means\n\nDue dates and pickup deadlines of that day move to the next open day by themselves. Book drops stay open.`,
      },
    },
    {
      key: 'booking-everywhere',
      category: 'service',
      isPinned: true,
      branches: [],
      publishedAt: ago(3),
      title: { zh: '预约借阅：五个分馆、八个取书点', en: 'Booking: five branches, eight pickup points' },
      body: {
        zh: '找到书，点一下，选取书点，等消息。\n\n## 怎么做\n\n1. 在“找书”里搜索书名、作者或扫描条码\n2. 选择取书点，先看到**预计可取时间**\n3. 收到“待取”后凭取书码取书\n\n## 取书点\n\n- 五个分馆服务台\n- 总馆东门自助柜\n- 总馆、理科分馆自助取书架\n\n更多见[资源服务指南](https://library.demo-university.example/guide)。',
        en: 'Find a book, tap once, choose where to pick it up.\n\n## How\n\n1. Search by title or author, or scan a barcode\n2. Choose a pickup point and see **when it will be ready**\n3. Show your pass when the message comes\n\n## Where\n\n- The desks of the five branches\n- Lockers at the east gate\n- Self-service shelves in the Main and Science libraries\n\nMore in the [guide](https://library.demo-university.example/guide).',
      },
    },
    {
      key: 'reserves-this-term',
      category: 'resource',
      isPinned: false,
      branches: [],
      publishedAt: ago(5),
      title: { zh: '本学期教参清单已全部上线', en: "This term's course reserves are complete" },
      body: {
        zh: '本学期六十余门课程的教材与参考书已列入“课程”。\n\n- 纸本教材多数有五本以上复本，其中部分为**一周短期借阅**\n- 电子教参对选课学生开放\n\n缺书请告诉任课教师，或在[教参服务群](https://library.demo-university.example/g/reserves)留言。',
        en: 'The textbooks of more than sixty courses are listed under Courses.\n\n- Most have five copies or more, some of them on **one-week loan**\n- Electronic reserves are open to the enrolled\n\nMissing something? Tell your teacher or the [reserves group](https://library.demo-university.example/g/reserves).',
      },
    },
    {
      key: 'lecture-searching',
      category: 'event',
      isPinned: false,
      branches: ['main'],
      publishedAt: ago(4),
      endsOn: addDays(today, 6),
      title: { zh: '讲座：从选题到文献检索', en: 'Lecture: from a topic to the literature' },
      body: {
        zh: `**时间**：${inDays(6).zh} 15:00–16:30\n\n**地点**：总馆一层报告厅，同步线上\n\n## 内容\n\n- 把一个想法变成可检索的问题\n- 中外文数据库的检索式\n- 用文献管理软件整理引文`,
        en: `**When**: ${inDays(6).en}, 15:00–16:30\n\n**Where**: lecture hall of the Main Library, and online\n\n## Topics\n\n- Turning an idea into a question\n- Search expressions in Chinese and English databases\n- Keeping references in order`,
      },
    },
    {
      key: 'salon-three-body',
      category: 'event',
      isPinned: false,
      branches: ['humanities'],
      publishedAt: ago(6),
      endsOn: addDays(today, 9),
      title: { zh: '微沙龙：一起读《三体》', en: 'Reading salon: The Three-Body Problem' },
      body: {
        zh: `**时间**：${inDays(9).zh} 19:00\n\n**地点**：人文分馆一层\n\n限二十人。最近排队的读者很多，没有借到书的同学可先读馆内参考本。`,
        en: `**When**: ${inDays(9).en}, 19:00\n\n**Where**: Humanities Library, ground floor\n\nTwenty places. Many are waiting for the book: a reading copy is kept in the house.`,
      },
    },
    {
      key: 'trial-database',
      category: 'resource',
      isPinned: false,
      branches: [],
      publishedAt: ago(8),
      endsOn: addDays(today, 45),
      title: { zh: '数据库试用：中国近代报刊', en: 'Trial: modern Chinese newspapers' },
      body: {
        zh: `试用至 **${inDays(45).zh}**，校园网内直接访问，校外请先登录。\n\n> 试用期的使用与评价会影响是否订购，欢迎反馈。\n\n- 收录清末至民国报刊全文图像\n- 支持按刊名、日期浏览`,
        en: `Until **${inDays(45).en}**, on campus or after signing in.\n\n> What you tell us decides whether we subscribe.\n\n- Page images of newspapers from the late Qing to the Republic\n- Browse by name and date`,
      },
    },
    {
      key: 'lockers',
      category: 'service',
      isPinned: false,
      branches: ['main'],
      publishedAt: ago(10),
      title: { zh: '东门自助柜启用，全天可取', en: 'Lockers at the east gate are open all day' },
      body: {
        zh: '预约时选择“总馆东门自助柜”，书入柜后会收到消息。\n\n- 凭取书码取书，全天可用\n- 图书保留**两天**\n- 多本图书一次取走',
        en: 'Choose the lockers when you book; a message comes when the book is in.\n\n- Your pickup pass works all day\n- Books are kept for **two days**\n- Several books, one visit',
      },
    },
    {
      key: 'maintenance',
      category: 'system',
      isPinned: false,
      branches: [],
      publishedAt: ago(2, '16:00'),
      endsOn: addDays(today, 3),
      title: { zh: '系统维护：凌晨两点到四点', en: 'Maintenance from two to four in the morning' },
      body: {
        zh: `${inDays(3).zh} 02:00–04:00 系统维护，期间不能预约和续借。\n\n取书码、已有预约和通知**仍可离线查看**。`,
        en: `No bookings or renewals on ${inDays(3).en} from 02:00 to 04:00.\n\nYour pass, bookings and notices **can still be read offline**.`,
      },
    },
    {
      key: 'vacation-loans',
      category: 'service',
      isPinned: false,
      branches: [],
      publishedAt: ago(12),
      title: { zh: '寒暑假借阅：统一到期日', en: 'Vacation loans are due on one day' },
      body: {
        zh: '到期日落在假期里的图书，统一改为开学后的同一天到期，不必中途返校还书。\n\n到期日以“我的借阅”显示为准。',
        en: 'Books that would be due during the vacation are all due on one day after it.\n\nThe date under My loans is the one that counts.',
      },
    },
    {
      key: 'new-books',
      category: 'resource',
      isPinned: false,
      branches: [],
      publishedAt: ago(14),
      title: { zh: '新书上架：人工智能与深度学习', en: 'New on the shelf: artificial intelligence' },
      body: {
        zh: '理科分馆二层新到一批人工智能图书，可预借到任意取书点：\n\n- 机器学习与统计学习\n- 深度学习与强化学习\n- 知识图谱与自然语言处理',
        en: 'New in the Science Library, second floor, and at any pickup point on request:\n\n- Machine and statistical learning\n- Deep and reinforcement learning\n- Knowledge graphs and language processing',
      },
    },
    {
      key: 'law-hours',
      category: 'hours',
      isPinned: false,
      branches: ['law', 'medical'],
      publishedAt: ago(16),
      title: { zh: '法律、医学分馆周末开放时间', en: 'Weekend hours of the Law and Medical libraries' },
      body: {
        zh: '- 周六 09:00–17:00\n- 周日闭馆（补开日除外）\n\n周日需要取书的同学，可把取书点改为总馆或自助柜；备书前都可以修改。',
        en: '- Saturday 09:00–17:00\n- Closed on Sunday unless announced\n\nNeed a book on Sunday? Change the pickup point to the Main Library or the lockers before it is fetched.',
      },
    },
    {
      key: 'suspend',
      category: 'service',
      isPinned: false,
      branches: [],
      publishedAt: ago(18),
      title: { zh: '外出实习？把预约暂停，位置不丢', en: 'Away for a while? Suspend your booking, keep your place' },
      body: {
        zh: '排队中的预约可以暂停到某一天：\n\n1. 打开“我的预约”，选“暂停”\n2. 选回校日期\n3. 到期自动恢复，**排队位置不变**\n\n暂停期间书会先给后面的同学。',
        en: 'A booking in the queue can rest until a day:\n\n1. Open My bookings and choose “suspend”\n2. Choose the day you are back\n3. It resumes by itself **in the same place**\n\nMeanwhile the book goes to those behind you.',
      },
    },
    {
      key: 'accessibility',
      category: 'system',
      isPinned: false,
      branches: [],
      publishedAt: ago(21),
      title: { zh: '大字与深色模式', en: 'Large text and dark mode' },
      body: {
        zh: '在“我的 → 设置”里可选大字、深色和英文界面。屏幕朗读已覆盖预约与取书全程，发现问题请告诉我们。',
        en: 'Large text, dark mode and English are under Me → Settings. Screen readers work from search to pickup: tell us if they do not.',
      },
    },
    {
      key: 'exhibition',
      category: 'event',
      isPinned: false,
      branches: ['main'],
      publishedAt: ago(24),
      endsOn: addDays(today, 20),
      title: { zh: '展览：书脊上的二十二种颜色', en: 'Exhibition: twenty-two colours of the spine' },
      body: {
        zh: `总馆一层，展至 ${inDays(20).zh}。\n\n按《中国图书馆分类法》二十二个大类，各选一本书讲它为什么在那里。`,
        en: `Main Library, ground floor, until ${inDays(20).en}.\n\nOne book for each of the twenty-two classes, and why it stands there.`,
      },
    },
  ]
}
