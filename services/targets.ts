/** Whom a command names: a person, a unit, a level above. */
import { calledName, communityOffice, type Directory, type Organisation, type Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { levelOf, orgAbove } from '../core/levels.ts'
import { personFor, type Route } from '../core/routing.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { openWork } from './ticket-rows.ts'

/** One level up: from a unit to the community, on to the sub-district and the district; at the top, to the community's head. */
export async function upward(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<Route> {
  const office = communityOffice(directory)
  const above = orgAbove(directory, ticket.orgId)
  const work = await openWork(cx, tx, directory.id)
  if (above) {
    const to = inUnit(directory, above, ticket, cx.now(), work)
    if (to.orgId === above.id) return to
  }
  // At the top it is the matter of whoever leads there.
  const top = levelOf(directory, ticket.orgId) === 'courtyard' ? office?.id : (ticket.orgId ?? office?.id)
  const head = directory.staff.find((p) => p.orgId === top && (p.supervisor || p.admin))
  return { orgId: top ?? ticket.orgId, assigneeId: head?.id ?? ticket.assigneeId, because: 'community' }
}

/** Somebody of the very unit that was named, on duty or not; where it has nobody here, who stands in for it. */
function inUnit(directory: Directory, unit: Organisation, ticket: Ticket, now: number, work: ReadonlyMap<string, number>): Route {
  const to = personFor(directory, unit, ticket.gridId, now, work)
  const own = to.orgId === unit.id ? undefined : directory.staff.find((p) => p.orgId === unit.id)
  return own ? { orgId: unit.id, assigneeId: own.id, because: 'supervisor' } : to
}

const KIND_WORDS: [RegExp, Organisation['kind']][] = [
  [/^(社区|居委会?|community)$/i, 'community'],
  [/^(物业|property)$/i, 'property'],
  [/^(街道|街道办|sub-?district)$/i, 'subdistrict'],
  [/^(业委会|owners.*)$/i, 'owners'],
]

interface Named {
  person?: Person
  unit?: Organisation
}

/** @throws CodedError TARGET_UNKNOWN with who could be meant */
function named(directory: Directory, said: string): Named {
  const name = said.trim().replace(/^(给|到|to)\s*/i, '')
  const matches = (p: Person) =>
    name !== '' && (p.name === name || p.title === name || name.includes(p.name) || (p.title !== null && name.includes(p.title)))
  const person = directory.staff.find(matches)
  if (person) return { person }
  const kind = KIND_WORDS.find(([words]) => words.test(name))?.[1]
  const unit =
    directory.organisations.find((o) => name !== '' && (o.name === name || o.name.includes(name) || name.includes(o.name))) ??
    directory.organisations.find((o) => o.kind === kind)
  if (unit) return { unit }
  throw new CodedError('TARGET_UNKNOWN', `"${said}" is nobody here`, {
    candidates: [...directory.organisations.map((o) => o.name), ...directory.staff.slice(0, 4).map(calledName)],
  })
}

/** @throws CodedError TARGET_UNKNOWN with who could be meant */
export async function target(cx: DeskContext, tx: Tx, directory: Directory, said: string, ticket: Ticket): Promise<Route> {
  const { person, unit } = named(directory, said)
  if (person || !unit) return { orgId: person?.orgId ?? null, assigneeId: person?.id ?? null, because: 'duty' }
  return inUnit(directory, unit, ticket, cx.now(), await openWork(cx, tx, directory.id))
}

/** Like `target`, but the unit named stays the one that is asked, whoever follows it up where it has nobody here. */
export async function supporter(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  said: string,
  ticket: Ticket,
): Promise<Pick<Route, 'orgId' | 'assigneeId'>> {
  const { unit } = named(directory, said)
  const { orgId, assigneeId } = await target(cx, tx, directory, said, ticket)
  return { orgId: unit?.id ?? orgId, assigneeId }
}
