/** What follows from commands of many hands: parts, and what a meeting agreed. A room of `decide`. */
import { CodedError } from './errors.ts'
import { nextPartNo, openParts, type PartCommand, type PartEvent } from './parts.ts'
import type { Standing } from './standing.ts'
import type { Ticket, TicketCommand, TicketEvent } from './ticket.ts'

export const notEntitled = (ticket: Ticket, command: TicketCommand['type']): CodedError =>
  new CodedError('NOT_ENTITLED', `${command} on #${ticket.number} is not for this person`, { number: ticket.number, command })

export const saysSolved = (event: TicketEvent): boolean => event.type === 'resolved' || (event.type === 'closed' && event.as === 'solved')

/** @throws CodedError PART_OPEN: one matter is solved only when its parts are */
export function mustHaveNoOpenPart(ticket: Ticket, command: string): void {
  const open = openParts(ticket).map(({ no }) => String(no))
  if (open.length > 0)
    throw new CodedError('PART_OPEN', `#${ticket.number} still waits for part ${open.join(', ')}`, { number: ticket.number, command, parts: open })
}

/** @throws CodedError PART_UNKNOWN, NOT_ENTITLED, REASON_MISSING */
export function partEvent(ticket: Ticket, command: PartCommand, standing: Standing, mustSay: (reason: string) => string): PartEvent {
  if (command.type === 'add_part') return { type: 'part_added', part: { ...command.part, what: command.part.what.trim(), no: nextPartNo(ticket) } }
  const part = openParts(ticket).find(({ no }) => no === command.part)
  if (!part)
    throw new CodedError('PART_UNKNOWN', `#${ticket.number} has no open part ${command.part}`, { number: ticket.number, command: command.type })
  if (!standing.community && !standing.parts?.includes(part.no)) throw notEntitled(ticket, command.type)
  if (command.type === 'accept_part') return { type: 'part_accepted', part: part.no }
  if (command.type === 'finish_part') return { type: 'part_done', part: part.no, words: command.words }
  return { type: 'part_cancelled', part: part.no, reason: mustSay(command.reason) }
}

/** What was agreed, as events: who leads from now on, the parts that are new, the plan with its date. */
export function planned(ticket: Ticket, { lead, parts, until }: Extract<TicketCommand, { type: 'plan' }>, words: string): TicketEvent[] {
  const leads: TicketEvent[] = lead === null || lead.orgId === ticket.orgId ? [] : [{ type: 'assigned', ...lead, why: 'lead', reason: words }]
  const known = openParts(ticket)
  const fresh = parts.filter((part) => !known.some((one) => one.orgId === part.orgId && one.what === part.what))
  const first = nextPartNo(ticket)
  return [
    ...leads,
    ...fresh.map((part, i): TicketEvent => ({ type: 'part_added', part: { ...part, no: first + i } })),
    { type: 'planned', words, until },
  ]
}
