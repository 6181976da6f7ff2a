/** A message that belongs to a matter already raised: what it does to the ticket. */

import { isStaff } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { phaseOf, type Ticket, type TicketCommand } from '../core/ticket.ts'
import { mergePlaces } from '../core/understanding/place-match.ts'
import type { Conclusion, Location } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { tieAttachments } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import { type Arrival, ATTACHABLE, type Outcome } from './intake.ts'
import { judgeLead } from './leads.ts'
import { voiceFor } from './lines.ts'
import { whereabouts } from './opening.ts'
import { say } from './outbox.ts'
import { ticketById } from './ticket-rows.ts'
import { act } from './tickets.ts'

export async function appendToMatter(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message } = arrival
  const matterId = conclusion.matterId ?? ''
  if (matterId.startsWith('lead:')) return appendToLead(cx, tx, arrival, conclusion)
  const ticket = await ticketById(cx, tx, directory.id, matterId)
  if (!ticket) return { action: 'ignore', opened: [] }
  await tieAttachments(cx, tx, directory.id, message.account, [...conclusion.pieces, message.id], ticket.id)
  await change(cx, tx, arrival, conclusion, ticket)
  return { action: 'append', opened: [], matterId }
}

/** A second voice makes a ticket of what one voice left unsure. */
async function appendToLead(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory } = arrival
  const number = Number((conclusion.matterId ?? '').slice('lead:'.length))
  const { followup } = conclusion.reading
  if (arrival.group?.mode !== 'auto' || (followup !== 'me_too' && followup !== 'urge'))
    return { action: 'append', opened: [], ...(conclusion.matterId ? { matterId: conclusion.matterId } : {}) }
  const opened = await judgeLead(cx, tx, directory, number, true)
  return { action: 'append', opened: opened === null ? [] : [opened], ...(conclusion.matterId ? { matterId: conclusion.matterId } : {}) }
}

/** Follow-up chatter that does not fit the ticket's state is no command: it is kept, and nobody is scolded. */
async function change(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion, ticket: Ticket): Promise<void> {
  const { directory, person, roomId } = arrival
  try {
    let current = ticket
    for (const command of deedsOf(arrival, conclusion, ticket))
      current = await act(cx, tx, directory, { ticket: current, command, actor: person, roomId })
    if (conclusion.reading.followup === 'status') await sayStatus(cx, tx, arrival, current)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    cx.log.debug({ code: error.code, ticket: ticket.number }, 'a follow-up that does not fit the state of its ticket was kept without effect')
  }
}

async function sayStatus(cx: DeskContext, tx: Tx, { directory, person, roomId }: Arrival, ticket: Ticket): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const to = roomId === null ? '' : person.name
  await say(cx, tx, directory, {
    to: roomId === null ? { person: person.id } : { room: roomId },
    text: voice.phrases.statusTo({ to, lines: [voice.status(ticket)] }),
    mentions: roomId === null ? [] : [person.id],
    ticketId: ticket.id,
    key: `status:${ticket.id}`,
    waitMs: 2000,
  })
}

function deedsOf(arrival: Arrival, conclusion: Conclusion, ticket: Ticket): TicketCommand[] {
  const { message, person } = arrival
  const { reading } = conclusion
  const words = message.text
  const phase = phaseOf(ticket.status)
  const involved = person.id === ticket.reporterId || ticket.followers.includes(person.id)
  const detail: TicketCommand = { type: 'add_detail', words, pictures: ATTACHABLE.has(message.kind) ? 1 : 0, messageId: message.id }
  const placed = phase === 'open' ? placing(arrival, conclusion, ticket) : []
  switch (reading.followup) {
    case 'me_too':
      return [{ type: 'follow', words }]
    case 'urge':
      return [phase === 'open' ? { type: 'urge', words } : { type: 'reopen', words }]
    case 'status':
      return []
    case 'fixed':
      if (phase === 'closed') return []
      return phase === 'resolved' || involved ? [{ type: 'confirm', words }] : [detail]
    case 'not_fixed':
      return phase === 'open' ? [detail] : [{ type: 'reopen', words }]
    case 'withdraw':
      return person.id === ticket.reporterId ? [{ type: 'withdraw', reason: words }] : [detail]
    case 'detail':
      return phase === 'closed' ? [] : placed.length > 0 ? placed : [detail]
    default:
      return involved || isStaff(person.role) ? (placed.length > 0 ? placed : [detail]) : [{ type: 'follow', words }]
  }
}

/** The place that a detail adds or corrects. */
function placing({ directory, group, person, message }: Arrival, { reading }: Conclusion, ticket: Ticket): TicketCommand[] {
  const said = reading.location
  if (!said || Object.keys(said).length === 0) return []
  const entitled = person.id === ticket.reporterId || isStaff(person.role) || ticket.placeAskedAt !== null
  const place: Location = entitled ? mergePlaces(ticket.place, said) : { ...said, ...ticket.place }
  if (JSON.stringify(place) === JSON.stringify(ticket.place)) return []
  const where = whereabouts(directory, group, place)
  if (where.unknown && ticket.buildingId !== null) return []
  return [{ type: 'place', place, buildingId: where.building?.id ?? ticket.buildingId, gridId: where.gridId ?? ticket.gridId, words: message.text }]
}
