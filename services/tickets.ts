/** The one way a ticket is opened or changed, from chat, page or clock: decide, record, announce; one transaction. */

import { communityOffice, type Directory, isStaff, type Language, type Person } from '../core/community.ts'
import { decide, type Standing } from '../core/decide.ts'
import { evolve } from '../core/evolve.ts'
import { oversees } from '../core/levels.ts'
import { REOPENINGS_TO_SUPERVISOR } from '../core/outcomes.ts'
import { isPartOf } from '../core/parts.ts'
import { route } from '../core/routing.ts'
import type { Ticket, TicketCommand, TicketEvent, TicketKind } from '../core/ticket.ts'
import type { Category, Location, Urgency } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { announce } from './announce.ts'
import { dueTimesNow, firstDueTimes } from './calendars.ts'
import type { DeskContext } from './context.ts'
import { eventsOf, nextTicketNumber, openWork, record } from './ticket-rows.ts'

export interface NewTicket {
  kind: TicketKind
  category: Category
  urgency: Urgency
  title: string
  words: string
  place: Location
  buildingId: string | null
  gridId: string | null
  groupId: string | null
  roomId: string | null
  account: string
  messageId: string
  language: Language
  reporter: Person
  askPlace: boolean
  /** The ticket it was split from. */
  splitFrom?: number
}

/** Opens a ticket and gives it to whoever must act. What is said about it is the caller's (cards.ts), for one message may open two. */
export async function openTicket(cx: DeskContext, tx: Tx, directory: Directory, wanted: NewTicket): Promise<Ticket> {
  const { reporter, askPlace, ...opening } = wanted
  const now = cx.now()
  const to = route(directory, wanted, now, await openWork(cx, tx, directory.id))
  const number = await nextTicketNumber(cx, tx, directory.id)
  return record(
    cx,
    tx,
    directory,
    undefined,
    [
      {
        type: 'opened',
        ticket: {
          ...opening,
          id: cx.newId(),
          number,
          reporterId: reporter.id,
          orgId: to.orgId,
          assigneeId: to.assigneeId,
          ...firstDueTimes(directory, to.orgId, wanted, now),
          placeAskedAt: askPlace ? now : null,
        },
      },
    ],
    reporter,
  )
}

/** Why a ticket came to somebody who is not on the unit's duty, in words for the card. */
export function routedBecause(directory: Directory, ticket: Ticket, now: number): string {
  const to = route(directory, ticket, now, new Map())
  if (to.because === 'supervisor') return '现在无人值班，先到您这里，可转给别人'
  if (to.because === 'community_duty' || to.because === 'community') return '责任单位现在无人值班，按首接负责先到您这里；可转，接到为止由您跟着'
  if (to.because === 'nobody') return '眼下都不在岗，先记在您名下；能转就转，急事请打电话找人'
  return ''
}

export function standingOf(directory: Directory, ticket: Ticket, person: Person | null, roomId: string | null): Standing {
  const none = { reporter: false, follower: false, neighbour: false, assignee: false, unit: false, supervisor: false, community: false }
  if (person === null) return { personId: null, ...none, program: true }
  const staff = isStaff(person.role)
  const office = communityOffice(directory)
  const parts = staff ? ticket.parts.filter((part) => isPartOf(part, person)).map(({ no }) => no) : []
  const sameUnit = staff && person.orgId !== null && person.orgId === ticket.orgId
  return {
    personId: person.id,
    reporter: person.id === ticket.reporterId,
    follower: ticket.followers.includes(person.id),
    neighbour: roomId !== null && roomId === ticket.roomId,
    // Who has left the staff holds nothing any more, whatever the row still says.
    // First-receiver duty: until the next one has taken it, it is the earlier one's, too.
    assignee: person.role !== 'resident' && (person.id === ticket.assigneeId || person.id === ticket.heldBy?.assigneeId),
    unit: sameUnit,
    supervisor: sameUnit && person.supervisor,
    community: person.admin || person.role === 'grid_worker' || (staff && person.orgId !== null && person.orgId === office?.id),
    above: staff && person.orgId !== null && oversees(directory, person.orgId),
    program: false,
    supporter: parts.length > 0,
    parts,
  }
}

export interface Deed {
  ticket: Ticket
  command: TicketCommand
  actor: Person | null
  /** Room it was said in; null in a direct chat or on the web. */
  roomId: string | null
  /** Its words are said by the caller, later and together with others: minutes of a meeting. */
  quiet?: boolean
}

/** @throws CodedError as `decide` says */
export async function act(cx: DeskContext, tx: Tx, directory: Directory, { ticket, command, actor, roomId, quiet }: Deed): Promise<Ticket> {
  const decided = decide(ticket, command, standingOf(directory, ticket, actor, roomId), cx.now())
  const events = [...decided, ...toSupervisor(directory, ticket, decided)]
  const moved = await clocksMoved(cx, tx, directory, { ticket, events, actor })
  const after = await record(cx, tx, directory, ticket, [...events, ...moved], actor)
  // Stars that close a ticket, or send it back, need no words of their own.
  const told = saidOnce(events)
  const stars = events.find((event) => event.type === 'rated')?.stars ?? 0
  if (quiet) return after
  for (const event of told) await announce(cx, tx, directory, { ticket: after, event, actor, roomId, stars, before: ticket.assigneeId })
  return after
}

/** Events that say the same in one breath need the words of one: rated and closed, taken and how, seen and closed. */
function saidOnce(events: readonly TicketEvent[]): TicketEvent[] {
  const types = new Set(events.map(({ type }) => type))
  const settled = types.has('closed') || types.has('reopened')
  return events.filter(({ type }) => !(settled && (type === 'rated' || type === 'verified')) && !(type === 'accepted' && types.has('taken_on')))
}

function toSupervisor(directory: Directory, ticket: Ticket, events: readonly TicketEvent[]): TicketEvent[] {
  if (!events.some(({ type }) => type === 'reopened') || ticket.reopens + 1 < REOPENINGS_TO_SUPERVISOR) return []
  const office = communityOffice(directory)
  const heads = directory.staff.filter((person) => person.supervisor && person.orgId !== null)
  const head = heads.find(({ orgId }) => orgId === ticket.orgId) ?? heads.find(({ orgId }) => orgId === office?.id)
  if (!head || head.id === ticket.assigneeId) return []
  return [{ type: 'assigned', orgId: head.orgId, assigneeId: head.id, why: 'reopened', reason: '' }]
}

const MOVES_CLOCKS: ReadonlySet<TicketEvent['type']> = new Set([
  'accepted',
  'promised',
  'assigned',
  'resumed',
  'extended',
  'planned',
  'recategorised',
  'reopened',
  'taken_on',
  'complexity_set',
  'unmerged',
])

/** The deadlines after these events, when they are others than the row has. */
async function clocksMoved(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  { ticket, events, actor }: { ticket: Ticket; events: readonly TicketEvent[]; actor: Person | null },
): Promise<TicketEvent[]> {
  if (!events.some((event) => MOVES_CLOCKS.has(event.type))) return []
  const now = cx.now()
  const coming = events.map((event) => ({ at: now, actorId: actor?.id ?? null, event }))
  const history = [...(await eventsOf(cx, tx, directory.id, ticket.id)), ...coming]
  const after = events.reduce((at, event) => evolve(at, event, now, actor?.id ?? null), ticket)
  const due = dueTimesNow(directory, after.orgId, history, now)
  return due.acceptBy === after.acceptBy && due.actBy === after.actBy && due.resolveBy === after.resolveBy ? [] : [{ type: 'clocks_set', ...due }]
}
