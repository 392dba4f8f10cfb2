import { isRecord, readStored, store } from './storage'
import { useMe } from './session'
import { createStore, useStore } from './store'

/** The pickup point at which a librarian works: what every scan is recorded at. */
export interface WorkPlace {
  readonly id: string
  readonly name: string
}

interface ChosenPlace extends WorkPlace {
  /** Who chose it: the next librarian on this phone works somewhere else. */
  readonly account: string
}

const isChosenPlace = (value: unknown): value is ChosenPlace =>
  isRecord(value) && [value['id'], value['name'], value['account']].every((field) => typeof field === 'string')

const chosen = createStore<ChosenPlace | undefined>(readStored('work-place', isChosenPlace))

/** Where I work today: what I chose on this phone, else my own desk; `undefined` until one is known. */
export function useWorkPlace(): WorkPlace | undefined {
  const me = useMe()
  const place = useStore(chosen)
  return place !== undefined && place.account === me?.account ? place : me?.desk?.pickupPoint
}

export function chooseWorkPlace(place: ChosenPlace): void {
  store('work-place', place)
  chosen.set(place)
}
