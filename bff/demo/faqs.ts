import type { Bilingual } from '../domain/language'

export interface FaqFacts {
  readonly id: string
  readonly question: Bilingual
  readonly answer: Bilingual
}

export const faqs: readonly FaqFacts[] = [
  {
    id: 'page-or-hold',
    question: { zh: '预借和预约有什么区别？', en: 'What kinds of booking are there?' },
    answer: {
      zh: '在架的书是预借：馆员取来放到取书点。已借出的书是预约：排队等它还回来。',
      en: 'A book on the shelf is fetched for you. A book that is out can be waited for in a queue.',
    },
  },
  {
    id: 'how-long-kept',
    question: { zh: '到取书点的书保留几天？', en: 'How long is a book kept for me?' },
    answer: {
      zh: '服务台和自助取书架三天，自助柜两天，遇闭馆日顺延。列表、消息和服务台看到的是同一个期限。',
      en: 'Three days at a desk or shelf, two in a locker, later if the library is closed. The deadline is the same everywhere.',
    },
  },
  {
    id: 'missed',
    question: { zh: '没赶上取书怎么办？', en: 'I missed the deadline. What now?' },
    answer: {
      zh: '第一次错过，书给下一位，你的位置保留但暂停，点“恢复”继续。第二次错过，预约关闭。',
      en: 'The first time the book passes on and your place is kept, suspended until you resume. The second time the booking closes.',
    },
  },
  {
    id: 'change-pickup-point',
    question: { zh: '可以换取书点吗？', en: 'Can I change the pickup point?' },
    answer: {
      zh: '排队中和备书中都可以改。书已在运送途中请找馆员，已上取书架就不能改了。',
      en: 'Yes, while it is queued or being fetched. On the road only staff can; on the pickup shelf nobody.',
    },
  },
  {
    id: 'renew',
    question: { zh: '能续借几次？', en: 'How often can I renew?' },
    answer: {
      zh: '普通图书一次八周，可续借三次，总长不超过 224 天；短期图书一次一周，总长 28 天。逾期或有人等待的书不能续借。',
      en: 'Eight weeks at a time, three renewals, 224 days in all; short loans one week, 28 days in all. Not when overdue or waited for.',
    },
  },
  {
    id: 'limit',
    question: { zh: '最多能借几本、约几本？', en: 'How many books can I have?' },
    answer: {
      zh: '本科生和职工借 20 本、约 10 本，研究生 40 和 15，教师 60 和 20，校外读者 5 和 2。',
      en: 'Undergraduates and staff 20 loans and 10 bookings, postgraduates 40 and 15, teachers 60 and 20, external readers 5 and 2.',
    },
  },
  {
    id: 'no-signal',
    question: { zh: '没有信号能出示取书码吗？', en: 'Does the pickup pass work offline?' },
    answer: {
      zh: '能。取书码提前存在手机里，24 小时内有效，也可以报八位数字。',
      en: 'Yes. It is kept on the phone for 24 hours; the eight digits do as well.',
    },
  },
  {
    id: 'not-now',
    question: { zh: '最近不在学校，排着的书怎么办？', en: 'I am away. What about my place in the queue?' },
    answer: {
      zh: '把排队中的预约暂停到回来那天，位置保留；到期自动恢复，也可以提前点“恢复”。',
      en: 'Suspend the booking until you are back: the place is kept, and it resumes by itself or when you say so.',
    },
  },
  {
    id: 'overdue',
    question: { zh: '逾期会怎样？', en: 'What happens when a book is overdue?' },
    answer: {
      zh: '逾期超过宽限期（一般三天）后不能再预约，还书后立即恢复。',
      en: 'After a few days of grace you cannot book until the book is back.',
    },
  },
  {
    id: 'reserves-access',
    question: { zh: '电子教参打不开？', en: 'An electronic reserve does not open' },
    answer: {
      zh: '电子教参只对选课学生和任课教师开放。刚选课的同学次日生效，仍有问题请进教参服务群。',
      en: 'Electronic reserves are open to the enrolled and their teachers, from the day after enrolment.',
    },
  },
]
