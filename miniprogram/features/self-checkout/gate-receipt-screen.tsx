import { Screen } from '../../components/screen/screen'
import { Resource } from '../../components/state/resource'
import { useText } from '../../i18n/text'
import { GateReceiptCard } from './gate-receipt-card'
import { useGateReceipt } from './self-checkout.hooks'

/** The receipt of one loan, for the gate. */
export function GateReceiptScreen({ loanId }: { readonly loanId: string }) {
  const t = useText()
  const receipt = useGateReceipt(loanId)
  return (
    <Screen title={t.lending.receipt}>
      <Resource of={receipt}>{(data) => <GateReceiptCard receipt={data} />}</Resource>
    </Screen>
  )
}
