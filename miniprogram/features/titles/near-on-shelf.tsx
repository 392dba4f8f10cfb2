import { useState } from 'react'
import { Chip, Chips } from '../../components/chip/chip'
import { Cover } from '../../components/cover/cover'
import { Box, Strip } from '../../components/host/host'
import { Tap } from '../../components/button/tap'
import { Section } from '../../components/section/section'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useNearby, type NearTitle } from './title-page.hooks'
import s from './title-page.module.scss'

/** The shelf around a title, as one would see it standing there; in another branch by a tap. */
export function NearOnShelf({ titleId }: { readonly titleId: string }) {
  const t = useText()
  const [branch, setBranch] = useState<string>()
  const nearby = useNearby(titleId, branch)
  const { shelf, branches = [], items = [] } = nearby.data ?? {}
  const standsAlone = branches.length < 2 && items.length < 2
  // it is beside the point of the page: what stands nowhere, or alone, is not spoken of
  if (nearby.data !== undefined && standsAlone) return null
  return (
    <Section title={t.titlePage.nearby} note={shelf === undefined ? undefined : `${shelf.floor} ${shelf.area}`.trim()}>
      {branches.length > 1 && (
        <Chips>
          {branches.map(({ id, name }) => (
            <Chip
              key={id}
              id={`nearby-${id}`}
              icon="place"
              text={name}
              isOn={id === (branch ?? shelf?.branch.id)}
              onClick={() => setBranch(id)}
            />
          ))}
        </Chips>
      )}
      <Resource of={nearby}>
        {(data) => (
          <Strip id="nearby" className={s['shelf']} firstInSight={leftOfThis(data.items)}>
            <Box className={s['standings']}>
              {data.items.map((one) => (
                <Standing key={one.id} title={one} />
              ))}
            </Box>
          </Strip>
        )}
      </Resource>
    </Section>
  )
}

/** This one is looked for between its neighbours, not at the end of a strip. */
function leftOfThis(items: readonly NearTitle[]): string | undefined {
  const left = items[items.findIndex(({ isThis }) => isThis) - 1]
  return left === undefined ? undefined : standingId(left)
}

/** Call numbers are wider than a book's back: they go on at a stroke, not in the middle of a number. */
const breakable = (callNumber: string) => callNumber.replace(/\//g, '/\u200b')

const standingId = ({ id }: NearTitle) => `near-${id}`

function Standing({ title }: { readonly title: NearTitle }) {
  const t = useText()
  const { id, isThis, callNumber, authors } = title
  const content = (
    <>
      <Cover title={title.title} authors={authors} classNotation={title.class} size="m" />
      <Box className={s['standingTitle']}>{title.title}</Box>
      <Box className={s['standingMark']}>{isThis ? t.titlePage.thisOne : breakable(callNumber)}</Box>
    </>
  )
  if (isThis) return <Box className={`${s['standing'] ?? ''} ${s['this'] ?? ''}`}>{content}</Box>
  return (
    <Tap
      id={standingId(title)}
      className={s['standing'] ?? ''}
      label={[title.title, authors[0], callNumber].filter((word) => word !== undefined).join(' ')}
      onClick={() => navigate('title', { id })}
    >
      {content}
    </Tap>
  )
}
