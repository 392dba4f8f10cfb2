import type { Clock } from '../../infra/clock'
import { createMemo } from '../../infra/memo'
import { shortCode } from '../../infra/short-code'
import type { ReadingRoomRecord } from './self-checkout.model'
import * as queries from './self-checkout.queries'
import { acceptedWindows, foldCode, placeCodeLength, windowEnds, windowOf } from './self-checkout.rules'

interface Deps {
  readonly clock: Clock
  readonly secret: string
}

export interface ShownCode {
  readonly room: ReadingRoomRecord
  readonly code: string
  /** Null for a printed one. */
  readonly validUntil: Date | null
}

export type PlaceCodes = ReturnType<typeof createPlaceCodes>

/** The codes of the reading rooms (L6): who gives one stands there. Rotating ones are computed, never stored. */
export function createPlaceCodes(deps: Deps) {
  const rooms = createMemo(deps.clock, 1000, queries.listRooms)

  const rotating = (room: ReadingRoomRecord, window: number) =>
    shortCode(deps.secret, `place ${room._id} ${window}`, placeCodeLength)

  async function shown(branchId: string | null): Promise<ShownCode[]> {
    const window = windowOf(deps.clock.now())
    return (await rooms.get())
      .filter((room) => branchId === null || room.branchId === branchId)
      .map((room) =>
        room.printedCode === null
          ? { room, code: rotating(room, window), validUntil: windowEnds(window) }
          : { room, code: room.printedCode, validUntil: null },
      )
  }

  async function roomOf(placeCode: string): Promise<ReadingRoomRecord | null> {
    const code = foldCode(placeCode)
    const windows = acceptedWindows(deps.clock.now())
    const isCodeOf = (room: ReadingRoomRecord) =>
      room.printedCode === null
        ? windows.some((window) => rotating(room, window) === code)
        : foldCode(room.printedCode) === code
    return (await rooms.get()).find(isCodeOf) ?? null
  }

  async function find(roomId: string): Promise<ReadingRoomRecord | undefined> {
    return (await rooms.get()).find(({ _id }) => _id === roomId)
  }

  return { shown, roomOf, find }
}
