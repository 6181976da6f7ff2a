/** Commands about one ticket, turned into deeds. */
import { and, eq, inArray } from 'drizzle-orm'
import { calledName, type Directory, type Organisation, type Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { personFor, type Route } from '../core/routing.ts'
import { phaseOf, type Ticket, type TicketCommand } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import { readTime } from '../core/when.ts'
import type { Tx } from '../db/open.ts'
import { loosePictures, tieAttachments } from './attachment-rows.ts'
import { reply } from './commands.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { voiceFor } from './lines.ts'
import { languageOf } from './opening.ts'
import { openWork, record, ticketByNumber } from './ticket-rows.ts'
import { act } from './tickets.ts'

/** Pictures sent so shortly before the word that the work is done are its proof. */
export const PROOF_WITHIN_MS = 3 * 60_000

type Making = (p: { cx: DeskContext; tx: Tx; arrival: Arrival; command: Command; ticket: Ticket }) => TicketCommand | Promise<TicketCommand>

const note = (command: Command): string => command.args.note ?? command.args.reason ?? ''
const reason = (command: Command): string => command.args.reason ?? command.args.note ?? ''

function timeOf({ arrival, command }: Parameters<Making>[0], required: boolean): number | null {
  const said = [command.args.by, command.args.note, command.args.reason].filter(Boolean).join(' ')
  const at = said ? readTime(said, arrival.message.at, arrival.directory.timezone) : undefined
  if (at === undefined && required) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
  return at ?? null
}

const STARS_FOR: Record<string, number> = { yes: 5, mostly: 4, no: 2 }

const MAKE: Partial<Record<CommandName, Making>> = {
  accept: (p) => ({ type: 'accept', promisedAt: timeOf(p, false) }),
  note: ({ command }) => ({ type: 'note', words: note(command) }),
  extend: (p) => ({ type: 'extend', until: timeOf(p, true) ?? 0, reason: reason(p.command) }),
  suspend: (p) => ({ type: 'suspend', reason: reason(p.command), until: timeOf(p, false) }),
  resume: () => ({ type: 'resume' }),
  urge: ({ arrival }) => ({ type: 'urge', words: arrival.message.text }),
  withdraw: ({ command }) => ({ type: 'withdraw', reason: reason(command) }),
  confirm: ({ arrival }) => ({ type: 'confirm', words: arrival.message.text }),
  reopen: ({ arrival, ticket }) =>
    phaseOf(ticket.status) === 'open'
      ? { type: 'add_detail', words: arrival.message.text, pictures: 0, messageId: arrival.message.id }
      : { type: 'reopen', words: arrival.message.text },
  me_too: ({ arrival }) => ({ type: 'follow', words: arrival.message.text }),
  rate: ({ command, ticket }) => {
    const satisfied = command.args.satisfied
    if (command.args.stars === undefined && satisfied === 'no' && phaseOf(ticket.status) === 'resolved') return { type: 'rate', stars: 2 }
    return { type: 'rate', stars: command.args.stars === undefined ? (STARS_FOR[satisfied ?? 'yes'] ?? 5) : Number(command.args.stars) }
  },
  close: ({ command }) => ({
    type: 'close',
    as: command.args.as === 'not_ours' || command.args.as === 'cannot' ? command.args.as : 'solved',
    reason: reason(command),
  }),
  resolve: async ({ cx, tx, arrival, command, ticket }) => {
    const { directory, message, person, roomId } = arrival
    const before = await loosePictures(cx, tx, directory.id, { personId: person.id, roomId, since: message.at - PROOF_WITHIN_MS })
    const tied = await tieAttachments(cx, tx, directory.id, message.account, before, ticket.id, 'proof')
    return { type: 'resolve', words: note(command), pictures: tied.length, messageId: message.id }
  },
  transfer: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await target(cx, tx, arrival.directory, command.args.to ?? note(command), ticket)
    return { type: 'assign', orgId: to.orgId, assigneeId: to.assigneeId, why: 'transfer', reason: command.args.reason ?? '' }
  },
  escalate: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'assign', orgId: to.orgId, assigneeId: to.assigneeId, why: 'escalated', reason: reason(command) }
  },
  reject: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'send_back', reason: reason(command), orgId: to.orgId, assigneeId: to.assigneeId }
  },
  merge: async ({ cx, tx, arrival, command }) => {
    const into = Number(command.args.into)
    const kept = Number.isInteger(into) ? await ticketByNumber(cx, tx, arrival.directory.id, into) : undefined
    if (!kept)
      throw new CodedError('TICKET_UNKNOWN', `there is no ticket #${command.args.into ?? '?'} to merge into`, { number: command.args.into ?? '' })
    return { type: 'merge', into }
  },
}

