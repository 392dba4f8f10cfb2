import { createHash, randomBytes } from 'node:crypto'
import { notFound, refused } from '../../domain/app-error'
import type { Bilingual } from '../../domain/language'
import type { LibrarianPrincipal } from '../../domain/principal'
import type { Clock } from '../../infra/clock'
import { newId } from '../../infra/ids'
import { createMemo } from '../../infra/memo'
import { afterCommit, holdInThisProcess, transaction } from '../../infra/transaction'
import type { Uploads } from '../../infra/uploads'
import type { ConsultationGroupRecord, GroupCodeRecord } from './consultation-groups.model'
import { assertMayManageGroups } from './consultation-groups.policy'
import * as queries from './consultation-groups.queries'
import { codeCapacity, codeExpiry, hasRoom } from './consultation-groups.rules'
import { groupCodeImageType } from './group-code-image.rules'

interface Deps {
  readonly clock: Clock
  readonly uploads: Uploads
}

export interface GroupView {
  readonly group: ConsultationGroupRecord
  readonly hasRoom: boolean
}

/** A group as its librarian sees it. */
export interface DeskGroupView extends GroupView {
  /** Newest first. */
  readonly codes: readonly GroupCodeRecord[]
  readonly waiting: number
  readonly now: Date
}

export type Joined =
  | { readonly outcome: 'code'; readonly code: GroupCodeRecord }
  /** 1 is next. */
  | { readonly outcome: 'waiting'; readonly position: number }

export interface GroupDraft {
  readonly scene: string
  readonly name: Bilingual
  readonly description: Bilingual
  readonly hours?: Bilingual | undefined
}

export interface CodeUpload {
  readonly bytes: Uint8Array
  /** Members the WeChat group has already. */
  readonly members: number
}

/** G1: an account (of a reader, or of a WeChat user by openid); else the visitor that a signed cookie names. */
export interface Identity {
  readonly kind: 'account' | 'visitor'
  readonly id: string
}

/** What is kept of somebody's joining: that they were counted on a code that they were shown, or that they wait. */
export interface GroupJoin {
  readonly group: ConsultationGroupRecord
  readonly at: Date
  readonly isWaiting: boolean
}

export type ConsultationGroupsService = ReturnType<typeof createConsultationGroupsService>

/** How many codes a librarian sees of each group. */
const shownCodes = 8

/**
 * Consultation groups (G1). Posters carry one stable code; behind it stand the real codes of WeChat, which live seven
 * days and hold two hundred. Joining serves the freshest with room and counts the person once; a second tap shows the
 * same code again. When none has room the person gets a place in the line, and is served by the next tap after a
 * librarian has brought a new code.
 */
