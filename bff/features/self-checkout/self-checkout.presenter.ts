import type { z } from 'zod'
import { gateSteps, type GateReceipt, type listPlaceCodes } from '../../contract/self-checkout'
import { inLanguage, type Language } from '../../domain/language'
import type { LoanView } from '../loans/loan-views.service'
import { presentBranch } from '../places/places.presenter'
import type { Places } from '../places/places.service'
import { presentTitleReferenceOrGone } from '../titles/titles.presenter'
import type { ShownCode } from './place-codes.service'
import type { ReadingRoomRecord } from './self-checkout.model'
import type { ForTheGate } from './self-checkout.service'

type PlaceCodesAnswer = z.input<typeof listPlaceCodes.response>

interface ReceiptView {
  readonly receipt: ForTheGate
  readonly view: LoanView
  readonly room: ReadingRoomRecord | undefined
}

export function presentGateReceipt({ receipt, view, room }: ReceiptView, language: Language): GateReceipt {
  const { loan, roomId, code } = receipt
  return {
    loanId: loan._id,
    title: presentTitleReferenceOrGone(view.title, loan.titleId),
    barcode: loan.barcode,
    lentAt: loan.lentAt.toISOString(),
    dueAt: loan.dueAt.toISOString(),
    room: { id: roomId, name: room ? inLanguage(room.name, language) : '' },
    steps: [...gateSteps],
    code,
  }
}

export function presentPlaceCodes(codes: readonly ShownCode[], places: Places, language: Language): PlaceCodesAnswer {
  return {
    items: codes.map(({ room, code, validUntil }) => ({
      room: { id: room._id, name: inLanguage(room.name, language) },
      branch: presentBranch(places.branch(room.branchId), language),
      kind: room.kind,
      code,
      ...(validUntil === null ? {} : { validUntil: validUntil.toISOString() }),
    })),
  }
}
