import { rows, type Look } from './verify.queries'

/** L4: two exceptions of a calendar that hold for one day. */
export function findOverlappingExceptions(): Look[] {
  const exceptions = { $ifNull: ['$calendar.exceptions', []] }
  return [
    rows('branches', [
      { $set: { exception: exceptions } },
      { $unwind: { path: '$exception', includeArrayIndex: 'n' } },
      { $set: { before: { $slice: [exceptions, { $toInt: '$n' }] } } },
      {
        $match: {
          $expr: {
            $anyElementTrue: {
              $map: {
                input: '$before',
                in: { $and: [{ $lte: ['$$this.from', '$exception.to'] }, { $lte: ['$exception.from', '$$this.to'] }] },
              },
            },
          },
        },
      },
      { $project: { exception: 1 } },
    ]),
  ]
}

/** Two suggestions of one reader for one title; a decided one without its time, or declined without a reason. */
export function findBadSuggestions(): Look[] {
  const twice = rows('purchase_suggestions', [
    { $group: { _id: { readerId: '$readerId', what: '$what' }, suggestions: { $push: '$_id' } } },
    { $match: { 'suggestions.1': { $exists: true } } },
  ])
  const undecided = rows('purchase_suggestions', [
    {
      $match: {
        $or: [
          { status: { $ne: 'submitted' }, decidedAt: null },
          { status: 'declined', reason: null },
        ],
      },
    },
    { $project: { status: 1 } },
  ])
  return [twice, undecided]
}

/** L1, L4: rules or a calendar in force that are not what the change that made their version left. */
export function findUnrecordedRules(): Look[] {
  const rules = rows('settings', [
    { $match: { _id: 'circulation' } },
    ...changeThatMade('circulation', '$version'),
    { $match: { $expr: { $ne: ['$change.after', '$value'] } } },
    { $project: { version: 1 } },
  ])
  const calendars = rows('branches', [
    ...changeThatMade('calendar', '$calendarVersion'),
    { $match: { $expr: { $ne: ['$change.after', '$calendar'] } } },
    { $project: { calendarVersion: 1 } },
  ])
  return [rules, calendars]
}

/** Rows whose version was made by nobody's change are left out. */
function changeThatMade(kind: 'circulation' | 'calendar', version: string): object[] {
  const branchId = kind === 'calendar' ? '$_id' : null
  return [
    {
      $lookup: {
        from: 'rule_changes',
        let: { version, branchId },
        pipeline: [
          {
            $match: {
              kind,
              $expr: { $and: [{ $eq: ['$branchId', '$$branchId'] }, { $eq: ['$version', '$$version'] }] },
            },
          },
        ],
        as: 'change',
      },
    },
    { $unwind: '$change' },
  ]
}