export function createConsultationGroupsService(deps: Deps) {
  const { clock, uploads } = deps
  /** Outside of any transaction, so that a join starts its snapshot after it has waited for its turn. */
  const groups = createMemo(clock, 1000, queries.readGroups)

  async function list(): Promise<GroupView[]> {
    const now = clock.now()
    const all = await groups.get()
    const live = await queries.listLiveCodes(now)
    const withRoom = new Set(live.filter((code) => hasRoom(code, now)).map(({ groupId }) => groupId))
    return all.map((group) => ({ group, hasRoom: withRoom.has(group._id) }))
  }

  /** By id, or by the scene of its stable code. */
  async function get(idOrScene: string): Promise<GroupView> {
    const found = (await list()).find(({ group }) => isMeant(group, idOrScene))
    if (!found) throw notFound()
    return found
  }

  /**
   * A place on the freshest real code with room.
   * @param identity whom to count once
   */
  async function join(idOrScene: string, identity: Identity): Promise<Joined> {
    const { _id: groupId } = await getGroup(idOrScene)
    const who = digestOf(groupId, identity)
    return transaction(async () => {
      await holdInThisProcess([`consultation group ${groupId}`])
      const now = clock.now()
      const shown = await codeShownTo(groupId, who, now)
      if (shown) return { outcome: 'code', code: shown }
      const code = await queries.takePlace(groupId, now)
      if (!code) {
        const turn = await queries.enterLine(groupId, who, now)
        return { outcome: 'waiting', position: 1 + (await queries.countWaitingBefore(groupId, turn)) }
      }
      const { _id: codeId, expiresAt } = code
      await queries.insertPlace({ groupId, codeId, who, takenAt: now, expiresAt })
      await queries.leaveLine(groupId, who)
      return { outcome: 'code', code }
    })
  }

  /** X1: what is kept of somebody who is known by these accounts, the newest first. */
  async function listJoinsOf(accounts: readonly string[]): Promise<GroupJoin[]> {
    const all = await groups.get()
    const people = digestsOf(all, accounts)
    const joins = [
      ...(await queries.listPlacesOfAny(people)).map(({ groupId, takenAt: at }) => ({ groupId, at, isWaiting: false })),
      ...(await queries.listWaitingOfAny(people)).map(({ groupId, since: at }) => ({ groupId, at, isWaiting: true })),
    ]
    const byId = new Map(all.map((group) => [group._id, group]))
    return joins
      .flatMap(({ groupId, ...join }) => {
        const group = byId.get(groupId)
        return group ? [{ group, ...join }] : []
      })
      .sort((a, b) => b.at.getTime() - a.at.getTime())
  }

  /** X1: nothing tells any more that one of these accounts joined, or waits. Codes stay as full as they are. */
  async function forgetJoinsOf(accounts: readonly string[]): Promise<void> {
    await queries.deleteAllOfAny(digestsOf(await groups.get(), accounts))
  }

  async function listForDesk(librarian: LibrarianPrincipal): Promise<DeskGroupView[]> {
    assertMayManageGroups(librarian)
    return Promise.all((await groups.get()).map(deskViewOf))
  }

  /** @throws `group_code.refused` for anything but a whole image of sane dimensions */
  async function uploadCode(
    librarian: LibrarianPrincipal,
    groupId: string,
    upload: CodeUpload,
  ): Promise<DeskGroupView> {
    assertMayManageGroups(librarian)
    const group = await getGroup(groupId)
    await addCode(group._id, { ...upload, uploadedAt: clock.now(), uploadedBy: librarian.account })
    return deskViewOf(group)
  }

  async function withdrawCode(librarian: LibrarianPrincipal, groupId: string, codeId: string): Promise<DeskGroupView> {
    assertMayManageGroups(librarian)
    const group = await getGroup(groupId)
    if (!(await queries.markCodeWithdrawn(group._id, codeId))) throw notFound()
    return deskViewOf(group)
  }

  /** The image of a code that was not withdrawn. */
  async function readImage(codeId: string): Promise<{ bytes: Buffer; contentType: string }> {
    const code = await queries.findCode(codeId)
    const bytes = code && !code.isWithdrawn ? await uploads.read(code.image) : null
    if (!code || !bytes) throw notFound()
    return { bytes, contentType: code.contentType }
  }

  /** Writes the groups in their order. @returns their ids by scene */
  async function describe(drafts: readonly GroupDraft[]): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>()
    for (const [order, { hours = null, ...draft }] of drafts.entries()) {
      ids.set(draft.scene, await queries.putGroup({ _id: newId(), ...draft, hours, order }))
    }
    afterCommit(groups.forget)
    return ids
  }

  /** Stores a code that was made at `uploadedAt`: WeChat counts its seven days from then. */
  async function addCode(
    groupId: string,
    upload: CodeUpload & { readonly uploadedAt: Date; readonly uploadedBy: string },
  ): Promise<void> {
    const contentType = groupCodeImageType(upload.bytes)
    if (!contentType) throw refused('group_code.refused', [{ code: 'group_code.not_an_image', details: {} }])
    const { uploadedAt, uploadedBy, members: joined } = upload
    const image = await uploads.save(upload.bytes)
    try {
      await queries.insertCode({
        _id: randomBytes(16).toString('hex'),
        groupId,
        ...{ image, contentType, uploadedAt, uploadedBy, joined },
        expiresAt: codeExpiry(uploadedAt),
        capacity: codeCapacity,
        isWithdrawn: false,
      })
      await queries.deleteExpiredPlaces(groupId, clock.now())
    } catch (error) {
      await uploads.remove(image)
      throw error
    }
  }

  async function getGroup(idOrScene: string): Promise<ConsultationGroupRecord> {
    const group = (await groups.get()).find((candidate) => isMeant(candidate, idOrScene))
    if (!group) throw notFound()
    return group
  }

  /** One read after the other: this also runs inside the transaction of an upload. */
  async function deskViewOf(group: ConsultationGroupRecord): Promise<DeskGroupView> {
    const now = clock.now()
    const codes = await queries.listNewestCodes(group._id, shownCodes)
    const waiting = await queries.countWaiting(group._id)
    return { group, codes, waiting, now, hasRoom: codes.some((code) => hasRoom(code, now)) }
  }

  return {
    list,
    get,
    join,
    listJoinsOf,
    forgetJoinsOf,
    listForDesk,
    uploadCode,
    withdrawCode,
    readImage,
    describe,
    addCode,
  }
}

function isMeant(group: ConsultationGroupRecord, idOrScene: string): boolean {
  return group._id === idOrScene || group.scene === idOrScene
}

/** The code that this person was shown before, while it can still be used. */
async function codeShownTo(groupId: string, who: string, now: Date): Promise<GroupCodeRecord | null> {
  for (const { codeId } of await queries.listPlacesOf(groupId, who, now)) {
    const code = await queries.findCode(codeId)
    if (code && !code.isWithdrawn) return code
  }
  return null
}

/** X1: enough to count somebody once within a group, not to say who joined or to follow a person across groups. */
function digestOf(groupId: string, { kind, id }: Identity): string {
  return createHash('sha256').update(`${groupId} ${kind} ${id}`).digest('base64url')
}

function digestsOf(groups: readonly ConsultationGroupRecord[], accounts: readonly string[]): queries.InGroup[] {
  return groups.flatMap(({ _id: groupId }) =>
    accounts.map((id) => ({ groupId, who: digestOf(groupId, { kind: 'account', id }) })),
  )
}
