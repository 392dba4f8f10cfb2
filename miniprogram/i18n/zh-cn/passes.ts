/** A pass for somebody who collects for me (P3). */
export const passes = {
  title: '代取码',
  delegate: '请人代取',
  delegateText: '朋友出示代取码，就能替您取书',
  choose: '让他取哪些书',
  chooseText: '代取码只能用一次，一天内有效。书借在您名下。还没到的书也可以选，到了才能取。',
  chooseFirst: '先选要取的书',
  make: (count: number) => `生成代取码（${count} 册）`,
  severalPlaces: '这些书在不同的取书点：代取码只能用一次，请分开生成',
  out: '已发出的代取码',
  outCount: (count: number) => `${count} 张`,
  opens: '可以取',
  how: '只能用一次。用过以后，您会收到消息。',
  showIt: '在服务台出示，取走朋友托您取的书。只能用一次。',
  share: '发给朋友',
  copy: '复制文字',
  copied: '已复制，发给朋友吧',
  invitation: (of: {
    readonly books: string
    readonly place: string
    readonly digits: string
    readonly until: string
  }) => `请帮我到${of.place}取${of.books}，代取码 ${of.digits}，${of.until}前有效，只能用一次。`,
  withdraw: '收回',
  withdrawTitle: '收回这张代取码？',
  withdrawText: '收回后，别人就不能用它取书了。',
  withdrawYes: '收回',
  withdrawNo: '先不收回',
  withdrawn: '已收回',
  gone: '这张代取码不能用了',
  goneText: '它已经用过、收回或过期。需要时可以再发一张。',
}
