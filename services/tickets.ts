/** The one way a ticket is opened or changed, from chat, page or clock: decide, record, announce; one transaction. */

import { dueTimes } from '../core/clocks.ts'
import type { Directory, Language, Person } from '../core/community.ts'
import { isStaff } from '../core/community.ts'
import { decide, type Standing } from '../core/decide.ts'
import { route } from '../core/routing.ts'
import type { Ticket, TicketCommand, TicketKind } from '../core/ticket.ts'
import type { Category, Location, Urgency } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { announce } from './announce.ts'
import type { DeskContext } from './context.ts'
import { nextTicketNumber, openWork, record } from './ticket-rows.ts'

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
          ...dueTimes(directory, wanted.category, wanted.urgency, now),
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
  return ''
}

export function standingOf(directory: Directory, ticket: Ticket, person: Person | null, roomId: string | null): Standing {
  const none = { reporter: false, follower: false, neighbour: false, assignee: false, unit: false, supervisor: false, community: false }
  if (person === null) return { personId: null, ...none, program: true }
  const staff = isStaff(person.role)
  const office = directory.organisations.find((o) => o.kind === 'community')
  const sameUnit = staff && person.orgId !== null && person.orgId === ticket.orgId
  return {
    personId: person.id,
    reporter: person.id === ticket.reporterId,
    follower: ticket.followers.includes(person.id),
    neighbour: roomId !== null && roomId === ticket.roomId,
    assignee: person.id === ticket.assigneeId,
    unit: sameUnit,
    supervisor: sameUnit && person.supervisor,
    community: person.admin || person.role === 'grid_worker' || (staff && person.orgId !== null && person.orgId === office?.id),
    program: false,
  }
}

export interface Deed {
  ticket: Ticket
  command: TicketCommand
  actor: Person | null
  /** Room it was said in; null in a direct chat or on the web. */
  roomId: string | null
}

/** @throws CodedError as `decide` says */
export async function act(cx: DeskContext, tx: Tx, directory: Directory, { ticket, command, actor, roomId }: Deed): Promise<Ticket> {
  const events = decide(ticket, command, standingOf(directory, ticket, actor, roomId), cx.now())
  const after = await record(cx, tx, directory, ticket, events, actor)
  for (const event of events) await announce(cx, tx, directory, { ticket: after, event, actor })
  return after
}
