/** Imports a checked community file and says what changed: in one transaction, which is taken back when nothing changed or nothing should. */
import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Database, Tx } from '../db/open.ts'
import { type Change, changesBetween } from './community-changes.ts'
import { exportCommunity } from './community-export.ts'
import type { LocatedFault, Path } from './community-fault.ts'
import type { CommunityFile } from './community-file.ts'
import { type ImportSummary, writeWhole } from './community-import.ts'
import type { Read } from './context.ts'

export interface Applied {
  summary: ImportSummary
  /** The database did not know the community before. */
  isNew: boolean
  changes: Change[]
}

/** Carries the outcome out of a transaction that must not be kept. */
class Undone extends Error {
  readonly applied: Applied
  constructor(applied: Applied) {
    super('taken back on purpose')
    this.applied = applied
  }
}

/** @param work leaves nothing behind when it changed nothing, or when nothing should be. */
export async function keptIfChanged(db: Database, dryRun: boolean, work: (tx: Tx) => Promise<Applied>): Promise<Applied> {
  try {
    return await db.transact(async (tx) => {
      const applied = await work(tx)
      if (dryRun || (!applied.isNew && applied.changes.length === 0)) throw new Undone(applied)
      return applied
    })
  } catch (error) {
    if (error instanceof Undone) return error.applied
    throw error
  }
}

export const applyCommunity = (db: Database, file: CommunityFile, options: { dryRun?: boolean } = {}): Promise<Applied> =>
  keptIfChanged(db, options.dryRun ?? false, (tx) => applyIn(db, tx, file))

/** @param first what else has to happen to the rows before the file is written */
export async function applyIn(db: Database, tx: Tx, file: CommunityFile, first: (tx: Tx) => Promise<void> = async () => {}): Promise<Applied> {
  const { communities } = db.tables
  const { id } = file.community
  const [known] = await tx.select({ id: communities.id }).from(communities).where(eq(communities.id, id))
  const before = known && (await exportCommunity(db, tx, id))
  await first(tx)
  await freeRooms(db, tx, file)
  const summary = await writeWhole(db, tx, file)
  return { summary, isNew: before === undefined, changes: changesBetween(before, await exportCommunity(db, tx, id)) }
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
export async function roomsTaken(db: Database, file: CommunityFile, locate: (path: Path) => string, read: Read = db.read): Promise<LocatedFault[]> {
  const { groups } = db.tables
  const said = (file.groups ?? []).flatMap((group, i) => (group.chat === undefined ? [] : [{ chat: group.chat, path: ['groups', i, 'chat'] }]))
  if (said.length === 0) return []
  const taken = await read
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
