/** Imports a checked community file and says what changed: in one transaction, which is taken back when nothing changed or nothing should. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Database, Tx } from '../db/open.ts'
import { type Change, changesBetween } from './community-changes.ts'
import { exportCommunity } from './community-export.ts'
import type { LocatedFault, Path } from './community-fault.ts'
import type { CommunityFile } from './community-file.ts'
import { type ImportSummary, importCommunity } from './community-import.ts'

export interface Applied {
  summary: ImportSummary
  /** The database did not know the community before. */
  isNew: boolean
  changes: Change[]
}

/** Carries the outcome out of a transaction that must not be kept. */
class Undone extends Error {
  readonly after: CommunityFile
  readonly summary: unknown
  constructor(after: CommunityFile, summary: unknown) {
    super('taken back on purpose')
    this.after = after
    this.summary = summary
  }
}

export async function applyCommunity(db: Database, file: CommunityFile, options: { dryRun?: boolean } = {}): Promise<Applied> {
  const { communities } = db.tables
  const id = file.community.id
  let before: CommunityFile | undefined
  let after: CommunityFile | undefined
  const watched: Database = {
    ...db,
    transact: (work) =>
      db.transact(async (tx) => {
        const [known] = await tx.select({ id: communities.id }).from(communities).where(eq(communities.id, id))
        before = known && (await exportCommunity(db, tx, id))
        await freeRooms(db, tx, file)
        const result = await work(tx)
        after = await exportCommunity(db, tx, id)
        if (options.dryRun || (before && changesBetween(before, after).length === 0)) throw new Undone(after, result)
        return result
      }),
  }
  const summary = await importCommunity(watched, file).catch((error: unknown) => {
    if (error instanceof Undone) return error.summary as ImportSummary
    throw error
  })
  return { summary, isNew: before === undefined, changes: after ? changesBetween(before, after) : [] }
}

/** A room goes to the group the file gives it to, whichever group of the community had it until now. */
async function freeRooms(db: Database, tx: Tx, file: CommunityFile): Promise<void> {
  const { groups } = db.tables
  for (const group of file.groups ?? []) {
    if (group.chat === undefined) continue
    await tx
      .update(groups)
      .set({ externalId: null })
      .where(and(eq(groups.communityId, file.community.id), eq(groups.externalId, group.chat), ne(groups.id, group.id)))
  }
}

/** Rooms that another community of this database already sits in. */
export async function roomsTaken(db: Database, file: CommunityFile, locate: (path: Path) => string): Promise<LocatedFault[]> {
  const { groups } = db.tables
  const said = (file.groups ?? []).flatMap((group, i) => (group.chat === undefined ? [] : [{ chat: group.chat, path: ['groups', i, 'chat'] }]))
  if (said.length === 0) return []
  const taken = await db.read
    .select({ chat: groups.externalId, communityId: groups.communityId, name: groups.name })
    .from(groups)
    .where(
      and(
        ne(groups.communityId, file.community.id),
        inArray(
          groups.externalId,
          said.map((one) => one.chat),
        ),
      ),
    )
  return said.flatMap(({ chat, path }) => {
    const other = taken.find((one) => one.chat === chat)
    return other
      ? [
          {
            severity: 'error',
            path,
            place: locate(path),
            message: `the room is already the group "${other.name}" of the community "${other.communityId}" in this database`,
          },
        ]
      : []
  })
}
