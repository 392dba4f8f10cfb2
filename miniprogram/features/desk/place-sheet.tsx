import { Choice } from '../../components/choice/choice'
import { Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { useMe } from '../../lib/session'
import { chooseWorkPlace, useWorkPlace } from '../../lib/work-place'
import { usePickupPoints } from './desk.hooks'

/** Where I work now: every scan is recorded there. */
export function PlaceSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const me = useMe()
  const place = useWorkPlace()
  const points = usePickupPoints()
  return (
    <Sheet id="place-sheet" title={t.desk.choosePlace} onClose={onClose}>
      <Resource of={points}>
        {(items) => (
          <Stack>
            {items.map(({ id, name, kind, branch }) => (
              <Choice
                key={id}
                id={`place-${id}`}
                title={name}
                text={[branch.name, t.bookings.pickupKinds[kind]].join(' · ')}
                isChosen={id === place?.id}
                onChoose={() => {
                  if (me !== undefined) chooseWorkPlace({ id, name, account: me.account })
                  onClose()
                }}
              />
            ))}
          </Stack>
        )}
      </Resource>
    </Sheet>
  )
}
