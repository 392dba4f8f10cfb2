import { act, screen, waitFor } from '@testing-library/react'
import { Screen } from '../../miniprogram/components/screen/screen'
import { scan } from '../../miniprogram/lib/scan'
import { freshPhone, renderScreen } from './support'

const stopTrack = jest.fn()
const getUserMedia = jest.fn()

/** A browser that reads codes, and what its camera sees one frame after the other. */
function browserThatSees(frames: (readonly { rawValue: string }[])[]) {
  const left = [...frames]
  const detect = () => Promise.resolve(left.shift() ?? [])
  Object.defineProperty(window, 'BarcodeDetector', { configurable: true, value: jest.fn(() => ({ detect })) })
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } })
  jest.spyOn(HTMLVideoElement.prototype, 'play').mockResolvedValue()
}

beforeEach(() => {
  freshPhone()
  stopTrack.mockClear()
  getUserMedia.mockReset().mockResolvedValue({ getTracks: () => [{ stop: stopTrack }] })
})
afterEach(() => {
  Reflect.deleteProperty(window, 'BarcodeDetector')
  Reflect.deleteProperty(navigator, 'mediaDevices')
})

async function startScan() {
  renderScreen(<Screen title="页">内容</Screen>)
  const got = jest.fn()
  await act(async () => {
    void scan(['barCode']).then(got)
  })
  return got
}

test('the camera is looked through until it sees a code, and is off afterwards', async () => {
  browserThatSees([[], [{ rawValue: '9787302147510' }]])
  const got = await startScan()

  await waitFor(() => expect(got).toHaveBeenCalledWith('9787302147510'))

  await waitFor(() => expect(stopTrack).toHaveBeenCalledTimes(1))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('without permission the number is typed', async () => {
  browserThatSees([])
  getUserMedia.mockRejectedValue(new DOMException('no', 'NotAllowedError'))
  await startScan()

  expect(await screen.findByText('这里用不了相机，请输入号码')).toBeInTheDocument()
})
