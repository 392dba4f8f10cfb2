import type { z } from 'zod'
import type * as contract from '../../contract/session'
import { inLanguage, type Language } from '../../domain/language'
import type { Places } from '../places/places.service'
import type { DemoAccount } from './demo-accounts.service'
import type { Profile } from './profile.service'
import type { SignedIn } from './session.service'

export function presentMe({ principal, standing, places }: Profile, language: Language): contract.Me {
  if (principal.kind === 'librarian') {
    return {
      account: principal.account,
      name: principal.name,
      role: 'librarian',
      reader: null,
      permissions: [...principal.permissions],
      ...presentDesk(principal, places, language),
      allowedActions: ['work_at_desk'],
    }
  }
  if (!standing) {
    return {
      account: principal.account,
      name: '',
      role: 'visitor',
      reader: null,
      permissions: [],
      allowedActions: ['bind'],
    }
  }
  const { reader, blocks, bookings, loans } = standing
  return {
    account: principal.account,
    name: reader.name,
    role: 'reader',
    reader: {
      number: reader.number,
      name: reader.name,
      category: reader.category,
      ...(reader.department === null ? {} : { department: reader.department }),
      cardExpiresOn: reader.cardExpiresOn,
      blocks: [...blocks],
    },
    permissions: [],
    limits: { bookings, loans },
    allowedActions: blocks.length === 0 ? ['book'] : [],
  }
}

function presentDesk(
  desk: { readonly branchId?: string | undefined; readonly pickupPointId?: string | undefined },
  places: Places,
  language: Language,
): Pick<contract.Me, 'desk'> {
  const branch = places.branches.find(({ _id }) => _id === desk.branchId)
  const point = places.pickupPoints.find(({ _id }) => _id === desk.pickupPointId)
  if (!branch) return {}
  return {
    desk: {
      branch: { id: branch._id, name: inLanguage(branch.name, language) },
      ...(point ? { pickupPoint: { id: point._id, name: inLanguage(point.name, language) } } : {}),
    },
  }
}

export function presentSession(signedIn: SignedIn, me: contract.Me): z.input<typeof contract.sessionAnswer> {
  return {
    token: signedIn.token,
    expiresAt: signedIn.expiresAt.toISOString(),
    refreshToken: signedIn.refreshToken,
    me,
  }
}

type DemoAccountAnswer = z.input<typeof contract.listDemoAccounts.response>['items'][number]

export function presentDemoAccount(account: DemoAccount): DemoAccountAnswer {
  if (account.kind === 'librarian') {
    const { _id, name, permissions } = account.librarian
    return { account: _id, name, role: 'librarian', permissions }
  }
  const { number, name, category } = account.reader
  return { account: number, name, role: 'reader', category, permissions: [] }
}
