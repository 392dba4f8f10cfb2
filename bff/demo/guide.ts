import type { Bilingual } from '../domain/language'
import type { PhaseId } from './phases'

export interface GuideEntry {
  readonly id: string
  readonly title: Bilingual
  /** Markdown. */
  readonly body: Bilingual
  readonly url?: string
  /** The phases in which it stands in the guide (F1). */
  readonly phases: readonly PhaseId[]
}

export interface GuideSection {
  readonly id: string
  readonly title: Bilingual
  readonly entries: readonly GuideEntry[]
}

const emergency: readonly PhaseId[] = ['outbreak', 'early_response', 'mid_response', 'early_normal']
const always: readonly PhaseId[] = ['ordinary', ...emergency]
const closed: readonly PhaseId[] = ['outbreak', 'early_response']
const partlyOpen: readonly PhaseId[] = ['mid_response', 'early_normal']

/** 资源服务指南: everything a reader needs in one place, by phase. */
export const guide: readonly GuideSection[] = [
  {
    id: 'now',
    title: { zh: '现在怎么用图书馆', en: 'Using the library now' },
    entries: [
      {
        id: 'opening',
        title: { zh: '开放与到馆', en: 'Opening hours' },
        body: {
          zh: '五个分馆的当日开放时间显示在首页。闭馆日与节假日安排以通知为准，取书期限遇闭馆日**自动顺延**到下一个开馆日。',
          en: "Today's hours of the five branches are on the home screen. A pickup deadline on a closed day **moves** to the next open day.",
        },
        phases: ['ordinary'],
      },
      {
        id: 'closed-buildings',
        title: { zh: '馆舍暂停开放', en: 'The buildings are closed' },
        body: {
          zh: '- 全部馆舍暂停开放，何时恢复另行通知\n- 已借图书**不必归还**，到期日统一顺延，闭馆期间不计逾期\n- 已到取书点的预约保留到恢复开放之后',
          en: '- All buildings are closed until further notice\n- Keep your books: due dates move and nothing becomes overdue\n- Books ready for pickup are kept until we reopen',
        },
        phases: closed,
      },
      {
        id: 'by-appointment',
        title: { zh: '按预约时段到馆取书', en: 'Pick up at a booked time' },
        body: {
          zh: '1. 在“找书”里预约图书，选择取书点\n2. 收到“待取”消息后选择到馆时段\n3. 到取书点出示取书码，一次取走所有待取图书\n\n还回的图书静置后再上架。',
          en: '1. Book a title and choose a pickup point\n2. Choose a time once the book is ready\n3. Show your pickup pass; everything that is ready is handed over at once\n\nReturned books rest before they go back to the shelf.',
        },
        phases: partlyOpen,
      },
      {
        id: 'zones',
        title: { zh: '阅览区分区开放', en: 'Reading rooms open in zones' },
        body: {
          zh: '隔位就座，满员后暂停入馆；热门教材可就近在分馆取书，不必进入阅览区。',
          en: 'Every second seat is free to use. Books can be picked up at a branch desk without entering the reading rooms.',
        },
        phases: ['early_normal'],
      },
    ],
  },
  {
    id: 'print',
    title: { zh: '纸本图书', en: 'Print books' },
    entries: [
      {
        id: 'booking',
        title: { zh: '预约借阅', en: 'Booking' },
        body: {
          zh: '在架的书可以**预借**：馆员取好书放到你选的取书点。已借出的书可以**预约**排队。点按之前会告诉你哪里、什么时候能取。',
          en: 'A book on the shelf is fetched for you; a book that is out can be queued for. You are told where and when before you tap.',
        },
        phases: ['ordinary', 'mid_response', 'early_normal'],
      },
      {
        id: 'scan-instead',
        title: { zh: '急需章节扫描', en: 'Scans of chapters' },
        body: {
          zh: '教学科研急需而没有电子版的章节，可由馆员扫描后发送；每种书的页数有限额，仅供个人学习研究。',
          en: 'Chapters needed for teaching or research that have no electronic version are scanned and sent, within a share of the book, for personal study.',
        },
        phases: emergency,
      },
      {
        id: 'self-service',
        title: { zh: '自助借还', en: 'Self-service' },
        body: {
          zh: '总馆与理科分馆设自助取书架，东门设自助柜；还书箱全天可用，还书以次日清点时间为准。',
          en: 'Self-service shelves stand in the Main and Science libraries and lockers at the east gate; book drops are open all day.',
        },
        phases: ['ordinary', 'mid_response', 'early_normal'],
      },
    ],
  },
  {
    id: 'electronic',
    title: { zh: '电子资源与校外访问', en: 'Electronic resources and off-campus access' },
    entries: [
      {
        id: 'off-campus',
        title: { zh: '校外访问', en: 'Off-campus access' },
        body: {
          zh: '用校园统一身份登录即可访问订购的数据库：\n\n- 首选**统一身份联合认证**\n- 不支持的资源用 VPN\n- 遇到打不开，请附资源名称和截图咨询',
          en: 'Sign in with your campus account:\n\n- Use **federated sign-in** where the resource offers it\n- Use the VPN for the rest\n- If something does not open, send us its name and a screenshot',
        },
        url: 'https://ebooks.demo-university.example/off-campus',
        phases: always,
      },
      {
        id: 'trials',
        title: { zh: '新增试用与免费资源', en: 'Trials and free resources' },
        body: {
          zh: '疫情期间出版社开放的资源由馆员收集、核实后列出，注明开放截止日期。',
          en: 'Resources that publishers have opened are collected, checked and listed with the day they close.',
        },
        phases: ['early_response', 'mid_response', 'early_normal'],
      },
      {
        id: 'ebooks',
        title: { zh: '电子书', en: 'E-books' },
        body: {
          zh: '书目页列出电子版；标“校内”的需登录，标“开放”的任何人可读。',
          en: 'Title pages list electronic versions: some need a campus account, open ones can be read by anybody.',
        },
        phases: always,
      },
    ],
  },
  {
    id: 'teaching',
    title: { zh: '教学支持', en: 'Teaching' },
    entries: [
      {
        id: 'reserves',
        title: { zh: '课程教参', en: 'Course reserves' },
        body: {
          zh: '本学期课程的教材与参考书在“课程”里。纸本可直接预约，电子教参对选课学生开放。',
          en: 'Textbooks of this term are under Courses: book the print copy, or read the electronic one if you are enrolled.',
        },
        phases: always,
      },
      {
        id: 'teachers',
        title: { zh: '教师提交教参需求', en: 'For teachers' },
        body: {
          zh: '教师可提交书单，图书馆优先采购或制作电子教参，并反馈进度。',
          en: 'Send us your list: we buy or scan what is missing first and tell you how it goes.',
        },
        phases: ['early_response', 'mid_response', 'early_normal'],
      },
    ],
  },
  {
    id: 'ask',
    title: { zh: '咨询与学习支持', en: 'Ask and learn' },
    entries: [
      {
        id: 'groups',
        title: { zh: '咨询群', en: 'Consultation groups' },
        body: {
          zh: '扫一次码即可入群，码长期有效；馆员轮值答复，常见问题会补充进本指南。',
          en: 'One scan brings you into a group; the code never goes stale. Frequent questions find their way into this guide.',
        },
        phases: always,
      },
      {
        id: 'duty-phone',
        title: { zh: '值班电话与邮件', en: 'Duty phone and mail' },
        body: {
          zh: '咨询电话转接到值班馆员，全天有人接听；邮件当日答复。',
          en: 'Calls reach the librarian on duty at any hour; mail is answered the same day.',
        },
        phases: emergency,
      },
      {
        id: 'online-lectures',
        title: { zh: '线上讲座与读书活动', en: 'Lectures and reading online' },
        body: {
          zh: '信息素养讲座、微沙龙和读书活动转到线上，错过可看回放；另备心理支持与科研写作专题。',
          en: 'Lectures and reading events are online with recordings, among them sessions on well-being and academic writing.',
        },
        phases: ['mid_response', 'early_normal', 'ordinary'],
      },
    ],
  },
]
