/** Deeds from a page: fields become a command, and from there everything is as in the chat: the same `decide`, the same words to the same people. */
import { ACTS, type ActName, actsFor, isAct } from '../../core/acts.ts'
import type { Directory, Person } from '../../core/community.ts'
import { decide } from '../../core/decide.ts'
import { CodedError } from '../../core/errors.ts'
import { reviewDate } from '../../core/holds.ts'
import { personFor } from '../../core/routing.ts'
import { phaseOf, SATISFACTIONS, type Ticket, type TicketCommand } from '../../core/ticket.ts'
import { CATEGORIES, URGENCIES } from '../../core/understanding/terms.ts'
import type { Tx } from '../../db/open.ts'
import type { DeskContext } from '../context.ts'
import { voiceFor } from '../lines.ts'
import { whereabouts } from '../opening.ts'
import { upward } from '../targets.ts'
import { followInto } from '../ticket-commands.ts'
import { openWork, ticketByNumber } from '../ticket-rows.ts'
import { act, standingOf } from '../tickets.ts'
import { verifierFor } from '../verifying.ts'
import { webMessageId, webProofs } from './pictures.ts'

export type ActArgs = Readonly<Record<string, string | number | null>>

export interface WebDeed {
  number: number
  command: string
  args: ActArgs
  actor: Person
  /** Refused when the ticket has moved on since. */
  version?: number
}

interface Given {
  cx: DeskContext
  tx: Tx
  directory: Directory
  ticket: Ticket
  args: ActArgs
  actor: Person
}

const words = ({ args }: Given, name = 'words'): string => String(args[name] ?? '').trim()
const is = (given: Given, name: string): boolean => words(given, name) === 'yes'

/** @throws CodedError REQUEST_INVALID */
function number(given: Given, name: string): number {
  const value = Number(given.args[name])
  if (!Number.isSafeInteger(value)) throw new CodedError('REQUEST_INVALID', `${name} must be a whole number`)
  return value
}
const timeOrNull = (given: Given, name = 'by'): number | null => ((given.args[name] ?? '') === '' ? null : number(given, name))

function oneOf<T extends string>(given: Given, name: string, values: readonly T[], fallback?: T): T {
  const said = words(given, name)
  const found = values.find((value) => value === said) ?? (said === '' ? fallback : undefined)
  if (found === undefined) throw new CodedError('REQUEST_INVALID', `${name} knows ${values.join(', ')}, not "${said}"`)
  return found
}

/** The person that was chosen, or whoever of the unit has the fewest open tickets. @throws CodedError TARGET_UNKNOWN */
/** @throws CodedError TARGET_UNKNOWN */
export async function chosen({
  cx,
  tx,
  directory,
  ticket,
  args,
}: Omit<Given, 'actor'>): Promise<{ orgId: string | null; assigneeId: string | null }> {
  const person = directory.staff.find(({ id }) => id === args.person)
  if (person) return { orgId: person.orgId, assigneeId: person.id }
  const unit = directory.organisations.find(({ id }) => id === args.unit)
  if (!unit || (args.person ?? '') !== '')
    throw new CodedError('TARGET_UNKNOWN', 'Choose a person or a unit of this community.', { candidates: directory.organisations.map((o) => o.name) })
  const to = personFor(directory, unit, ticket.gridId, cx.now(), await openWork(cx, tx, directory.id))
  const own = to.orgId === unit.id ? undefined : directory.staff.find(({ orgId }) => orgId === unit.id)
  return own ? { orgId: unit.id, assigneeId: own.id } : { orgId: to.orgId, assigneeId: to.assigneeId }
}

/** The place as people write it: 128号楼3单元, 南门. */
function placed(given: Given): TicketCommand {
  const { cx, directory, ticket } = given
  const said = words(given, 'place')
  if (said === '') throw new CodedError('WORDS_MISSING', `no place was said for #${ticket.number}`, { number: ticket.number, command: 'place' })
  const read = cx.reader.read(said, { role: 'property' }).location
  const place = read && Object.keys(read).length > 0 ? read : { spot: said.slice(0, 40) }
  const group = directory.groups.find(({ id }) => id === ticket.groupId)
  const { building, gridId } = whereabouts(directory, group, place)
  return { type: 'place', place, buildingId: building?.id ?? null, gridId: gridId ?? ticket.gridId, words: said }
}

