/** Commands by chat: which ticket is meant, what is asked of it, and the answer to who asked. A command that fails says why and what would work. */
import { calledName, isStaff } from '../core/community.ts'
import { CodedError, type ErrorCode } from '../core/errors.ts'
import { saysTaken } from '../core/loose-words.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Command, CommandName, Conclusion } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import { greet } from './greeting.ts'
import { noteImpostor } from './impostors.ts'
import type { Arrival, Outcome } from './intake.ts'
import { staffMember, voiceFor } from './lines.ts'
import { meantTicket } from './meant-ticket.ts'
import { languageOfPerson } from './opening.ts'
import { openPartsOf } from './part-lines.ts'
import { plainCommand } from './plain-commands.ts'
import { byStaffWords } from './staff-words.ts'
import { isTicketCommand, ticketCommand } from './ticket-commands.ts'
import { nameThere, reply } from './where-asked.ts'

export async function runCommand(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const typed = conclusion.reading.command
  const command = typed ?? (await byStaffWords(cx, tx, arrival, conclusion))
  if (!command) {
    await greet(cx, tx, arrival)
    return { action: 'ignore', opened: [] }
  }
  let meant: Ticket | undefined
  try {
    if (!isTicketCommand(command.name)) return await plainCommand(cx, tx, arrival, command)
    meant = await meantTicket(cx, tx, arrival, command, conclusion)
    await ticketCommand(cx, tx, arrival, command, meant)
    return { action: 'command', opened: [], matterId: meant.id }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    // People end other meetings and agree on other swaps, too: where none of ours is on, 散会 was not for us.
    if (NOTHING_ON.has(error.code) && arrival.roomId !== null && !arrival.message.mentionsBot) return { action: 'ignore', opened: [] }
    const loose = (!typed || saysTaken(arrival.message.text)) && arrival.roomId !== null && UNCLEAR.has(error.code)
    if (loose || (error.code === 'TICKET_UNKNOWN' && maySayRoom(arrival, command))) return { action: 'ignore', opened: [] }
    await refuse(cx, tx, arrival, command, error, meant)
    if (error.code === 'NOT_ENTITLED') await noteImpostor(cx, tx, arrival)
    return { action: 'command', opened: [], ...(meant ? { matterId: meant.id } : {}) }
  }
}

const NOTHING_ON: ReadonlySet<ErrorCode> = new Set(['MEETING_MISSING', 'SWAP_MISSING'])

/** In a group nobody is asked what they meant by words that may have been for somebody else. */
const UNCLEAR: ReadonlySet<ErrorCode> = new Set(['TICKET_UNKNOWN', 'TICKET_MISSING', 'TICKET_AMBIGUOUS'])

const SAID_OF_HOMES: ReadonlySet<CommandName> = new Set(['confirm', 'reopen', 'me_too', 'urge'])

/** A resident's 1203好了 names a flat, not a ticket, when no such ticket exists: nobody is corrected for it. */
const maySayRoom = ({ person, message }: Arrival, command: Command): boolean =>
  !isStaff(person.role) && SAID_OF_HOMES.has(command.name) && !message.mentionsBot && /^\d{3,4}(?!\d)/.test(message.text.trim())

async function refuse(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, error: CodedError, meant: Ticket | undefined): Promise<void> {
  const { directory, person } = arrival
  const { phrases } = voiceFor(directory, languageOfPerson(arrival), cx.now())
  const holder = meant && staffMember(directory, meant.assigneeId)
  const { candidates, into, number } = error.facts
  const text = phrases.refused({
    to: nameThere(arrival),
    code: error.code,
    command: command.name,
    // To make unreadable is the admin's, whoever has the ticket.
    number:
      command.name === 'redact'
        ? null
        : error.code === 'TICKET_UNKNOWN' && number !== undefined
          ? Number(number)
          : (meant?.number ?? command.ticket ?? null),
    into: typeof into === 'number' ? into : null,
    name: holder ? calledName(holder) : '',
    status: meant?.status ?? null,
    candidates: error.code === 'PART_OPEN' && meant ? openPartsOf(directory, meant) : Array.isArray(candidates) ? candidates : [],
    resident: !isStaff(person.role),
    own: isStaff(person.role) && meant !== undefined && (meant.assigneeId === person.id || meant.orgId === person.orgId),
  })
  cx.log.info({ code: error.code, command: command.name, ticket: meant?.number }, 'a command was refused')
  await reply(cx, tx, arrival, text, meant && error.code !== 'TICKET_UNKNOWN' ? { ticketId: meant.id } : {})
}
