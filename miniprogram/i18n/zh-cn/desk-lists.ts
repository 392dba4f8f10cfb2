/** Books between the branches. */
export const transit = {
  title: '调运中',
  entryText: '在路上的书，哪些该到还没到',
  directions: { in: '送来', out: '送走' },
  none: { in: '没有书在送来的路上', out: '没有送走的书在路上' },
  noneText: '签收时要送往别处的书会列在这里。',
  lateCount: (count: number) => `${count} 册该到还没到`,
  late: '该到未到',
  from: (place: string) => `来自${place}`,
  to: (place: string) => `送往${place}`,
  home: '回架',
  forReader: '读者待取',
  since: (when: string) => `${when}送出`,
  expected: (when: string) => `应在${when}到`,
  count: (incoming: number, late: number) => (late > 0 ? `${incoming} 册，${late} 册晚了` : `${incoming} 册`),
}
