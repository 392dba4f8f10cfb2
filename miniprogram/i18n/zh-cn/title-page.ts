/** What can be done with a title, and what stands around it. */
export const titlePage = {
  cite: '引用',
  citeText: '复制后粘贴到论文，或导入文献管理软件。',
  styles: { gbt7714: 'GB/T 7714-2015', bibtex: 'BibTeX', ris: 'RIS' },
  copy: '复制',
  copyStyle: (style: string) => `复制 ${style} 引文`,
  citationCopied: '引文已复制',
  share: '分享',
  shareTitle: (title: string, author: string | undefined) =>
    author === undefined ? `《${title}》` : `《${title}》 ${author}`,
  linkCopied: '链接已复制',
  editions: '其他版本',
  inSeries: (name: string) => `丛书：${name}`,
  all: '全部',
  /** As the search understands them in front of a colon. */
  searchFields: { title: '书名', author: '作者', series: '丛书' },
  nearby: '书架上的左邻右舍',
  thisOne: '这一本',
}
