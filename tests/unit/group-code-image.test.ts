import { groupCodeImageType } from '../../bff/features/consultation-groups/group-code-image.rules'
import { aJpeg, aPng, aWebp } from '../support/images'

describe('the image of a group code is told by its bytes', () => {
  it('knows PNG, JPEG and the three kinds of WebP', () => {
    expect(groupCodeImageType(aPng(300, 300))).toBe('image/png')
    expect(groupCodeImageType(aJpeg(1080, 2400))).toBe('image/jpeg')
    for (const kind of ['VP8 ', 'VP8L', 'VP8X'] as const)
      expect(groupCodeImageType(aWebp(kind, 430, 430))).toBe('image/webp')
  })

  it.each([
    ['nothing', ''],
    ['HTML', '<html><script>alert(1)</script></html>'.padEnd(200)],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>'.padEnd(200)],
    ['a GIF', `GIF89a${'\u0001'.repeat(200)}`],
    ['the first letters of a PNG', '\u0089PNG\r\n\u001a\n'],
  ])('refuses %s', (_what, text) => {
    expect(groupCodeImageType(Buffer.from(text, 'latin1'))).toBeNull()
  })

  it('refuses a picture too small to scan and one too large to show', () => {
    expect(groupCodeImageType(aPng(119, 300))).toBeNull()
    expect(groupCodeImageType(aPng(300, 6001))).toBeNull()
    expect(groupCodeImageType(aPng(5000, 5000))).toBeNull()
    expect(groupCodeImageType(aJpeg(0, 300))).toBeNull()
  })

  it.each([
    ['PNG', aPng(300, 300)],
    ['JPEG', aJpeg(300, 300)],
    ['WebP', aWebp('VP8X', 300, 300)],
  ])('refuses a %s that was cut short, wherever it was cut', (_what, whole) => {
    for (let length = 0; length < whole.length; length++) {
      expect(groupCodeImageType(whole.subarray(0, length))).toBeNull()
    }
  })
})
