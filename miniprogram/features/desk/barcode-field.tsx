import { ScanField } from '../../components/scan-field/scan-field'
import { useText } from '../../i18n/text'

/** Where the barcode of a copy goes in. */
export function BarcodeField(props: { readonly id: string; readonly onScan: (barcode: string) => void }) {
  const t = useText()
  return (
    <ScanField
      id={props.id}
      label={t.desk.scanBarcode}
      placeholder={t.desk.scanBarcodeHint}
      submitLabel={t.desk.submitScan}
      cameraLabel={t.desk.openCamera}
      scanTypes={['barCode']}
      onScan={props.onScan}
    />
  )
}
