import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict'
import { foldHan } from './fold'

let jieba: Jieba | undefined

/** Words of a folded run of Chinese characters, as a reader would separate them: `数据结构与算法` → 数据结构, 与, 算法. */
export function cutWords(run: string): string[] {
  jieba ??= loadJieba()
  return jieba.cut(run, true)
}

/** The dictionary knows 名著 and 著作; folded text says 名着 and 着作, so those words are added in their folded form. */
function loadJieba(): Jieba {
  const loaded = Jieba.withDict(dict)
  const folded: string[] = []
  for (const line of new TextDecoder().decode(dict).split('\n')) {
    const foldedLine = foldHan(line)
    if (foldedLine !== line) folded.push(foldedLine)
  }
  loaded.loadDict(new TextEncoder().encode(folded.join('\n')))
  return loaded
}
