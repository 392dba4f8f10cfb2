import { loadCourses, loadTitles } from '../../bff/demo/facts'

const titles = loadTitles()
const courses = loadCourses(titles)

const titled = (name: string) => titles.filter((title) => title.title === name)

describe('the books of the demo library', () => {
  it('holds at least seven hundred modern Chinese books, sixty classics and eighty English ones', () => {
    const modern = titles.filter((title) => title.language === 'chi' && title.isbns.length > 0)
    const classics = titles.filter((title) => title.language === 'chi' && title.isbns.length === 0)
    expect(modern.length).toBeGreaterThanOrEqual(700)
    expect(classics.length).toBeGreaterThanOrEqual(60)
    expect(titles.filter((title) => title.language === 'eng').length).toBeGreaterThanOrEqual(80)
  })

  it('has books in each of the twenty-two main classes', () => {
    const classes = [...new Set(titles.map((title) => title.class.slice(0, 1)))].sort()
    expect(classes.join('')).toBe('ABCDEFGHIJKNOPQRSTUVXZ')
  })

  it.each([
    {
      name: '数据结构（C语言版）',
      author: '严蔚敏',
      isbn: '9787302147510',
      publisher: '清华大学出版社',
      class: 'TP311.12',
    },
    { name: '机器学习', author: '周志华', isbn: '9787302423287', publisher: '清华大学出版社', class: 'TP181' },
    { name: '三体', author: '刘慈欣', isbn: '9787536692930', publisher: '重庆出版社', class: 'I247.5' },
    { name: '平凡的世界', author: '路遥', isbn: '9787020049295', publisher: '人民文学出版社', class: 'I247.5' },
    { name: '活着', author: '余华', isbn: '9787506365437', publisher: '作家出版社', class: 'I247.5' },
    { name: '百年孤独', author: '加西亚·马尔克斯', isbn: '9787544253994', publisher: '南海出版公司', class: 'I775.45' },
  ])('knows $name by $author with its publisher, ISBN and class', (book) => {
    const found = titled(book.name).find((title) => title.isbns.includes(book.isbn))
    expect(found?.authors.map(({ name }) => name)).toContain(book.author)
    expect(found?.publisher).toBe(book.publisher)
    expect(found?.class).toBe(book.class)
  })

  it.each(['算法导论', '深入理解计算机系统', '高等数学', '红楼梦', '史记'])('has %s', (name) => {
    expect(titled(name)).not.toHaveLength(0)
  })

  it('keeps the volumes of a work as parts, each with its own ISBN', () => {
    const calculus = titled('高等数学').find((title) => title.edition === '第7版')
    expect(calculus?.parts).toEqual(['上册', '下册'])
    expect(calculus?.isbns).toEqual(['9787040396638', '9787040396621'])
  })

  it('tells of many books what they are about, and links some to an electronic version', () => {
    expect(titles.filter((title) => title.summary !== undefined).length).toBeGreaterThanOrEqual(150)
    const links = titles.flatMap((title) => title.electronic ?? [])
    expect(links.length).toBeGreaterThanOrEqual(60)
    expect(links.every((link) => new URL(link.url).hostname === 'ebooks.demo-university.example')).toBe(true)
  })
})

describe('the courses of the demo library', () => {
  it('has some sixty courses, each with a required book or link to start from', () => {
    expect(courses.length).toBeGreaterThanOrEqual(60)
    expect(courses.filter((course) => !course.reserves.some((reserve) => reserve.isRequired))).toEqual([])
  })

  it('puts the right volume on the list of each half of a course', () => {
    const volumes = (code: string) =>
      courses
        .filter((course) => course.code === code)
        .flatMap(({ reserves }) => reserves.flatMap((reserve) => (reserve.kind === 'print' ? [reserve.part] : [])))
    expect(volumes('MATH1001')).toContain('上册')
    expect(volumes('MATH1002')).toContain('下册')
    expect(volumes('MATH1002')).not.toContain('上册')
  })

  it('links an electronic reserve only to a book that has an electronic version', () => {
    const electronic = new Set(titles.filter((title) => title.electronic).map((title) => title.key))
    const broken = courses.flatMap(({ reserves }) =>
      reserves.filter((reserve) => reserve.kind === 'electronic' && !electronic.has(reserve.title)),
    )
    expect(broken).toEqual([])
  })
})
