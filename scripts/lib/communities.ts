/** Which of the communities in the database a command is about. */
import type { Config } from '../../config.ts'
import { CodedError } from '../../core/errors.ts'
import type { Database } from '../../db/open.ts'
import { DEMO_COMMUNITY } from '../../services/demo.ts'

/** With a real gateway the demo community of an earlier sandbox does not count. */
export async function communityIds(db: Database, config: Pick<Config, 'gateway'>): Promise<string[]> {
  const { communities } = db.tables
  const rows = await db.read.select({ id: communities.id }).from(communities).orderBy(communities.id)
  return rows.map((row) => row.id).filter((id) => config.gateway === undefined || id !== DEMO_COMMUNITY)
}

/** @throws CodedError COMMUNITY_UNKNOWN when there is none, or not the one asked for */
export async function chosenCommunities(db: Database, config: Pick<Config, 'gateway'>, wanted: string | undefined): Promise<string[]> {
  const ids = await communityIds(db, config)
  if (ids.length === 0) throw new CodedError('COMMUNITY_UNKNOWN', 'the database holds no community yet')
  if (wanted === undefined) return ids
  if (!ids.includes(wanted)) throw new CodedError('COMMUNITY_UNKNOWN', `there is no community "${wanted}"; the database holds ${ids.join(', ')}`)
  return [wanted]
}