export const isTicketCommand = (name: CommandName): boolean => name in MAKE || name === 'status'

/** @throws CodedError: what `decide` says, or what could not be read */
export async function ticketCommand(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket): Promise<void> {
  const { directory, person, roomId, message } = arrival
  const voice = voiceFor(directory, languageOf(directory, message.text, roomId), cx.now())
  const make = MAKE[command.name]
  if (!make)
    return reply(cx, tx, arrival, voice.phrases.statusTo({ to: roomId === null ? '' : person.name, lines: [voice.status(ticket)] }), ticket.id)
  const after = await act(cx, tx, directory, { ticket, command: await make({ cx, tx, arrival, command, ticket }), actor: person, roomId })
  if (command.name === 'merge') await followInto(cx, tx, arrival, after)
  if (spokenInPublic(after, roomId) || RESIDENT_DEEDS.has(command.name)) return
  await reply(
    cx,
    tx,
    arrival,
    voice.phrases.done({
      command: command.name,
      ticket: voice.line(after),
      by: voice.by(after.promisedAt ?? (phaseOf(after.status) === 'open' ? after.actBy : after.resolveBy)),
    }),
    after.id,
  )
}

/** Their words are said in the ticket's own group. */
const RESIDENT_DEEDS: ReadonlySet<CommandName> = new Set(['urge', 'withdraw', 'confirm', 'reopen', 'me_too', 'rate'])
const spokenInPublic = (ticket: Ticket, roomId: string | null): boolean => roomId !== null && roomId === ticket.roomId

/** The people of a merged ticket follow the one that is kept. */
async function followInto(cx: DeskContext, tx: Tx, { directory, person }: Arrival, merged: Ticket): Promise<void> {
  const kept = merged.mergedInto === null ? undefined : await ticketByNumber(cx, tx, directory.id, merged.mergedInto)
  if (!kept) return
  const { people } = cx.db.tables
  const rows = await tx
    .select()
    .from(people)
    .where(and(eq(people.communityId, directory.id), inArray(people.id, [merged.reporterId, ...merged.followers])))
  let current = kept
  for (const row of rows) if (row.id !== person.id) current = await record(cx, tx, directory, current, [{ type: 'followed', words: '' }], row)
}

/** One level up: from a unit to the community, from the community to its head or the sub-district. */
async function upward(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<Route> {
  const office = directory.organisations.find((o) => o.kind === 'community')
  const above = ticket.orgId === office?.id ? directory.organisations.find((o) => o.kind === 'subdistrict') : office
  const work = await openWork(cx, tx, directory.id)
  if (above) {
    const to = personFor(directory, above, ticket.gridId, cx.now(), work)
    if (to.assigneeId !== null && (to.orgId === above.id || above !== office)) return { ...to, orgId: to.orgId ?? above.id }
    if (to.assigneeId !== null) return to
  }
  const head = directory.staff.find((p) => p.orgId === office?.id && (p.supervisor || p.admin))
  return { orgId: office?.id ?? ticket.orgId, assigneeId: head?.id ?? ticket.assigneeId, because: 'community' }
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
  return personFor(directory, unit, ticket.gridId, cx.now(), await openWork(cx, tx, directory.id))
}
