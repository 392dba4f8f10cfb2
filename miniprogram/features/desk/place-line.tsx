import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { Icon } from '../../components/icon/icon'
import { useText } from '../../i18n/text'
import type { WorkPlace } from '../../lib/work-place'
import { usePlaceName } from './desk.hooks'
import s from './desk.module.scss'

/** Where every scan is recorded, always in sight. */
export function PlaceLine({
  place,
  onSwitch,
}: {
  readonly place: WorkPlace | undefined
  readonly onSwitch: () => void
}) {
  const t = useText()
  const name = usePlaceName(place)
  return (
    <Box className={s['place']}>
      <Icon name="place" />
      <Box className={s['placeWords']}>
        <Box className={s['note']}>{place === undefined ? t.desk.choosePlaceFirst : t.desk.iAmAt}</Box>
        {name !== undefined && (
          <Box id="work-place" className={s['placeName']}>
            {name}
          </Box>
        )}
      </Box>
      <Button
        id="switch-place"
        kind="plain"
        text={place === undefined ? t.desk.choosePlace : t.desk.switchPlace}
        onClick={onSwitch}
      />
    </Box>
  )
}
