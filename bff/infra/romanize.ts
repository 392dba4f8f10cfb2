import { pinyin } from 'pinyin-pro'

/** The syllables of a Chinese name, without tones and with the readings that surnames have: 单 is shan. */
export function romanize(name: string): readonly string[] {
  return pinyin(name, { type: 'array', toneType: 'none', surname: 'head', v: true })
}
