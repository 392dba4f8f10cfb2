import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Row, Rows } from '../../components/row/row'
import { Screen } from '../../components/screen/screen'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { navigate } from '../../lib/navigation'
import { useRefreshOnShow } from '../../lib/query-client'
import type { Me } from '../../lib/session'
import { useWorkPlace } from '../../lib/work-place'
import { CounterWays } from './counter-ways'
import { KeptLine } from './kept-line'
import { PlaceLine } from './place-line'
import { PlaceSheet } from './place-sheet'
import { StaffOnly } from './staff-only'
import { ToDo } from './to-do'

/** The desk under one thumb: where I am, what waits, and the scan that does most of it. */
export function DeskScreen() {
  const t = useText()
  return (
    <StaffOnly title={t.desk.title} anyOf={['desk', 'paging', 'notices', 'groups', 'rules', 'acquisitions']}>
      {(me) => <Desk me={me} />}
    </StaffOnly>
  )
}

function Desk({ me }: { readonly me: Me }) {
  const t = useText()
  const place = useWorkPlace()
  const [isChoosing, setIsChoosing] = useState(false)
  useRefreshOnShow(['desk'])
  const may = (permission: Me['permissions'][number]) => me.permissions.includes(permission)
  const atCounter = may('desk') || may('paging')
  return (
    <Screen
      title={t.desk.title}
      overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}
      footer={atCounter ? <Thumb mayHandOver={may('desk')} /> : undefined}
    >
      {atCounter && (
        <>
          <PlaceLine place={place} onSwitch={() => setIsChoosing(true)} />
          <KeptLine />
          <ToDo place={place} />
          <CounterWays place={place} mayDesk={may('desk')} />
        </>
      )}
      <Publishing mayNotices={may('notices')} mayGroups={may('groups')} />
      {may('acquisitions') && (
        <Rows>
          <Row
            id="open-suggestions"
            icon="plus"
            title={t.suggestions.deskTitle}
            text={t.suggestions.deskText}
            onClick={() => navigate('deskSuggestions')}
          />
          <Row
            id="open-not-found"
            icon="search"
            title={t.demand.title}
            text={t.demand.entryText}
            onClick={() => navigate('deskNotFound')}
          />
        </Rows>
      )}
      {may('rules') && (
        <Section title={t.desk.steer}>
          <Rows>
            <Row
              id="open-rules"
              icon="settings"
              title={t.rules.title}
              text={t.rules.deskText}
              onClick={() => navigate('rules')}
            />
          </Rows>
        </Section>
      )}
    </Screen>
  )
}

function Thumb({ mayHandOver }: { readonly mayHandOver: boolean }) {
  const t = useText()
  return (
    <>
      {mayHandOver && (
        <Button
          id="open-hand-over"
          kind="quiet"
          wide
          icon="pass"
          text={t.desk.handOver}
          onClick={() => navigate('handOver')}
        />
      )}
      <Button id="open-check-in" wide icon="scan" text={t.desk.checkIn} onClick={() => navigate('checkIn')} />
    </>
  )
}

function Publishing({ mayNotices, mayGroups }: { readonly mayNotices: boolean; readonly mayGroups: boolean }) {
  const t = useText()
  if (!mayNotices && !mayGroups) return null
  return (
    <Section title={t.desk.publish}>
      <Rows>
        {mayNotices && (
          <Row
            id="open-desk-notices"
            icon="notice"
            title={t.desk.notices}
            text={t.desk.noticesText}
            onClick={() => navigate('deskNotices')}
          />
        )}
        {mayGroups && (
          <Row
            id="open-desk-groups"
            icon="group"
            title={t.desk.groups}
            text={t.desk.groupsText}
            onClick={() => navigate('deskGroups')}
          />
        )}
      </Rows>
    </Section>
  )
}
