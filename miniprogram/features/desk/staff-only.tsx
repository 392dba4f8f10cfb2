import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button/button'
import { Screen } from '../../components/screen/screen'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { replaceWith } from '../../lib/navigation'
import { useMe, type Me } from '../../lib/session'
import { useWorkPlace, type WorkPlace } from '../../lib/work-place'
import { PlaceSheet } from './place-sheet'

type Permission = Me['permissions'][number]

/** A screen of the desk for those whom the library lets work there; others are shown the way to sign in. */
export function StaffOnly(props: {
  readonly title: string
  readonly anyOf: readonly Permission[]
  readonly children: (me: Me) => ReactNode
}) {
  const t = useText()
  const me = useMe()
  if (me !== undefined && props.anyOf.some((permission) => me.permissions.includes(permission)))
    return props.children(me)
  return (
    <Screen title={props.title}>
      <Empty icon="desk" title={t.desk.notStaff} text={t.desk.notStaffText}>
        <Button id="go-sign-in" icon="sign-in" text={t.common.signIn} onClick={() => replaceWith('signIn')} />
      </Empty>
    </Screen>
  )
}

/** A screen whose scans are recorded at a pickup point: it is asked for once, before the first scan. */
export function AtWorkPlace(props: {
  readonly title: string
  readonly anyOf: readonly Permission[]
  readonly children: (place: WorkPlace, me: Me) => ReactNode
}) {
  const { title, anyOf } = props
  const t = useText()
  const place = useWorkPlace()
  const [isChoosing, setIsChoosing] = useState(false)
  return (
    <StaffOnly title={title} anyOf={anyOf}>
      {(me) =>
        place === undefined ? (
          <Screen title={title} overlay={isChoosing && <PlaceSheet onClose={() => setIsChoosing(false)} />}>
            <Empty icon="place" title={t.desk.choosePlaceFirst} text={t.desk.choosePlaceText}>
              <Button id="choose-place" icon="place" text={t.desk.choosePlace} onClick={() => setIsChoosing(true)} />
            </Empty>
          </Screen>
        ) : (
          props.children(place, me)
        )
      }
    </StaffOnly>
  )
}
