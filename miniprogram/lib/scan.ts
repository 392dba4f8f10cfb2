import Taro from '@tarojs/taro'
import { createStore } from './store'

export type ScanType = 'barCode' | 'qrCode'

/** A scan that the browser's scanner is asked for; `components/scanner` answers it. */
interface ScanRequest {
  readonly types: readonly ScanType[]
  readonly answer: (scanned: string | undefined) => void
}

export const scanRequest = createStore<ScanRequest | undefined>(undefined)

const isBrowser = process.env.TARO_ENV === 'h5'

/** WeChat scans everywhere; of browsers those that read codes themselves (Chromium on Android), where there is a camera. */
export function hasScanner(): boolean {
  return !isBrowser || ('BarcodeDetector' in window && 'mediaDevices' in navigator)
}

/**
 * The one way to scan: WeChat's scanner, or our own in a browser, where the number may also be typed. `undefined`: closed
 * without a scan.
 */
export async function scan(types: readonly ScanType[]): Promise<string | undefined> {
  if (isBrowser) return scanInBrowser(types)
  try {
    const { result } = await Taro.scanCode({ scanType: [...types] })
    return result
  } catch {
    return undefined
  }
}

function scanInBrowser(types: readonly ScanType[]): Promise<string | undefined> {
  scanRequest.get()?.answer(undefined)
  return new Promise((resolve) => {
    scanRequest.set({
      types,
      answer: (scanned) => {
        scanRequest.set(undefined)
        resolve(scanned)
      },
    })
  })
}
