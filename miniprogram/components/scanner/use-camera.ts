import { useEffect, useState } from 'react'
import { hasScanner, type ScanType } from '../../lib/scan'

/** Of the browsers that have it; TypeScript does not know it yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector

const formats: Readonly<Record<ScanType, readonly string[]>> = {
  barCode: ['ean_13', 'ean_8', 'code_128', 'code_39', 'codabar', 'itf'],
  qrCode: ['qr_code'],
}

/** Often enough to feel at once, seldom enough to keep the phone cool. */
const lookEveryMs = 150

/** Shows the camera in the video of this id and tells the first code it sees. `none`: no detector, camera or permission. */
export function useCamera(videoId: string, types: readonly ScanType[], onScan: (scanned: string) => void) {
  const [state, setState] = useState<'starting' | 'on' | 'none'>(hasScanner() ? 'starting' : 'none')
  useEffect(() => {
    const looking = new AbortController()
    startCamera({ videoId, types, signal: looking.signal, onScan, onReady: () => setState('on') }).catch(() => {
      if (!looking.signal.aborted) setState('none')
    })
    return () => looking.abort()
  }, [videoId, types, onScan])
  return state
}

async function startCamera(of: {
  readonly videoId: string
  readonly types: readonly ScanType[]
  readonly signal: AbortSignal
  readonly onScan: (scanned: string) => void
  readonly onReady: () => void
}): Promise<void> {
  const { signal } = of
  // cast: what browsers have under this name, where they have it
  const { BarcodeDetector } = window as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector === undefined) throw new Error('this browser reads no codes')
  const detector = new BarcodeDetector({ formats: of.types.flatMap((type) => formats[type]) })
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  const video = document.getElementById(of.videoId)
  if (signal.aborted || !(video instanceof HTMLVideoElement)) {
    stop()
    return
  }
  signal.addEventListener('abort', stop)
  video.srcObject = stream
  await video.play()
  of.onReady()
  const look = async (): Promise<void> => {
    // a frame that cannot be read is no reason to give up: the next one comes
    const [code] = await detector.detect(video).catch(() => [])
    if (signal.aborted) return
    if (code === undefined) setTimeout(() => void look(), lookEveryMs)
    else of.onScan(code.rawValue)
  }
  void look()
}
