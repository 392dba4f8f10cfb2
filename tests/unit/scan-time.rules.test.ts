import { isOvertaken, notBefore, scanTimeOf } from '../../bff/features/desk/scan-time.rules'

const at = (time: string) => new Date(`2026-03-09T${time}:00.000Z`)
const now = at('10:00')

describe('the time of a scan that waited for the network (D3)', () => {
  it('is when the book was in hand; without one, now', () => {
    expect(scanTimeOf({ scannedAt: at('07:30'), now })).toEqual({ at: at('07:30'), isClockAhead: false })
    expect(scanTimeOf({ scannedAt: null, now })).toEqual({ at: now, isClockAhead: false })
  })

  it('is never in the future; a clock that is ahead by more than five minutes is told', () => {
    expect(scanTimeOf({ scannedAt: at('10:05'), now })).toEqual({ at: now, isClockAhead: false })
    expect(scanTimeOf({ scannedAt: at('10:06'), now })).toEqual({ at: now, isClockAhead: true })
  })

  it('is at most seven days ago: nobody can tell a wrong clock from a forgotten phone', () => {
    const scannedAt = new Date('2026-03-02T10:00:00.000Z')
    expect(scanTimeOf({ scannedAt, now }).at).toEqual(scannedAt)
    expect(() => scanTimeOf({ scannedAt: new Date(scannedAt.getTime() - 1), now })).toThrow('scan.too_old')
  })

  it('is overtaken by what happened later, not by clocks that differ a little', () => {
    expect(isOvertaken(at('09:00'), at('09:06'))).toBe(true)
    expect(isOvertaken(at('09:00'), at('09:05'))).toBe(false)
    expect(isOvertaken(at('09:00'), at('08:00'))).toBe(false)
  })

  it('lies never before the loan that it ends', () => {
    expect(notBefore(at('09:00'), at('09:02'))).toEqual(at('09:02'))
    expect(notBefore(at('09:03'), at('09:02'))).toEqual(at('09:03'))
  })
})
