/** Which ticket a command means: the number typed or quoted, else the only one that can be meant. */
import { isStaff } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { numbersIn } from '../core/loose-words.ts'
import { phaseOf, type Ticket } from '../core/ticket.ts'
import type { Command, CommandName, Conclusion } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { mattersOfPerson, mattersOfRoom, openTicketsOf, ticketById, ticketByNumber } from './ticket-rows.ts'

const CANDIDATES_NAMED = 4
const AFTER_DONE: ReadonlySet<CommandName> = new Set(['confirm', 'reopen', 'rate'])

/** @throws CodedError TICKET_UNKNOWN, TICKET_MISSING, TICKET_AMBIGUOUS */
export async function meantTicket(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, conclusion: Conclusion): Promise<Ticket> {
  const { directory } = arrival
  const number = numberMeant(arrival, command)
  if (number !== undefined) {
    const ticket = await ticketByNumber(cx, tx, directory.id, number)
    if (!ticket) throw new CodedError('TICKET_UNKNOWN', `there is no ticket #${number}`, { number })
    return GOES_ON.has(command.name) ? keptOf(cx, tx, directory.id, ticket) : ticket
  }
  const linked =
    conclusion.matterId && !conclusion.matterId.startsWith('lead:') ? await ticketById(cx, tx, directory.id, conclusion.matterId) : undefined
  if (linked) return linked
  const candidates = (await possible(cx, tx, arrival)).filter((ticket) => fits(ticket, command.name))
  const [only] = candidates
  if (!only) throw new CodedError('TICKET_MISSING', 'no number was said and none can be meant')
  if (candidates.length > 1)
    throw new CodedError('TICKET_AMBIGUOUS', 'several tickets can be meant', {
      candidates: candidates.slice(0, CANDIDATES_NAMED).map((t) => `#${t.number} ${t.title}`),
    })
  return only
}

/** What a merged ticket is told or asked is meant for the one it goes on in. */
const GOES_ON: ReadonlySet<CommandName> = new Set(['urge', 'reopen', 'confirm', 'me_too', 'status'])
/** Merged into a merged one, and so on: nobody merges so often. */
const HOPS = 5

async function keptOf(cx: DeskContext, tx: Tx, communityId: string, merged: Ticket): Promise<Ticket> {
  let ticket = merged
  for (let hop = 0; hop < HOPS && ticket.mergedInto !== null; hop++) ticket = (await ticketByNumber(cx, tx, communityId, ticket.mergedInto)) ?? merged
  return ticket
}

/**
 * The number typed, else the one in the quote. A quote with several numbers (#1042 和 #1043 是一件事, a digest) names none of them.
 * @throws CodedError TICKET_AMBIGUOUS
 */
function numberMeant({ message }: Arrival, command: Command): number | undefined {
  const quoted = numbersIn(message.quote?.text)
  const typed = command.ticket !== undefined && message.text.normalize('NFKC').includes(String(command.ticket))
  if (quoted.length < 2 || typed) return command.ticket ?? quoted[0]
  throw new CodedError('TICKET_AMBIGUOUS', 'the quote names several tickets', {
    candidates: quoted.slice(0, CANDIDATES_NAMED).map((number) => `#${number}`),
  })
}

/** Is a command about such a ticket likely at all? */
export function fits(ticket: Ticket, command: CommandName): boolean {
  const phase = phaseOf(ticket.status)
  if (command === 'accept') return ticket.status === 'open'
  if (command === 'confirm') return phase !== 'closed'
  return AFTER_DONE.has(command) ? phase !== 'open' : phase === 'open'
}

/** Staff: what they hold. Residents: what they reported or follow, in this room first. */
async function possible(cx: DeskContext, tx: Tx, { directory, person, roomId }: Arrival): Promise<Ticket[]> {
  if (isStaff(person.role)) return openTicketsOf(cx, tx, directory.id, { assigneeId: person.id })
  const tickets = roomId === null ? await mattersOfPerson(cx, tx, directory.id, person.id) : await mattersOfRoom(cx, tx, directory.id, roomId)
  return tickets.filter((ticket) => ticket.reporterId === person.id || ticket.followers.includes(person.id))
}
