import { Box } from '../host/host'
import s from './cover.module.scss'

/** 中图法 has 22 main classes; each has a hue, all of one lightness, so that a list reads like a shelf. */
const classes = 'ABCDEFGHIJKNOPQRSTUVXZ'

const isHan = (text: string) => /\p{Script=Han}/u.test(text)

/** Old Chinese books carry a paper label with the title written downwards: short Chinese titles get it. */
const longestLabel = 8

/**
 * A cover drawn from what is known of a title. It stands beside the title in words, so it is not read aloud.
 */
export function Cover(props: {
  readonly title: string
  readonly authors: readonly string[]
  readonly classNotation: string | undefined
  readonly size?: 's' | 'm' | 'l'
}) {
  const { title, authors, classNotation, size = 'm' } = props
  const letter = classNotation?.charAt(0).toUpperCase() ?? ''
  const hue = classes.includes(letter) && letter !== '' ? letter : 'Z'
  const short = title.split(/[（(:：—]/, 1)[0]?.trim() ?? title
  const hasLabel = isHan(short) && short.length <= longestLabel && !/[A-Za-z]{3}/.test(short)
  return (
    <Box className={`${s['cover'] ?? ''} ${s[size] ?? ''} ${s[hue] ?? ''}`} hidden>
      <Box className={s['spine']} />
      {hasLabel ? (
        <Box className={`${s['label'] ?? ''} ${short.length > 5 ? (s['long'] ?? '') : ''}`}>{short}</Box>
      ) : (
        <Box className={`${s['words'] ?? ''} ${isHan(short) ? '' : (s['latin'] ?? '')}`}>{short}</Box>
      )}
      {size === 'l' && <Box className={s['author']}>{authors[0]}</Box>}
      <Box className={s['class']}>{size === 'l' ? classNotation : letter}</Box>
    </Box>
  )
}
