/** Commands that take a matter on, part it, have it looked at, and ask how it was: what each makes of a message. */
import { readCallBack } from '../core/call-back.ts'
import { calledName, isStaff } from '../core/community.ts'
import { decide } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { readPromise } from '../core/promise.ts'
import { phaseOf, type Satisfaction, type Ticket, type TicketCommand } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { goalOf, staffMember, type Voice } from './lines.ts'
import { partFrom, splitTicket } from './parting.ts'
import { standingOf } from './tickets.ts'
import { verifierFor } from './verifying.ts'

interface Given {
  cx: DeskContext
  tx: Tx
  arrival: Arrival
  command: Command
  ticket: Ticket
}

/** 接 with a way: at once, or by the date that was said. */
export function takingOn({ arrival, command, ticket }: Given): TicketCommand | undefined {
  const { way, by } = command.args
  if (way === 'at_once') return { type: 'take_on', as: 'at_once' }
  if (way !== 'by_date') return undefined
  const { message, directory } = arrival
  const until = readPromise(by ?? '', message.at, directory.timezone)
  if (until === undefined) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${by ?? ''}"`)
  // 下周五前修好 said in passing, past the limit: it is kept as what it is, a promise; only 限期 asks for the date itself.
  if (until > ticket.resolveBy && !ASKS_FOR_DATE.test(message.text)) return { type: 'accept', promisedAt: until }
  return { type: 'take_on', as: 'by_date', until }
}
const ASKS_FOR_DATE = /限期|deadline/i

/** Words about a ticket: from staff a note, from a resident a detail of what they told. */
export function noting({ arrival, command, ticket }: Given, words: string): TicketCommand {
  if (isStaff(arrival.person.role)) return { type: 'note', words }
  if (words === '') throw new CodedError('WORDS_MISSING', `nothing was added to #${ticket.number}`, { number: ticket.number, command: command.name })
  return { type: 'add_detail', words, pictures: 0, messageId: arrival.message.id }
}

const STARS_FOR: Record<Satisfaction, number> = { yes: 5, mostly: 4, no: 2 }
const isSatisfaction = (said: string | undefined): said is Satisfaction => said === 'yes' || said === 'mostly' || said === 'no'

/** Stars, or the verdict in words with the stars it stands for. */
export function rating({ args }: Command): TicketCommand {
  if (args.stars !== undefined) return { type: 'rate', stars: Number(args.stars) }
  const satisfied = isSatisfaction(args.satisfied) ? args.satisfied : 'yes'
  return { type: 'rate', stars: STARS_FOR[satisfied], satisfied }
}

type Making = (given: Given) => TicketCommand

export const LIFE_MAKE: Partial<Record<CommandName, Making>> = {
  complex: ({ command: { args } }) => ({ type: 'set_complexity', complex: args.complex !== 'no', reason: args.reason ?? '' }),
  unmerge: () => ({ type: 'unmerge' }),
  ask_verify: ({ cx, arrival, ticket }) => {
    const { directory, person, roomId } = arrival
    decide(ticket, { type: 'ask_verify', verifierId: '' }, standingOf(directory, ticket, person, roomId), cx.now())
    const verifier = verifierFor(directory, ticket, cx.now())
    if (!verifier) throw new CodedError('VERIFIER_UNKNOWN', `nobody can look at #${ticket.number}`, { number: ticket.number })
    return { type: 'ask_verify', verifierId: verifier.id }
  },
  verify: ({ command: { args } }) => ({ type: 'verify', fixed: args.fixed !== 'no', words: args.note ?? '' }),
  call_back: ({ cx, arrival, command: { args }, ticket }) => {
    const { directory, person, roomId } = arrival
    const words = args.note ?? ''
    const nothing = { reached: false, responded: false, solved: false, satisfied: null }
    decide(ticket, { type: 'call_back', words, ...nothing }, standingOf(directory, ticket, person, roomId), cx.now())
    const heard = readCallBack(words)
    if (!heard) throw new CodedError('CALL_BACK_UNREADABLE', `"${words}" says not how the call went`, { number: ticket.number })
    return { type: 'call_back', words, ...heard }
  },
}

/** 拆分. @returns the ticket it was split from */
export const split = ({ cx, tx, arrival, command, ticket }: Given): Promise<Ticket> => splitTicket(cx, tx, arrival, ticket, command.args.note ?? '')

/** What else follows from a deed that is done. */
export async function afterwards({ cx, tx, arrival, command, ticket }: Given, after: Ticket): Promise<void> {
  if (command.name === 'unmerge' && ticket.mergedInto !== null) await partFrom(cx, tx, arrival, after, ticket.mergedInto)
}

/** Whoever was asked to look at it says 好了 or 没好 of what they saw. */
export function asVerifier({ person }: Arrival, command: Command, ticket: Ticket): Command {
  const asked = ticket.verifyAskedAt !== null && ticket.verifierId === person.id && ticket.assigneeId !== person.id && ticket.status === 'resolved'
  if (!asked) return command
  if (command.name === 'resolve' || command.name === 'confirm') return { ...command, name: 'verify', args: { ...command.args, fixed: 'yes' } }
  return command.name === 'reopen' ? { ...command, name: 'verify', args: { ...command.args, fixed: 'no' } } : command
}

/** To whoever gave the command; undefined where the usual answer does. */
export function lifeAnswer(voice: Voice, { arrival, command, ticket }: Given, after: Ticket): string | undefined {
  const { phrases } = voice
  const line = voice.line(after)
  const reopened = phaseOf(ticket.status) !== 'open' && phaseOf(after.status) === 'open'
  switch (command.name) {
    case 'accept':
      if (command.args.way === undefined || after.taken === null || after.taken === 'upward' || after.promisedAt !== null) return undefined
      return phrases.takenOnDone({ ticket: line, as: after.taken, by: goalOf(voice, after) })
    case 'note':
      return isStaff(arrival.person.role)
        ? undefined
        : phrases.detailTaken({ to: arrival.roomId === null ? '' : calledName(arrival.person), ticket: line })
    case 'ask_verify': {
      const verifier = staffMember(arrival.directory, after.verifierId)
      return phrases.verifyAsked({ ticket: line, name: verifier ? calledName(verifier) : '' })
    }
    case 'verify':
      return phrases.verifiedDone({ ticket: line, fixed: command.args.fixed !== 'no', reopened })
    case 'call_back': {
      const heard = readCallBack(command.args.note ?? '')
      return phrases.calledBack({
        ticket: line,
        reached: heard?.reached ?? false,
        satisfied: heard?.satisfied ?? null,
        reopened,
        tries: after.callTries,
      })
    }
    default:
      return undefined
  }
}
