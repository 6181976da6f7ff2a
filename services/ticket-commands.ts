/** Commands about one ticket, turned into deeds. */
import { asTyped } from '../core/as-typed.ts'
import { calledName, communityOffice, type Directory, isStaff, type Organisation, type Person } from '../core/community.ts'
import { decide } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { readPromise } from '../core/promise.ts'
import { personFor, type Route } from '../core/routing.ts'
import { phaseOf, type Ticket, type TicketCommand } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { announceJoined } from './announce.ts'
import { loosePictures, tieAttachments } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import { personById } from './identity.ts'
import type { Arrival } from './intake.ts'
import { type Voice, voiceFor } from './lines.ts'
import { wasHeardIn } from './message-rows.ts'
import { languageOfPerson } from './opening.ts'
import { isStaffGroup } from './staff-rooms.ts'
import { openWork, record, ticketByNumber } from './ticket-rows.ts'
import { act, standingOf } from './tickets.ts'
import { nameThere, reply } from './where-asked.ts'

/** Pictures sent so shortly before the word that the work is done are its proof. */
export const PROOF_WITHIN_MS = 3 * 60_000

type Making = (p: { cx: DeskContext; tx: Tx; arrival: Arrival; command: Command; ticket: Ticket }) => TicketCommand | Promise<TicketCommand>

type Said = Pick<Parameters<Making>[0], 'arrival' | 'command'>
const note = ({ arrival, command: { args } }: Said): string => asTyped(arrival.message.text, args.note ?? args.reason ?? '')
const reason = ({ arrival, command: { args } }: Said): string => asTyped(arrival.message.text, args.reason ?? args.note ?? '')

function timeOf({ arrival, command }: Parameters<Making>[0], required: boolean): number | null {
  const said = [command.args.by, command.args.note, command.args.reason].filter(Boolean).join(' ')
  const at = said ? readPromise(said, arrival.message.at, arrival.directory.timezone) : undefined
  if (at === undefined && required) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
  return at ?? null
}

const STARS_FOR: Record<string, number> = { yes: 5, mostly: 4, no: 2 }

const MAKE: Partial<Record<CommandName, Making>> = {
  accept: (p) => ({ type: 'accept', promisedAt: timeOf(p, false) }),
  note: (p) => ({ type: 'note', words: note(p) }),
  extend: (p) => ({ type: 'extend', until: timeOf(p, true) ?? 0, reason: reason(p) }),
  suspend: (p) => ({ type: 'suspend', reason: reason(p), until: timeOf(p, false) }),
  resume: () => ({ type: 'resume' }),
  urge: ({ arrival }) => ({ type: 'urge', words: arrival.message.text }),
  withdraw: (p) => ({ type: 'withdraw', reason: reason(p) }),
  confirm: ({ arrival }) => ({ type: 'confirm', words: arrival.message.text }),
  reopen: ({ arrival, ticket }) =>
    phaseOf(ticket.status) === 'open'
      ? { type: 'add_detail', words: arrival.message.text, pictures: 0, messageId: arrival.message.id }
      : { type: 'reopen', words: arrival.message.text },
  me_too: ({ arrival }) => ({ type: 'follow', words: arrival.message.text }),
  rate: ({ command: { args } }) => ({
    type: 'rate',
    stars: args.stars === undefined ? (STARS_FOR[args.satisfied ?? 'yes'] ?? 5) : Number(args.stars),
  }),
  close: (p) => ({
    type: 'close',
    as: p.command.args.as === 'not_ours' || p.command.args.as === 'cannot' ? p.command.args.as : 'solved',
    reason: reason(p),
  }),
  resolve: async ({ cx, tx, arrival, command, ticket }) => {
    const { directory, message, person, roomId } = arrival
    const before = await loosePictures(cx, tx, directory.id, { personId: person.id, roomId, since: message.at - PROOF_WITHIN_MS })
    const deed = { type: 'resolve', words: note({ arrival, command }), pictures: before.length, messageId: message.id } as const
    // Whoever may not do this ties no picture to the ticket.
    decide(ticket, deed, standingOf(directory, ticket, person, roomId), cx.now())
    await tieAttachments(cx, tx, directory.id, message.account, before, ticket.id, 'proof')
    return deed
  },
  transfer: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await target(cx, tx, arrival.directory, command.args.to ?? note({ arrival, command }), ticket)
    return {
      type: 'assign',
      orgId: to.orgId,
      assigneeId: to.assigneeId,
      why: 'transfer',
      reason: asTyped(arrival.message.text, command.args.reason ?? ''),
    }
  },
  escalate: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'assign', orgId: to.orgId, assigneeId: to.assigneeId, why: 'escalated', reason: reason({ arrival, command }) }
  },
  reject: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'send_back', reason: reason({ arrival, command }), orgId: to.orgId, assigneeId: to.assigneeId }
  },
  merge: async ({ cx, tx, arrival, command, ticket }) => {
    const { directory, person, roomId } = arrival
    const into = Number(command.args.into)
    decide(ticket, { type: 'merge', into: 0 }, standingOf(directory, ticket, person, roomId), cx.now())
    const kept = Number.isInteger(into) ? await ticketByNumber(cx, tx, directory.id, into) : undefined
    if (!kept)
      throw new CodedError('TICKET_UNKNOWN', `there is no ticket #${command.args.into ?? '?'} to merge into`, { number: command.args.into ?? '' })
    // What is merged into a closed matter would be lost; and so no ring of merged tickets can come about.
    if (kept.id === ticket.id || phaseOf(kept.status) !== 'open')
      throw new CodedError('STEP_FORBIDDEN', `#${into} is ${kept.status}: #${ticket.number} cannot be merged into it`, {
        number: ticket.number,
        into,
      })
    return { type: 'merge', into }
  },
}

