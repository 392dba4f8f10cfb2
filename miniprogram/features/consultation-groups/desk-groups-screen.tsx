import { useState } from 'react'
import { Screen } from '../../components/screen/screen'
import { Stack } from '../../components/section/section'
import { Skeleton } from '../../components/skeleton/skeleton'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { useText } from '../../i18n/text'
import { chooseImage } from '../../lib/choose-image'
import { toast } from '../../lib/feedback'
import { useRefreshOnShow } from '../../lib/query-client'
import { DeskGroupCard } from './desk-group-card'
import { useDeskGroups, type DeskGroup, type GroupCodeUpload } from './groups.hooks'
import { UploadSheet } from './upload-sheet'

/** WeChat's own limit for a picture, and the library's. */
const largestBytes = 1_000_000

interface Chosen {
  readonly group: DeskGroup
  readonly image: GroupCodeUpload['image']
}

/** The real codes behind each stable one: how full, until when, and a new one in two taps (G1). */
export function DeskGroupsScreen() {
  const t = useText()
  const groups = useDeskGroups()
  const [chosen, setChosen] = useState<Chosen>()
  useRefreshOnShow(['groups', 'desk'])
  const choose = async (group: DeskGroup) => {
    const image = await chooseImage()
    if (image === undefined) return
    const { contentType } = image
    if (contentType === undefined) toast(t.deskGroups.notImage)
    else if (image.bytes.byteLength > largestBytes) toast(t.deskGroups.tooLarge)
    else setChosen({ group, image: { ...image, contentType } })
  }
  return (
    <Screen
      title={t.deskGroups.title}
      overlay={chosen !== undefined && <UploadSheet {...chosen} onClose={() => setChosen(undefined)} />}
    >
      <Resource
        of={groups}
        loading={<Skeleton shape="cards" />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="group" title={t.deskGroups.none} />}
      >
        {(items) => (
          <Stack>
            {[...items].sort(byNeed).map((group) => (
              <DeskGroupCard key={group.id} group={group} onUpload={() => void choose(group)} />
            ))}
          </Stack>
        )}
      </Resource>
    </Screen>
  )
}

/** Those that need a code come first. */
const byNeed = (a: DeskGroup, b: DeskGroup) => needOf(b) - needOf(a)
const needOf = ({ warnings }: DeskGroup) => (warnings.includes('none_left') ? 2 : warnings.length > 0 ? 1 : 0)
