/** Commands by chat: which ticket is meant, what is asked of it, and the answer to who asked. A command that fails says why and what would work. */
import { calledName, isStaff } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Command, Conclusion } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival, Outcome } from './intake.ts'
import { staffMember, voiceFor } from './lines.ts'
import { meantTicket } from './meant-ticket.ts'
import { languageOf } from './opening.ts'
import { say } from './outbox.ts'
import { plainCommand } from './plain-commands.ts'
import { byStaffWords } from './staff-words.ts'
import { isTicketCommand, ticketCommand } from './ticket-commands.ts'

/** Speaks to whoever asked, where they asked. */
export async function reply(cx: DeskContext, tx: Tx, arrival: Arrival, text: string, ticketId?: string): Promise<void> {
  const { directory, roomId, person } = arrival
  await say(cx, tx, directory, {
    to: roomId === null ? { person: person.id } : { room: roomId },
    text,
    mentions: roomId === null ? [] : [person.id],
    pace: 'now',
    ...(ticketId ? { ticketId } : {}),
  })
}

export async function runCommand(cx: DeskContext, tx: Tx, arrival: Arrival, conclusion: Conclusion): Promise<Outcome> {
  const command = conclusion.reading.command ?? byStaffWords(arrival, conclusion)
  if (!command) return { action: 'ignore', opened: [] }
  let meant: Ticket | undefined
  try {
    if (!isTicketCommand(command.name)) return await plainCommand(cx, tx, arrival, command)
    meant = await meantTicket(cx, tx, arrival, command, conclusion)
    await ticketCommand(cx, tx, arrival, command, meant)
    return { action: 'command', opened: [], matterId: meant.id }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    await refuse(cx, tx, arrival, command, error, meant)
    return { action: 'command', opened: [], ...(meant ? { matterId: meant.id } : {}) }
  }
}

async function refuse(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, error: CodedError, meant: Ticket | undefined): Promise<void> {
  const { directory, person, roomId, message } = arrival
  const { phrases } = voiceFor(directory, languageOf(directory, message.text, roomId), cx.now())
  const holder = meant && staffMember(directory, meant.assigneeId)
  const { candidates } = error.facts
  const text = phrases.refused({
    to: roomId === null ? '' : person.name,
    code: error.code,
    command: command.name,
    number: meant?.number ?? command.ticket ?? null,
    name: holder ? calledName(holder) : '',
    status: meant?.status ?? null,
    candidates: Array.isArray(candidates) ? candidates : [],
    resident: !isStaff(person.role),
  })
  cx.log.info({ code: error.code, command: command.name, ticket: meant?.number }, 'a command was refused')
  await reply(cx, tx, arrival, text, meant?.id)
}
