import { ConsultationGroupModel, GroupCodeModel } from '../features/consultation-groups/consultation-groups.model'
import type { ConsultationGroupRecord } from '../features/consultation-groups/consultation-groups.model'
import type { ConsultationGroupsService } from '../features/consultation-groups/consultation-groups.service'
import { createUploads } from '../infra/uploads'
import { groupCodeImage } from './group-code-image'
import { at } from './seed-context'
import type { Seeding } from './seed-context'
import { demoId } from './seed-ids'

/**
 * The groups, and their codes as a librarian would have uploaded them at the time. The codes have other addresses after
 * every reset: whoever knows the address of a code can join (G1).
 */
export async function seedGroups(seeding: Seeding, groups: ConsultationGroupsService): Promise<void> {
  const { plan } = seeding
  await ConsultationGroupModel.insertMany(plan.consultationGroups.map(groupRecord))
  const librarian = plan.librarians.find(({ permissions }) => permissions.includes('groups'))
  if (!librarian) throw new Error('nobody may bring group codes')
  for (const { scene, codes } of plan.consultationGroups) {
    for (const [index, code] of codes.entries()) {
      await groups.addCode(demoId('group', scene), {
        bytes: groupCodeImage(`https://groups.demo-university.example/${scene}/${index + 1}`),
        members: code.joined,
        uploadedAt: at(seeding, code.uploadedAt),
        uploadedBy: librarian.account,
      })
    }
  }
}

/** The images of all codes, which lie beside the database and would outlive it. */
export async function removeGroupCodeImages(dataDir: string): Promise<void> {
  const uploads = createUploads(dataDir)
  for (const { image } of await GroupCodeModel.find({}, { image: 1 }).lean().exec()) await uploads.remove(image)
}

function groupRecord(group: Seeding['plan']['consultationGroups'][number], order: number): ConsultationGroupRecord {
  const { scene, name, description, hours } = group
  return { _id: demoId('group', scene), scene, name, description, hours, order, waitingTurn: 0 }
}