async function merged(given: Given): Promise<TicketCommand> {
  const { cx, tx, directory, ticket, actor } = given
  const into = number(given, 'into')
  decide(ticket, { type: 'merge', into: 0 }, standingOf(directory, ticket, actor, null), cx.now())
  const kept = await ticketByNumber(cx, tx, directory.id, into)
  if (!kept) throw new CodedError('TICKET_UNKNOWN', `there is no ticket #${into} to merge into`, { number: into })
  if (kept.id === ticket.id || phaseOf(kept.status) !== 'open')
    throw new CodedError('STEP_FORBIDDEN', `#${into} is ${kept.status}: #${ticket.number} cannot be merged into it`, { number: ticket.number, into })
  return { type: 'merge', into }
}

function verifierOf(given: Given): TicketCommand {
  const { cx, directory, ticket, args } = given
  const verifier = directory.staff.find(({ id }) => id === args.person) ?? verifierFor(directory, ticket, cx.now())
  if (!verifier) throw new CodedError('VERIFIER_UNKNOWN', `nobody can look at #${ticket.number}`, { number: ticket.number })
  return { type: 'ask_verify', verifierId: verifier.id }
}

const MAKE: Record<ActName, (given: Given) => TicketCommand | Promise<TicketCommand>> = {
  accept: (g) => ({ type: 'accept', promisedAt: timeOrNull(g) }),
  take_on: (g) =>
    oneOf(g, 'as', ['at_once', 'by_date']) === 'at_once'
      ? { type: 'take_on', as: 'at_once' }
      : { type: 'take_on', as: 'by_date', until: number(g, 'by') },
  promise: (g) => ({ type: 'promise', promisedAt: number(g, 'by'), words: words(g) }),
  resolve: async (g) => ({
    type: 'resolve',
    words: words(g),
    pictures: await webProofs(g.cx, g.tx, g.directory.id, g.ticket),
    messageId: webMessageId(g.cx),
  }),
  confirm: (g) => ({ type: 'confirm', words: words(g) }),
  verify: (g) => ({ type: 'verify', fixed: oneOf(g, 'fixed', ['yes', 'no']) === 'yes', words: words(g) }),
  reopen: (g) => ({ type: 'reopen', words: words(g) }),
  rate: (g) => ({ type: 'rate', stars: number(g, 'stars') }),
  assign: async (g) => ({ type: 'assign', ...(await chosen(g)), why: 'transfer', reason: words(g, 'reason') }),
  escalate: async (g) => {
    const { orgId, assigneeId } = await upward(g.cx, g.tx, g.directory, g.ticket)
    return { type: 'assign', orgId, assigneeId, why: 'escalated', reason: words(g, 'reason') }
  },
  send_back: async (g) => {
    const { orgId, assigneeId } = await upward(g.cx, g.tx, g.directory, g.ticket)
    return { type: 'send_back', reason: words(g, 'reason'), orgId, assigneeId }
  },
  note: (g) => ({ type: 'note', words: words(g) }),
  add_detail: (g) => {
    if (words(g) === '')
      throw new CodedError('WORDS_MISSING', `nothing was added to #${g.ticket.number}`, { number: g.ticket.number, command: 'add_detail' })
    return { type: 'add_detail', words: words(g), pictures: 0, messageId: webMessageId(g.cx) }
  },
  place: placed,
  recategorise: (g) => {
    const category = oneOf(g, 'category', CATEGORIES)
    const urgency = oneOf(g, 'urgency', URGENCIES, g.ticket.urgency)
    const title =
      words(g, 'title') ||
      (category === g.ticket.category ? g.ticket.title : voiceFor(g.directory, g.ticket.language, g.cx.now()).phrases.category(category))
    return { type: 'recategorise', category, urgency, title: title.slice(0, 40) }
  },
  suspend: (g) => ({
    type: 'suspend',
    reason: words(g, 'reason'),
    until: timeOrNull(g) ?? reviewDate(words(g, 'reason'), g.cx.now(), g.directory.timezone),
  }),
  resume: () => ({ type: 'resume' }),
  extend: (g) => ({ type: 'extend', until: number(g, 'by'), reason: words(g, 'reason') }),
  set_complexity: (g) => ({ type: 'set_complexity', complex: oneOf(g, 'complex', ['yes', 'no']) === 'yes', reason: words(g, 'reason') }),
  add_part: async (g) => ({ type: 'add_part', part: { ...(await chosen(g)), what: words(g, 'what'), dueBy: timeOrNull(g) ?? g.ticket.resolveBy } }),
  accept_part: (g) => ({ type: 'accept_part', part: number(g, 'part') }),
  finish_part: (g) => ({ type: 'finish_part', part: number(g, 'part'), words: words(g) }),
  cancel_part: (g) => ({ type: 'cancel_part', part: number(g, 'part'), reason: words(g, 'reason') }),
  ask_verify: verifierOf,
  call_back: (g) => {
    const reached = oneOf(g, 'reached', ['yes', 'no']) === 'yes'
    if (!reached) return { type: 'call_back', words: words(g), reached, responded: false, solved: false, satisfied: null }
    return {
      type: 'call_back',
      words: words(g),
      reached,
      responded: true,
      solved: is(g, 'solved'),
      satisfied: oneOf(g, 'satisfied', SATISFACTIONS),
    }
  },
  close: (g) => ({ type: 'close', as: oneOf(g, 'as', ['solved', 'not_ours', 'cannot'], 'solved'), reason: words(g, 'reason') }),
  merge: merged,
  urge: (g) => ({ type: 'urge', words: words(g) }),
  follow: (g) => ({ type: 'follow', words: words(g) }),
  withdraw: (g) => ({ type: 'withdraw', reason: words(g, 'reason') }),
}

