import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Tap } from '../../components/button/tap'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { RichText } from '../../components/rich-text/rich-text'
import { Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { openTextLink } from '../../lib/open-link'
import { useRefreshOnShow } from '../../lib/query-client'
import { relativeDay } from '../../lib/time'
import { useNow } from '../../lib/use-now'
import { useGuide, type Guide } from './guide.hooks'
import s from './guide.module.scss'

/** 资源服务指南: everything a reader needs in one place, as it is in this phase. */
export function GuideScreen() {
  const t = useText()
  const guide = useGuide()
  useRefreshOnShow(['guide'])
  return (
    <Screen title={t.guide.title}>
      <Resource
        of={guide}
        loading={<Skeleton shape="cards" count={5} />}
        isEmpty={({ sections }) => sections.length === 0}
        empty={<NoGuide />}
      >
        {(data) => <GuidePage guide={data} />}
      </Resource>
    </Screen>
  )
}

function GuidePage({ guide }: { readonly guide: Guide }) {
  const t = useText()
  const now = useNow()
  const [only, setOnly] = useState<string>()
  const shown = guide.sections.filter(({ id }) => only === undefined || id === only)
  return (
    <>
      <Box className={s['head']}>
        <Box className={s['phase']}>
          <Icon name="phase" size="s" />
          {t.guide.phase(guide.phase.name)}
        </Box>
        <Box className={s['updated']}>{t.guide.updated(relativeDay(guide.updatedAt, now, t.time))}</Box>
      </Box>
      <Chips>
        <Chip id="section-all" text={t.notices.all} isOn={only === undefined} onClick={() => setOnly(undefined)} />
        {guide.sections.map(({ id, title }) => (
          <Chip key={id} id={`section-${id}`} text={title} isOn={only === id} onClick={() => setOnly(id)} />
        ))}
      </Chips>
      {shown.map((section) => (
        <Section key={section.id} title={section.title}>
          <Rows>
            {section.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Rows>
        </Section>
      ))}
      <Box className={s['foot']}>
        <Button
          id="ask-in-group"
          kind="quiet"
          icon="group"
          text={t.guide.askInGroup}
          onClick={() => navigate('groups')}
        />
      </Box>
    </>
  )
}

type GuideEntry = Guide['sections'][number]['entries'][number]

/** Folded until it is wanted: the whole guide fits under one thumb. */
function Entry({ entry }: { readonly entry: GuideEntry }) {
  const t = useText()
  const [isOpen, setIsOpen] = useState(false)
  const { url } = entry
  const follow = (link: string) => void openTextLink(link, t.notices.linkCopied)
  return (
    <Box className={s['fold']}>
      <Tap id={`entry-${entry.id}`} expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Box className={s['entry']}>
          <Box className={s['entryTitle']}>{entry.title}</Box>
          <Box className={isOpen ? s['arrowUp'] : s['arrow']}>
            <Icon name="down" />
          </Box>
        </Box>
      </Tap>
      {isOpen && (
        <Box className={s['entryBody']}>
          <RichText blocks={entry.body} onLink={follow} />
          {url !== undefined && (
            <Box className={s['entryLink']}>
              <Button
                id={`open-${entry.id}`}
                kind="quiet"
                icon={url.startsWith('/') ? 'forward' : 'external'}
                text={t.guide.open}
                label={`${t.guide.open} ${entry.title}`}
                onClick={() => follow(url)}
              />
            </Box>
          )}
        </Box>
      )}
    </Box>
  )
}

function NoGuide() {
  const t = useText()
  return (
    <Empty icon="guide" title={t.guide.none} text={t.guide.noneText}>
      <Button id="see-notices" text={t.guide.seeNotices} onClick={() => navigate('notices')} />
      <Button id="ask-in-group" kind="quiet" text={t.guide.askInGroup} onClick={() => navigate('groups')} />
    </Empty>
  )
}
