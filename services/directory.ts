/** A community's places, units, staff and rules, kept in memory and read anew when its revision moved. */
import { and, eq, ne, sql } from 'drizzle-orm'
import { DEFAULT_SETTINGS, type Directory } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Database, Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { Read } from './context.ts'

export interface Directories {
  get(read: Read, communityId: string): Promise<Directory>
  ids(read: Read): Promise<string[]>
}

const revisionOf = prepared((read: Read, { communities }) =>
  read
    .select({ revision: communities.revision })
    .from(communities)
    .where(eq(communities.id, sql.placeholder('id')))
    .prepare(''),
)
const idsIn = prepared((read: Read, { communities }) => read.select({ id: communities.id }).from(communities).orderBy(communities.id).prepare(''))

/** @param hidden communities that are not served: the demo, on a real gateway */
export function createDirectories(db: Database, hidden: readonly string[] = []): Directories {
  const cache = new Map<string, Directory>()
  return {
    async get(read, communityId) {
      const [row] = await revisionOf(db, read, { id: communityId })
      if (!row) throw new CodedError('COMMUNITY_UNKNOWN', `there is no community "${communityId}" in the database`)
      const cached = cache.get(communityId)
      if (cached && cached.revision === row.revision) return cached
      const fresh = await readDirectory(db, read, communityId)
      cache.set(communityId, fresh)
      return fresh
    },
    async ids(read) {
      return (await idsIn(db, read, {})).map((row) => row.id).filter((id) => !hidden.includes(id))
    },
  }
}

async function readDirectory(db: Database, read: Read, communityId: string): Promise<Directory> {
  const t = db.tables
  const [community] = await read.select().from(t.communities).where(eq(t.communities.id, communityId))
  if (!community) throw new CodedError('COMMUNITY_UNKNOWN', `there is no community "${communityId}" in the database`)
  const grids = await read.select().from(t.grids).where(eq(t.grids.communityId, communityId)).orderBy(t.grids.id)
  const buildings = await read.select().from(t.buildings).where(eq(t.buildings.communityId, communityId)).orderBy(t.buildings.id)
  const organisations = await read.select().from(t.organisations).where(eq(t.organisations.communityId, communityId)).orderBy(t.organisations.id)
  const staff = await read
    .select()
    .from(t.people)
    .where(and(eq(t.people.communityId, communityId), ne(t.people.role, 'resident'), eq(t.people.active, true)))
    .orderBy(t.people.id)
  const groups = await read.select().from(t.groups).where(eq(t.groups.communityId, communityId)).orderBy(t.groups.id)
  const shifts = await read.select().from(t.shifts).where(eq(t.shifts.communityId, communityId)).orderBy(t.shifts.id)
  const absences = await read
    .select({ personId: t.absences.personId, from: t.absences.from, until: t.absences.until })
    .from(t.absences)
    .where(eq(t.absences.communityId, communityId))
    .orderBy(t.absences.from)
  const blocks = await read.select({ personId: t.blocks.personId }).from(t.blocks).where(eq(t.blocks.communityId, communityId))
  return {
    id: community.id,
    name: community.name,
    timezone: community.timezone,
    language: community.language,
    revision: community.revision,
    settings: { ...DEFAULT_SETTINGS, ...community.settings },
    grids,
    buildings,
    organisations,
    staff,
    groups,
    shifts,
    blocked: new Set(blocks.map(({ personId }) => personId)),
    absences,
  }
}

/** To be called in every transaction that changes the set-up. */
export async function bumpRevision(db: Database, tx: Tx, communityId: string): Promise<void> {
  const { communities } = db.tables
  await tx
    .update(communities)
    .set({ revision: sql`${communities.revision} + 1` })
    .where(eq(communities.id, communityId))
}
