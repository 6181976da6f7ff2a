/** Binding 绑定: a room to its buildings, a person to the chat id they write from. */
import { and, eq, gt, isNull, ne } from 'drizzle-orm'
import { buildingsOfGroup, type Directory, findBuilding, type Group, isStaff, type Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Mode } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { mayTryCode, wrongCode } from './code-guesses.ts'
import type { DeskContext } from './context.ts'
import { bumpRevision } from './directory.ts'
import { personById } from './identity.ts'
import type { Arrival } from './intake.ts'
import { isLeftBehind, moveRoom } from './moving.ts'
import { buildingsIn } from './named-buildings.ts'

export const CODE_VALID = { hours: 24 }
/** Letters and digits nobody confuses when reading them out. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 6
const DIGITS_FROM = CODE_LETTERS.indexOf('2')
/** Two letters, two digits, then either: neither a word nor a building (128, A3, 12B) looks like that. */
function codeLetter(byte: number, place: number): string {
  const [from, to] = place < 2 ? [0, DIGITS_FROM] : place < 4 ? [DIGITS_FROM, CODE_LETTERS.length] : [0, CODE_LETTERS.length]
  return CODE_LETTERS[from + (byte % (to - from))] ?? ''
}

/** Binds the room a command was typed in to what it names: buildings, a grid, or a unit's staff. @throws CodedError BUILDING_UNKNOWN */
export async function bindGroup(
  cx: DeskContext,
  tx: Tx,
  { directory, message, group, person }: Arrival,
  said: string,
): Promise<{ group: Group; buildings: string[] }> {
  const room = message.room
  if (!room) throw new CodedError('NOT_ENTITLED', 'a direct chat cannot be bound', {})
  const names = buildingsIn(said)
  const bare = names.length === 0 && /^[A-Za-z]?\d{1,4}[A-Za-z]?$/.test(said.trim()) ? [said.trim()] : names
  const buildings = bare.map((name) => findBuilding(directory.buildings, name)).filter((b) => b !== undefined)
  const grid = directory.grids.find((g) => g.name === said.trim() || (said.trim() !== '' && g.name.includes(said.trim())))
  const unit = directory.organisations.find((o) => said.includes(o.name))
  if (buildings.length < bare.length || (buildings.length === 0 && !grid && !unit))
    throw new CodedError('BUILDING_UNKNOWN', `"${said}" names nothing of this community`, {
      candidates: buildingsOfGroup(directory, undefined)
        .slice(0, 8)
        .map((b) => b.name),
    })
  const bound = {
    kind: buildings.length === 1 ? ('building' as const) : buildings.length > 1 || grid ? ('grid' as const) : ('staff' as const),
    gridId: grid?.id ?? buildings[0]?.gridId ?? null,
    buildingIds: buildings.map((b) => b.id),
    orgId: buildings.length === 0 && !grid ? (unit?.id ?? null) : null,
    mode: group && group.kind !== 'other' ? group.mode : ('auto' as const),
  }
  const { groups } = cx.db.tables
  const known =
    group && standsFor(group, bound) ? undefined : await groupOf(cx, tx, directory, bound, { topic: room.topic, account: message.account })
  if (known) {
    await takeRoom(cx, tx, directory, { known, room, by: person })
    return { group: { ...known, name: room.topic || known.name, externalId: room.id }, buildings: buildings.map((b) => b.name) }
  }
  const whole = { name: room.topic || group?.name || said, language: group?.language ?? directory.language, externalId: room.id, ...bound }
  const id = group?.id ?? cx.newId()
  if (group)
    await tx
      .update(groups)
      .set(whole)
      .where(and(eq(groups.communityId, directory.id), eq(groups.id, id)))
  else await tx.insert(groups).values({ communityId: directory.id, id, ...whole })
  await bumpRevision(cx.db, tx, directory.id)
  return { group: { id, ...whole }, buildings: buildings.map((b) => b.name) }
}

type Bound = Pick<Group, 'kind' | 'gridId' | 'buildingIds' | 'orgId'>

