import { rows, type Look } from './verify.queries'

const open = ['booked', 'staged', 'arrived']

/** B6: a slot whose count is not that of its open visits or above its capacity; open visits that no slot counts. */
export function findMiscountedSlots(): Look[] {
  const ofSlots = rows('slots', [
    {
      $lookup: {
        from: 'visits',
        let: { startsAt: '$startsAt' },
        localField: 'pickupPointId',
        foreignField: 'pickupPointId',
        pipeline: [
          { $match: { status: { $in: open }, $expr: { $eq: ['$startsAt', '$$startsAt'] } } },
          { $project: { _id: 1 } },
        ],
        as: 'visits',
      },
    },
    { $set: { visits: { $size: '$visits' } } },
    { $match: { $expr: { $or: [{ $ne: ['$taken', '$visits'] }, { $gt: ['$taken', '$capacity'] }] } } },
  ])
  const uncounted = rows('visits', [
    { $match: { status: { $in: open } } },
    {
      $lookup: {
        from: 'slots',
        let: { startsAt: '$startsAt' },
        localField: 'pickupPointId',
        foreignField: 'pickupPointId',
        pipeline: [{ $match: { $expr: { $eq: ['$startsAt', '$$startsAt'] } } }, { $project: { _id: 1 } }],
        as: 'slots',
      },
    },
    { $match: { slots: [] } },
    { $project: { pickupPointId: 1, startsAt: 1 } },
  ])
  return [ofSlots, uncounted]
}

/** V2: two open visits of one reader at one pickup point. */
export function findDoubleVisits(): Look[] {
  return [
    rows('visits', [
      { $match: { status: { $in: open } } },
      { $group: { _id: { readerId: '$readerId', pickupPointId: '$pickupPointId' }, visits: { $push: '$_id' } } },
      { $match: { 'visits.1': { $exists: true } } },
    ]),
  ]
}

/** V2: an open visit without books, or with one that is not ready there, another reader's, or says another visit. */
export function findVisitsAgainstBookings(): Look[] {
  const isItsOwn = {
    $and: [
      { $eq: ['$$book.status', 'ready'] },
      { $eq: ['$$book.visitId', '$_id'] },
      { $eq: ['$$book.readerId', '$readerId'] },
      { $eq: ['$$book.pickupPointId', '$pickupPointId'] },
    ],
  }
  return [
    rows('visits', [
      { $match: { status: { $in: open } } },
      { $lookup: { from: 'bookings', localField: 'bookingIds', foreignField: '_id', as: 'books' } },
      { $set: { own: { $size: { $filter: { input: '$books', as: 'book', cond: isItsOwn } } } } },
      { $match: { $expr: { $or: [{ $eq: ['$own', 0] }, { $ne: ['$own', { $size: '$bookingIds' }] }] } } },
      { $project: { status: 1, bookingIds: 1 } },
    ]),
  ]
}

/** V2: a booking that names a visit which does not hold it; only what was collected may name one that is over. */
export function findBookingsWithoutVisit(): Look[] {
  return [
    rows('bookings', [
      { $match: { visitId: { $ne: null } } },
      { $lookup: { from: 'visits', localField: 'visitId', foreignField: '_id', as: 'visit' } },
      { $set: { visit: { $first: '$visit' } } },
      {
        $match: {
          $expr: {
            $not: {
              $cond: [
                { $eq: ['$status', 'collected'] },
                { $in: ['$_id', { $ifNull: ['$visit.collectedIds', []] }] },
                {
                  $and: [
                    { $eq: ['$status', 'ready'] },
                    { $in: ['$visit.status', open] },
                    { $in: ['$_id', { $ifNull: ['$visit.bookingIds', []] }] },
                  ],
                },
              ],
            },
          },
        },
      },
      { $project: { status: 1, visitId: 1, visit: '$visit.status' } },
    ]),
  ]
}

/** B9: a copy on the road that does not say from where to where, or one that says so and is not. */
export function findLostOnTheRoad(): Look[] {
  const travels = { $eq: ['$status', 'in_transit'] }
  return [
    rows('copies', [
      { $match: { $expr: { $ne: [travels, { $eq: [{ $type: '$transit.to' }, 'string'] }] } } },
      { $project: { barcode: 1, status: 1, transit: 1 } },
    ]),
  ]
}

/** V4: a compartment with two books, one that the locker does not have, or of a book that lies elsewhere. */
export function findMisplacedInLockers(): Look[] {
  const inCompartment = { compartment: { $type: 'string' } }
  const shared = rows('copies', [
    { $match: inCompartment },
    { $group: { _id: { at: '$pickupPointId', compartment: '$compartment' }, copies: { $push: '$barcode' } } },
    { $match: { 'copies.1': { $exists: true } } },
  ])
  const elsewhere = rows('copies', [
    { $match: { ...inCompartment, status: { $nin: ['ready', 'to_clear'] } } },
    { $project: { barcode: 1, status: 1, compartment: 1 } },
  ])
  return [shared, elsewhere]
}
