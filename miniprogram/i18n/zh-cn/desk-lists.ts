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

/** Booking for a reader at the desk. */
export const deskBooking = {
  title: '代读者预约',
  text: '扫读者证或输入证号，再选书。',
  entryText: '读者在柜台或打电话来',
  bookFor: '为这位读者预约',
  search: '找书',
  searchHint: '书名、作者或 ISBN',
  searchNow: '查找',
  searchText: '输入书名、作者，或扫书上的 ISBN。',
  found: (words: string) => `“${words}”的结果`,
  noneFound: '没有找到这本书',
  copies: (available: number, copies: number, queue: number) => `在架 ${available}/${copies}，${queue} 人在等`,
  otherTitle: '换一本书',
  part: '哪一册',
  where: '在哪里取',
  place: '预约',
  placed: (title: string) => `《${title}》已预约`,
  position: (position: number) => `排在第 ${position} 位`,
  readyBy: (when: string) => `预计${when}可取`,
  another: '再约一本',
  overrideWords: {
    ask: '仍然预约',
    askYes: '仍然预约',
    title: '越过规则预约？',
    text: '会记下您的账号、时间和越过的规则。',
  },
}

/** The receipt of a self-checkout at the gate. */
export const gateCheck = {
  title: '核对借书凭据',
  entryText: '读者自助借的书，出门前核对',
  first: '先扫书',
  firstText: '扫图书条码，再看读者手机上的凭据码。',
  code: '凭据码',
  codeHint: '读者手机上的 6 位码',
  check: '核对',
  next: '下一册',
  valid: '借过了，可以带走',
  lentAt: (when: string) => `${when}自助借出`,
  invalid: '凭据与这册书不符',
  invalidText: '请再看一遍码，或请读者到服务台借书。',
}

/** Who waits for a title, as staff see it. */
export const queue = {
  title: '排队名单',
  entryText: '一种书有谁在等，调整次序',
  none: '没有人在等这本书',
  position: (position: number) => `第 ${position} 位`,
  suspended: '已暂停',
  since: (when: string) => `${when}预约`,
  atFront: '退回后排在最前',
  moved: (by: string, reason: string) => `${by} 调整过次序：${reason}`,
  change: '调整次序',
  changeText: '同一档内仍按预约先后。读者会看到新的位置。',
  levels: { first: '最先', before: '提前', ordinary: '照常', after: '靠后' },
  reason: '原因',
  reasonHint: '会记下您的账号、时间和原因',
  reasonNeeded: '请写原因',
  save: '保存',
  saved: '次序已调整',
}

/** How ready times were kept. */
export const promises = {
  title: '可取时间兑现',
  entryText: '答应读者的时间，守住了多少',
  text: '近 30 天：预约时答应的可取时间，与书真正上取书架的时间相比。',
  none: '近 30 天没有可比的预约',
  noneHere: '没有可比的预约',
  counts: (kept: number, late: number) => `${kept} 册按时，${late} 册晚了`,
  median: (minutes: number) => {
    if (minutes < 120) return `晚的一般晚 ${minutes} 分钟`
    const hours = Math.round(minutes / 60)
    return hours < 48 ? `晚的一般晚 ${hours} 小时` : `晚的一般晚 ${Math.round(hours / 24)} 天`
  },
}

/** The printed slip that goes with the books. */
export const slip = {
  title: '借书凭单',
  print: '打印凭单',
  reader: (end: string) => `读者证尾号 ${end}`,
  foot: (count: number) => `共 ${count} 册，请按时归还`,
}
