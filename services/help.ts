/** 帮助: what this person may do here; with a number or in a quote of a card, what may be done with that ticket as it stands. */
import { actsFor } from '../core/acts.ts'
import { commandsFor } from '../core/command-rights.ts'
import { isStaff, type Person } from '../core/community.ts'
import { decide, type Standing } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { numbersIn } from '../core/loose-words.ts'
import type { HelpAct } from '../core/phrases/help.ts'
import { stateLabel } from '../core/phrases/labels.ts'
import type { Ticket, TicketCommand } from '../core/ticket.ts'
import type { Command } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import type { Voice } from './lines.ts'
import { isStaffGroup } from './staff-rooms.ts'
import { ticketByNumber } from './ticket-rows.ts'
import { standingOf } from './tickets.ts'
import { nameThere, reply } from './where-asked.ts'

/** @throws CodedError TICKET_UNKNOWN, NOT_ENTITLED */
export async function sayHelp(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, voice: Voice): Promise<void> {
  const { directory, person, message, roomId, group } = arrival
  const quoted = numbersIn(message.quote?.text)
  const number = command.ticket ?? (quoted.length === 1 ? quoted[0] : undefined)
  if (number !== undefined) return helpWith(cx, tx, arrival, voice, number)
  await reply(
    cx,
    tx,
    arrival,
    voice.phrases.help({
      to: roomId === null || isStaffGroup(group) ? '' : nameThere(arrival),
      resident: !isStaff(person.role),
      place: roomId === null ? 'direct' : isStaffGroup(group) ? 'staff' : 'residents',
      commands: commandsFor(directory, person),
    }),
  )
}

async function helpWith(cx: DeskContext, tx: Tx, arrival: Arrival, voice: Voice, number: number): Promise<void> {
  const { directory, person, roomId, group } = arrival
  const ticket = await ticketByNumber(cx, tx, directory.id, number)
  if (!ticket) throw new CodedError('TICKET_UNKNOWN', `there is no #${number}`, { number })
  const standing = standingOf(directory, ticket, person, roomId)
  if (!concerns(standing, person)) throw new CodedError('NOT_ENTITLED', `#${number} is not for ${person.id} to know`, { number, command: 'help' })
  // What was told directly is not spread out in a group.
  const where = ticket.roomId === null && !isStaffGroup(group) ? { ...arrival, roomId: null } : arrival
  const text = voice.phrases.helpTicket({
    to: nameThere(where),
    ticket: voice.line(ticket),
    status: stateLabel(ticket, voice.language === 'en' ? 'en' : 'zh'),
    acts: helpActs(ticket, standing, cx.now()),
    resident: !isStaff(person.role),
  })
  await reply(cx, tx, where, text, { ticketId: ticket.id })
}

const concerns = ({ reporter, follower, neighbour }: Standing, person: Person): boolean => reporter || follower || neighbour || isStaff(person.role)

/** What a page offers, and what is said by chat only: all of it judged by `decide`. */
export const helpActs = (ticket: Ticket, standing: Standing, now: number): HelpAct[] => [
  ...actsFor(ticket, standing, now),
  ...(
    [
      ['split', { type: 'split', into: 0, words: '…' }],
      ['unmerge', { type: 'unmerge' }],
    ] as const
  ).flatMap(([act, command]) => (follows(ticket, command, standing, now) ? [act] : [])),
]

function follows(ticket: Ticket, command: TicketCommand, standing: Standing, now: number): boolean {
  try {
    return decide(ticket, command, standing, now).length > 0
  } catch (error) {
    if (error instanceof CodedError) return false
    throw error
  }
}
