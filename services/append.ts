/** A message that belongs to a matter already raised: what it does to the ticket. */

import { isStaff } from '../core/community.ts'
import { mayDo } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { openParts } from '../core/parts.ts'
import { phaseOf, type Ticket, type TicketCommand } from '../core/ticket.ts'
import { mergePlaces } from '../core/understanding/place-match.ts'
import type { Conclusion, Location } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { OutageRow } from '../db/tables.ts'
import { tieAttachments } from './attachment-rows.ts'
import type { DeskContext } from './context.ts'
import { type Arrival, ATTACHABLE, type Outcome } from './intake.ts'
import { judgeLead } from './leads.ts'
import { voiceFor } from './lines.ts'
import { whereabouts } from './opening.ts'
import { answerFromOutage, outageFor } from './outages.ts'
import { ticketById, ticketByNumber } from './ticket-rows.ts'
import { act, standingOf } from './tickets.ts'
import { nameThere, reply } from './where-asked.ts'

export async function appendToMatter(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message } = arrival
  const matterId = conclusion.matterId ?? ''
  if (matterId.startsWith('lead:')) return appendToLead(cx, tx, arrival, conclusion)
  const ticket = await ticketById(cx, tx, directory.id, matterId)
  if (!ticket) return { action: 'ignore', opened: [] }
  const outage = await outageAskedAbout(cx, tx, arrival, conclusion, ticket)
  if (outage) return { action: 'append', opened: [], matterId: (await answerFromOutage(cx, tx, arrival, outage)) ?? matterId }
  await tieAttachments(cx, tx, directory.id, message.account, [...conclusion.pieces, message.id], ticket.id)
  await change(cx, tx, arrival, conclusion, ticket)
  return { action: 'append', opened: [], matterId }
}

const ASKS: ReadonlySet<string> = new Set(['me_too', 'urge', 'status'])

/** Told again while everybody could know: a known outage is the answer. */
async function outageAskedAbout(cx: DeskContext, tx: Tx, arrival: Arrival, { reading }: Conclusion, ticket: Ticket): Promise<OutageRow | undefined> {
  const { directory, person } = arrival
  if (isStaff(person.role) || !ASKS.has(reading.followup ?? '')) return undefined
  return outageFor(cx, tx, directory, ticket.category, { building: directory.buildings.find((b) => b.id === ticket.buildingId) })
}

/** A second voice makes a ticket of what one voice left unsure. */
async function appendToLead(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const { directory, message, person, roomId } = arrival
  const number = Number((conclusion.matterId ?? '').slice('lead:'.length))
  const { followup } = conclusion.reading
  if (arrival.group?.mode !== 'auto' || (followup !== 'me_too' && followup !== 'urge'))
    return { action: 'append', opened: [], ...(conclusion.matterId ? { matterId: conclusion.matterId } : {}) }
  const opened = await judgeLead(cx, tx, directory, number, true)
  const ticket = opened === null ? undefined : await ticketByNumber(cx, tx, directory.id, opened)
  if (!ticket) return { action: 'append', opened: [], ...(conclusion.matterId ? { matterId: conclusion.matterId } : {}) }
  // The second voice is the second household.
  if (person.id !== ticket.reporterId)
    await act(cx, tx, directory, { ticket, command: { type: 'follow', words: message.text }, actor: person, roomId })
  return { action: 'append', opened: [ticket.number], matterId: ticket.id }
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

async function sayStatus(cx: DeskContext, tx: Tx, arrival: Arrival, ticket: Ticket): Promise<void> {
  const voice = voiceFor(arrival.directory, ticket.language, cx.now())
  const text = voice.phrases.statusTo({ to: nameThere(arrival), lines: [voice.status(ticket)] })
  await reply(cx, tx, arrival, text, { ticketId: ticket.id, key: `status:${ticket.id}`, waitMs: 2000 })
}

function deedsOf(arrival: Arrival, conclusion: Conclusion, ticket: Ticket): TicketCommand[] {
  const { directory, message, person, roomId } = arrival
  const { reading } = conclusion
  const words = message.text
  const phase = phaseOf(ticket.status)
  const involved = person.id === ticket.reporterId || ticket.followers.includes(person.id)
  const detail: TicketCommand = { type: 'add_detail', words, pictures: ATTACHABLE.has(message.kind) ? 1 : 0, messageId: message.id }
  const placed = phase === 'open' ? placing(arrival, conclusion, ticket) : []
  switch (reading.followup) {
    case 'me_too':
      // Still troubled when the work is said to be done: it is not.
      if (phase === 'resolved' || (phase === 'closed' && LEFT_OVER.test(words))) return [{ type: 'reopen', words }]
      return phase === 'open' ? [{ type: 'follow', words }] : []
    case 'urge':
      return [phase === 'open' ? { type: 'urge', words } : { type: 'reopen', words }]
    case 'status':
      return []
    case 'fixed':
      // A matter is not closed over the head of somebody who says 没修好, whatever the talk around it suggests.
      if (UNDONE.test(words)) return phase === 'open' ? [detail] : [{ type: 'reopen', words }]
      if (phase === 'closed') return []
      // A neighbour's 好了 is news for the file, not the word of whoever it concerns.
      // Neither is one with a part still open: what others have to do is done first.
      return mayDo(standingOf(directory, ticket, person, roomId), 'confirm') && openParts(ticket).length === 0
        ? [{ type: 'confirm', words }]
        : [detail]
    case 'not_fixed':
      return phase === 'open' ? [detail] : [{ type: 'reopen', words }]
    case 'withdraw':
      return person.id === ticket.reporterId ? [{ type: 'withdraw', reason: words }] : [detail]
    case 'detail':
      if (phase === 'resolved' && !isStaff(person.role) && LEFT_OVER.test(words)) return [{ type: 'reopen', words }]
      return phase === 'closed' ? [] : placed.length > 0 ? placed : [detail]
    default:
      return involved || isStaff(person.role) ? (placed.length > 0 ? placed : [detail]) : [{ type: 'follow', words }]
  }
}

const UNDONE = /[没未](?:有)?(?:全|都|彻底)?(?:好|修|弄|搞|清|通|亮|完|处理|解决)|\bnot (?:fixed|done|working)|\bnobody\b/i

/** Told about work that is said to be done, this is no detail: something is left. */
const LEFT_OVER =
  /[没未](?:有)?[^，。,.\s]{0,3}(?:好|干净|修|弄|清|通|亮|完|走|处理|解决)|还(?:在|是|有|没)|又(?:漏|坏|堵|停)|\bstill\b|\bnot (?:fixed|done|clean)/i

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
