/** Writes a validated community file into the database: all of it or nothing, as often as one likes. What tickets and chats have added stays. */
import { and, eq, notInArray } from 'drizzle-orm'
import { DEFAULT_SETTINGS } from '../core/community.ts'
import type { Database, Tx } from '../db/open.ts'
import type { CommunityFile } from './community-file.ts'
import { ANY_ACCOUNT } from './identity.ts'

const FIRST_TICKET_NUMBER = 1041

export interface ImportSummary {
  communityId: string
  grids: number
  buildings: number
  organisations: number
  people: number
  groups: number
  shifts: number
}

export const importCommunity = (db: Database, file: CommunityFile): Promise<ImportSummary> => db.transact((tx) => writeWhole(db, tx, file))

export async function writeWhole(db: Database, tx: Tx, file: CommunityFile): Promise<ImportSummary> {
  await writeCommunity(db, tx, file)
  await writePlaces(db, tx, file)
  await writePeople(db, tx, file)
  await writeGroups(db, tx, file)
  const shifts = await writeDuty(db, tx, file)
  return {
    communityId: file.community.id,
    grids: file.grids.length,
    buildings: file.buildings.length,
    organisations: file.organisations.length,
    people: file.people.length,
    groups: file.groups?.length ?? 0,
    shifts,
  }
}

async function writeCommunity(db: Database, tx: Tx, { community, policies }: CommunityFile): Promise<void> {
  const { communities } = db.tables
  const emergencyPhones = { ...DEFAULT_SETTINGS.emergencyPhones, ...policies?.emergencyPhones }
  const said = {
    name: community.name,
    timezone: community.timezone ?? 'Asia/Shanghai',
    language: community.language ?? ('zh-CN' as const),
    settings: { ...DEFAULT_SETTINGS, ...policies, emergencyPhones },
  }
  const [known] = await tx.select({ revision: communities.revision }).from(communities).where(eq(communities.id, community.id))
  if (known)
    await tx
      .update(communities)
      .set({ ...said, revision: known.revision + 1 })
      .where(eq(communities.id, community.id))
  else await tx.insert(communities).values({ id: community.id, ...said, revision: 1, lastTicketNumber: FIRST_TICKET_NUMBER, lastLeadNumber: 0 })
}

export const buildingId = (building: CommunityFile['buildings'][number]): string => building.id ?? String(building.name)

async function writePlaces(db: Database, tx: Tx, file: CommunityFile): Promise<void> {
  const communityId = file.community.id
  const { grids, buildings, organisations } = db.tables
  await tx.delete(grids).where(eq(grids.communityId, communityId))
  await tx.insert(grids).values(file.grids.map((g) => ({ communityId, id: g.id, name: g.name })))
  await tx.delete(buildings).where(eq(buildings.communityId, communityId))
  await tx.insert(buildings).values(
    file.buildings.map((b) => ({
      communityId,
      id: buildingId(b),
      gridId: b.grid,
      estate: b.estate ?? null,
      name: String(b.name),
      aliases: (b.aliases ?? []).map(String),
    })),
  )
  await tx.delete(organisations).where(eq(organisations.communityId, communityId))
  await tx.insert(organisations).values(
    file.organisations.map((o) => ({
      communityId,
      id: o.id,
      name: o.name,
      kind: o.kind,
      phone: o.phone === undefined ? null : String(o.phone),
      gridIds: o.grids ?? [],
    })),
  )
}

/** People in the file are written anew; staff the file no longer names become inactive, residents met in chats stay. */
async function writePeople(db: Database, tx: Tx, file: CommunityFile): Promise<void> {
  const communityId = file.community.id
  const { people, identities } = db.tables
  const named = file.people.map((p) => p.id)
  await tx
    .update(people)
    .set({ active: false })
    .where(and(eq(people.communityId, communityId), notInArray(people.id, named), notInArray(people.role, ['resident'])))
  for (const p of file.people) {
    const row = {
      name: p.name,
      role: p.role,
      orgId: p.org ?? null,
      title: p.title ?? null,
      phone: p.phone === undefined ? null : String(p.phone),
      supervisor: p.supervisor ?? false,
      admin: p.admin ?? false,
      gridIds: p.grids ?? [],
      active: true,
    }
    await tx
      .insert(people)
      .values({ communityId, id: p.id, ...row })
      .onConflictDoUpdate({ target: [people.communityId, people.id], set: row })
    for (const externalId of p.chat ?? [])
      await tx
        .insert(identities)
        .values({ communityId, account: ANY_ACCOUNT, externalId, personId: p.id, name: p.name })
        .onConflictDoUpdate({ target: [identities.communityId, identities.externalId, identities.account], set: { personId: p.id, name: p.name } })
  }
}

/** A group bound by chat keeps its room unless the file names another. */
async function writeGroups(db: Database, tx: Tx, file: CommunityFile): Promise<void> {
  const communityId = file.community.id
  const { groups } = db.tables
  for (const g of file.groups ?? []) {
    const buildingIds = (g.buildings ?? []).map((said) => {
      const building = file.buildings.find((b) => buildingId(b) === String(said) || String(b.name) === String(said))
      return building ? buildingId(building) : String(said)
    })
    const row = {
      name: g.name,
      kind: g.kind,
      gridId: g.grid ?? null,
      buildingIds,
      orgId: g.org ?? null,
      mode: g.mode ?? (g.kind === 'building' || g.kind === 'grid' ? ('auto' as const) : ('explicit' as const)),
      language: g.language ?? file.community.language ?? ('zh-CN' as const),
      ...(g.chat === undefined ? {} : { externalId: g.chat }),
    }
    await tx
      .insert(groups)
      .values({ communityId, id: g.id, externalId: null, ...row })
      .onConflictDoUpdate({ target: [groups.communityId, groups.id], set: row })
  }
}

/** The file's roster, and behind it what was arranged by chat for dates to come and the file does not say: swaps outlive an import. */
async function writeDuty(db: Database, tx: Tx, file: CommunityFile): Promise<number> {
  const communityId = file.community.id
  const { shifts } = db.tables
  const byChat = (await tx.select().from(shifts).where(eq(shifts.communityId, communityId))).filter((row) => row.byChat === true)
  await tx.delete(shifts).where(eq(shifts.communityId, communityId))
  const said = (file.duty ?? []).map((d) => ({
    personId: d.person,
    days: d.days ?? null,
    date: d.date ?? null,
    from: d.from,
    to: d.to,
    instead: d.instead ?? null,
    onCall: d.onCall ?? null,
  }))
  const here = new Set(file.people.map(({ id }) => id))
  const kept = byChat.filter(
    (row) => here.has(row.personId) && (row.instead === null || here.has(row.instead)) && !said.some((one) => sameShift(one, row)),
  )
  const rows = [...said.map((one) => ({ ...one, byChat: byChat.some((row) => sameShift(one, row)) ? true : null })), ...inOrder(kept)].map(
    (row, i) => ({
      ...row,
      communityId,
      id: `d${i + 1}`,
    }),
  )
  if (rows.length > 0) await tx.insert(shifts).values(rows)
  return rows.length
}

type ShiftRow = Database['tables']['shifts']['$inferSelect']
const sameShift = (one: Pick<ShiftRow, 'personId' | 'date' | 'from' | 'to' | 'instead'>, other: typeof one): boolean =>
  one.personId === other.personId && one.date === other.date && one.from === other.from && one.to === other.to && one.instead === other.instead
const inOrder = (rows: readonly ShiftRow[]): ShiftRow[] => [...rows].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