export const isTicketCommand = (name: CommandName): boolean => name in MAKE || name === 'status'

/** @throws CodedError: what `decide` says, or what could not be read */
export async function ticketCommand(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket): Promise<void> {
  const { directory, person, roomId } = arrival
  const voice = voiceFor(directory, languageOfPerson(arrival), cx.now())
  const make = MAKE[command.name]
  if (!make) return sayStatusTo(cx, tx, arrival, ticket, voice)
  const after = await act(cx, tx, directory, { ticket, command: await make({ cx, tx, arrival, command, ticket }), actor: person, roomId })
  if (command.name === 'merge') await followInto(cx, tx, directory, after)
  if ((spokenInPublic(after, roomId) && command.name !== 'note') || RESIDENT_DEEDS.has(command.name)) return
  await reply(
    cx,
    tx,
    arrival,
    voice.phrases.done({
      command: command.name,
      ticket: voice.line(after),
      by: command.name === 'extend' ? voice.when(after.resolveBy) : after.promisedAt === null ? voice.by(after.actBy) : voice.when(after.promisedAt),
    }),
    { ticketId: after.id },
  )
}

/** Where a ticket stands is for those it concerns. What was told directly is not spread out in a group. @throws CodedError NOT_ENTITLED */
async function sayStatusTo(cx: DeskContext, tx: Tx, arrival: Arrival, ticket: Ticket, voice: Voice): Promise<void> {
  const { directory, person, roomId, group } = arrival
  const { reporter, follower, neighbour } = standingOf(directory, ticket, person, roomId)
  if (!reporter && !follower && !neighbour && !isStaff(person.role) && !(await wasHeardIn(cx, tx, directory.id, person.id, ticket.roomId)))
    throw new CodedError('NOT_ENTITLED', `#${ticket.number} is not for ${person.id} to know`, { number: ticket.number, command: 'status' })
  const quietly = ticket.roomId === null && !isStaffGroup(group) ? { ...arrival, roomId: null } : arrival
  await reply(cx, tx, quietly, voice.phrases.statusTo({ to: nameThere(quietly), lines: [voice.status(ticket)] }), { ticketId: ticket.id })
}

/** Their words are said in the ticket's own group. */
const RESIDENT_DEEDS: ReadonlySet<CommandName> = new Set(['urge', 'withdraw', 'confirm', 'reopen', 'me_too', 'rate'])
const spokenInPublic = (ticket: Ticket, roomId: string | null): boolean => roomId !== null && roomId === ticket.roomId

/** The people of a merged ticket follow the one that is kept, by the program's doing; whoever has that hears of it once. */
async function followInto(cx: DeskContext, tx: Tx, directory: Directory, merged: Ticket): Promise<void> {
  const kept = merged.mergedInto === null ? undefined : await ticketByNumber(cx, tx, directory.id, merged.mergedInto)
  if (!kept) return
  let current = kept
  for (const id of [merged.reporterId, ...merged.followers]) {
    const person = await personById(cx, tx, directory.id, id)
    if (!person || id === current.reporterId || current.followers.includes(id)) continue
    const standing = { ...standingOf(directory, current, person, null), program: true }
    current = await record(cx, tx, directory, current, decide(current, { type: 'follow', words: '' }, standing, cx.now()), person)
  }
  await announceJoined(cx, tx, directory, current, merged)
}

/** One level up: from a unit to the community, from the community to its head or the sub-district. */
async function upward(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<Route> {
  const office = communityOffice(directory)
  const above = ticket.orgId === office?.id ? directory.organisations.find((o) => o.kind === 'subdistrict') : office
  const work = await openWork(cx, tx, directory.id)
  if (above) {
    const to = inUnit(directory, above, ticket, cx.now(), work)
    if (to.orgId === above.id) return to
  }
  const head = directory.staff.find((p) => p.orgId === office?.id && (p.supervisor || p.admin))
  return { orgId: office?.id ?? ticket.orgId, assigneeId: head?.id ?? ticket.assigneeId, because: 'community' }
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

/** @throws CodedError TARGET_UNKNOWN with who could be meant */
async function target(cx: DeskContext, tx: Tx, directory: Directory, said: string, ticket: Ticket): Promise<Route> {
  const name = said.trim().replace(/^(给|到|to)\s*/i, '')
  const matches = (p: Person) =>
    name !== '' && (p.name === name || p.title === name || name.includes(p.name) || (p.title !== null && name.includes(p.title)))
  const person = directory.staff.find(matches)
  if (person) return { orgId: person.orgId, assigneeId: person.id, because: 'duty' }
  const kind = KIND_WORDS.find(([words]) => words.test(name))?.[1]
  const unit =
    directory.organisations.find((o) => name !== '' && (o.name === name || o.name.includes(name) || name.includes(o.name))) ??
    directory.organisations.find((o) => o.kind === kind)
  if (!unit)
    throw new CodedError('TARGET_UNKNOWN', `"${said}" is nobody here`, {
      candidates: [...directory.organisations.map((o) => o.name), ...directory.staff.slice(0, 4).map(calledName)],
    })
  return inUnit(directory, unit, ticket, cx.now(), await openWork(cx, tx, directory.id))
}
