import type { Joined } from './groups.hooks'

/** WeChat takes a group code for seven days; after that the library gives another (G1). */
export const isExpired = ({ expiresAt }: Joined, now: number) => expiresAt !== undefined && Date.parse(expiresAt) <= now