/** The group the community knows already for what a room is bound to: one without a room first, else one whose room is dead. */
async function groupOf(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  bound: Bound,
  room: { topic: string; account: string },
): Promise<Group | undefined> {
  const alike = directory.groups.filter((g) => standsFor(g, bound))
  const waiting = alike.find((g) => g.externalId === null)
  if (waiting) return waiting
  for (const other of alike)
    if (await isLeftBehind(cx, tx, directory, { name: other.name, room: other.externalId ?? '' }, { name: room.topic, account: room.account }))
      return other
  return undefined
}

function standsFor(group: Group, { kind, gridId, buildingIds, orgId }: Bound): boolean {
  if (group.kind !== kind || group.orgId !== orgId) return false
  if (buildingIds.length === 0) return group.gridId === gridId
  return group.buildingIds.length === buildingIds.length && buildingIds.every((id) => group.buildingIds.includes(id))
}

interface Taking {
  known: Group
  room: { id: string; topic: string }
  by: Person
}

/** Gives a room to a known group; whatever sat in that room before leaves it, and what was open in the group's old room comes along. */
async function takeRoom(cx: DeskContext, tx: Tx, directory: Directory, { known, room, by }: Taking): Promise<void> {
  const { groups } = cx.db.tables
  await tx
    .update(groups)
    .set({ externalId: null })
    .where(and(eq(groups.communityId, directory.id), eq(groups.externalId, room.id)))
  await tx
    .update(groups)
    .set({ externalId: room.id, name: room.topic || known.name })
    .where(and(eq(groups.communityId, directory.id), eq(groups.id, known.id)))
  if (known.externalId !== null) await moveRoom(cx, tx, directory, { from: known.externalId, to: room.id }, by)
  await bumpRevision(cx.db, tx, directory.id)
}

export async function setMode(cx: DeskContext, tx: Tx, { directory, group }: Arrival, mode: Mode): Promise<void> {
  if (!group)
    throw new CodedError('BUILDING_UNKNOWN', 'this group is not bound yet', { candidates: directory.buildings.slice(0, 8).map((b) => b.name) })
  const { groups } = cx.db.tables
  await tx
    .update(groups)
    .set({ mode })
    .where(and(eq(groups.communityId, directory.id), eq(groups.id, group.id)))
  await bumpRevision(cx.db, tx, directory.id)
}

/** A one-time code for a staff member; whoever sends it to the bot directly is that person from then on. */
export async function issueCode(cx: DeskContext, tx: Tx, communityId: string, personId: string, randomBytes: Uint8Array): Promise<string> {
  const code = Array.from(randomBytes.slice(0, CODE_LENGTH), codeLetter).join('')
  const { bindCodes } = cx.db.tables
  await tx.insert(bindCodes).values({ communityId, code, personId, expiresAt: cx.now() + CODE_VALID.hours * 3_600_000 })
  return code
}

/** @throws CodedError CODE_INVALID */
export async function redeemCode(cx: DeskContext, tx: Tx, { directory, message, person }: Arrival, said: string): Promise<Person> {
  const { bindCodes, identities, people } = cx.db.tables
  const code = said.trim().toUpperCase()
  if (!mayTryCode(cx, message)) throw new CodedError('CODE_INVALID', 'too many wrong codes; none is looked at for an hour')
  const [used] = await tx
    .update(bindCodes)
    .set({ usedAt: cx.now() })
    .where(and(eq(bindCodes.communityId, directory.id), eq(bindCodes.code, code), isNull(bindCodes.usedAt), gt(bindCodes.expiresAt, cx.now())))
    .returning()
  const owner = used && (await personById(cx, tx, directory.id, used.personId))
  if (!owner) {
    wrongCode(cx, message)
    throw new CodedError('CODE_INVALID', 'no such code')
  }
  await tx
    .update(identities)
    .set({ personId: owner.id })
    .where(and(eq(identities.communityId, directory.id), eq(identities.externalId, message.sender.id)))
  // What the stranger was until now is nobody any more.
  if (!isStaff(person.role) && person.id !== owner.id)
    await tx
      .update(people)
      .set({ active: false })
      .where(and(eq(people.communityId, directory.id), eq(people.id, person.id), ne(people.id, owner.id)))
  await bumpRevision(cx.db, tx, directory.id)
  return owner
}