/** What this person may do to the ticket now, from a page. */
export const actsOn = (cx: DeskContext, directory: Directory, ticket: Ticket, person: Person): ActName[] =>
  actsFor(ticket, standingOf(directory, ticket, person, null), cx.now())

/**
 * One deed, told in the chat.
 * @param visible may the actor see this ticket? @returns the ticket as it is now
 * @throws CodedError TICKET_UNKNOWN, VERSION_STALE, REQUEST_INVALID and what `decide` says
 */
export async function doAct(cx: DeskContext, communityId: string, deed: WebDeed, visible: (ticket: Ticket) => boolean): Promise<Ticket> {
  const { command, args, actor, version } = deed
  if (!isAct(command)) throw new CodedError('REQUEST_INVALID', `command knows ${Object.keys(ACTS).join(', ')}, not "${command}"`)
  const after = await cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const ticket = await ticketByNumber(cx, tx, communityId, deed.number)
    if (!ticket || !visible(ticket)) throw new CodedError('TICKET_UNKNOWN', `There is no ticket #${deed.number}.`, { number: deed.number })
    if (version !== undefined && version !== ticket.version)
      throw new CodedError('VERSION_STALE', `#${ticket.number} has moved on: it is at version ${ticket.version}, not ${version}.`, {
        number: ticket.number,
      })
    const made = await MAKE[command]({ cx, tx, directory, ticket, args, actor })
    const done = await act(cx, tx, directory, { ticket, command: made, actor, roomId: null })
    if (made.type === 'merge') await followInto(cx, tx, directory, done)
    return done
  })
  tellOf(cx, communityId, after)
  return after
}

/** Whoever watches looks again; what is to be said waits in the outbox. */
export function tellOf(cx: DeskContext, communityId: string, ticket: Ticket): void {
  cx.changes.tell({ kind: 'ticket', communityId, ticketNumber: ticket.number, ...(ticket.roomId === null ? {} : { room: ticket.roomId }) })
  cx.changes.tell({ kind: 'outbox', communityId })
}
