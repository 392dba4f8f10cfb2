import { Banner } from '../../components/banner/banner'
import { useText } from '../../i18n/text'
import { useIsOnline } from '../../lib/network'

/** D3: what gives a book out of the house waits for the library's word; said before somebody tries. */
export function NeedsNetwork() {
  const t = useText()
  if (useIsOnline()) return null
  return (
    <Banner id="needs-network" icon="offline" tone="warm" title={t.kept.needsNetwork} text={t.kept.needsNetworkText} />
  )
}
