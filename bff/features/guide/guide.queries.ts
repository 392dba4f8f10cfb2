import { GuideSectionModel, type GuideSectionRecord } from './guide.model'

export function readGuideSections(): Promise<GuideSectionRecord[]> {
  return GuideSectionModel.find().sort({ order: 1, _id: 1 }).lean<GuideSectionRecord[]>().exec()
}

export async function replaceGuideSections(sections: readonly GuideSectionRecord[]): Promise<void> {
  await GuideSectionModel.deleteMany({})
  await GuideSectionModel.insertMany(sections)
}
