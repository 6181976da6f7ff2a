/** Commands about one ticket, turned into deeds. */
import { asTyped } from '../core/as-typed.ts'
import { type Directory, isStaff } from '../core/community.ts'
import { decide } from '../core/decide.ts'
import { CodedError } from '../core/errors.ts'
import { reviewDate } from '../core/holds.ts'
import { isAbove, levelOf } from '../core/levels.ts'
import { readPromise } from '../core/promise.ts'
import { phaseOf, type Ticket, type TicketCommand } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import { announceJoined } from './announce.ts'
import { loosePictures, tieAttachments } from './attachment-rows.ts'
import { publishCommand } from './board-moderation.ts'
import type { DeskContext } from './context.ts'
import { personById } from './identity.ts'
import type { Arrival } from './intake.ts'
import { afterwards, asVerifier, LIFE_MAKE, lifeAnswer, noting, rating, split, takingOn } from './life-commands.ts'
import { type Voice, voiceFor } from './lines.ts'
import { MATTER_COMMANDS, matterCommand } from './meeting-commands.ts'
import { wasHeardIn } from './message-rows.ts'
import { languageOfPerson } from './opening.ts'
import { asSupporter, PART_COMMANDS, partReply } from './part-commands.ts'
import { isStaffGroup } from './staff-rooms.ts'
import { target, upward } from './targets.ts'
import { linksAreWanted, ticketAddress } from './ticket-links.ts'
import { record, ticketByNumber } from './ticket-rows.ts'
import { act, standingOf } from './tickets.ts'
import { nameThere, reply } from './where-asked.ts'

/** Pictures sent so shortly before the word that the work is done are its proof. */
export const PROOF_WITHIN_MS = 3 * 60_000

export type Making = (p: { cx: DeskContext; tx: Tx; arrival: Arrival; command: Command; ticket: Ticket }) => TicketCommand | Promise<TicketCommand>

type Said = Pick<Parameters<Making>[0], 'arrival' | 'command'>
const note = ({ arrival, command: { args } }: Said): string => asTyped(arrival.message.text, args.note ?? args.reason ?? '')
const reason = ({ arrival, command: { args } }: Said): string => asTyped(arrival.message.text, args.reason ?? args.note ?? '')

function timeOf({ arrival, command }: Parameters<Making>[0], required: boolean): number | null {
  const said = [command.args.by, command.args.note, command.args.reason].filter(Boolean).join(' ')
  const at = said ? readPromise(said, arrival.message.at, arrival.directory.timezone) : undefined
  if (at === undefined && required) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
  return at ?? null
}

const MAKE: Partial<Record<CommandName, Making>> = {
  ...LIFE_MAKE,
  ...PART_COMMANDS,
  accept: (p) => takingOn(p) ?? { type: 'accept', promisedAt: timeOf(p, false) },
  note: (p) => noting(p, note(p)),
  extend: (p) => ({ type: 'extend', until: timeOf(p, true) ?? 0, reason: reason(p) }),
  suspend: (p) => ({
    type: 'suspend',
    reason: reason(p),
    until: timeOf(p, false) ?? reviewDate(reason(p), p.cx.now(), p.arrival.directory.timezone),
  }),
  resume: () => ({ type: 'resume' }),
  urge: ({ arrival }) => ({ type: 'urge', words: arrival.message.text }),
  withdraw: (p) => ({ type: 'withdraw', reason: reason(p) }),
  confirm: ({ arrival }) => ({ type: 'confirm', words: arrival.message.text }),
  reopen: ({ arrival, ticket }) =>
    phaseOf(ticket.status) === 'open'
      ? { type: 'add_detail', words: arrival.message.text, pictures: 0, messageId: arrival.message.id }
      : { type: 'reopen', words: arrival.message.text },
  me_too: ({ arrival }) => ({ type: 'follow', words: arrival.message.text }),
  rate: ({ command }) => rating(command),
  close: (p) => ({
    type: 'close',
    as: p.command.args.as === 'not_ours' || p.command.args.as === 'cannot' ? p.command.args.as : 'solved',
    reason: reason(p),
  }),
  resolve: async ({ cx, tx, arrival, command, ticket }) => {
    const { directory, message, person, roomId } = arrival
    const before = await loosePictures(cx, tx, directory.id, { personId: person.id, roomId, since: message.at - PROOF_WITHIN_MS })
    const deed = { type: 'resolve', words: note({ arrival, command }), pictures: before.length, messageId: message.id } as const
    // Whoever may not do this ties no picture to the ticket.
    decide(ticket, deed, standingOf(directory, ticket, person, roomId), cx.now())
    await tieAttachments(cx, tx, directory.id, message.account, before, ticket.id, 'proof')
    return deed
  },
  transfer: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await target(cx, tx, arrival.directory, command.args.to ?? note({ arrival, command }), ticket)
    return {
      type: 'assign',
      orgId: to.orgId,
      assigneeId: to.assigneeId,
      why: handsDown(arrival, to.orgId, ticket) ? 'handed_down' : 'transfer',
      reason: asTyped(arrival.message.text, command.args.reason ?? ''),
    }
  },
  escalate: async ({ cx, tx, arrival, command, ticket }) => {
    const { person } = arrival
    if (callsIn(arrival, ticket))
      return { type: 'assign', orgId: person.orgId, assigneeId: person.id, why: 'called_in', reason: reason({ arrival, command }) }
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'assign', orgId: to.orgId, assigneeId: to.assigneeId, why: 'escalated', reason: reason({ arrival, command }) }
  },
  reject: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await upward(cx, tx, arrival.directory, ticket)
    return { type: 'send_back', reason: reason({ arrival, command }), orgId: to.orgId, assigneeId: to.assigneeId }
  },
  merge: async ({ cx, tx, arrival, command, ticket }) => {
    const { directory, person, roomId } = arrival
    const into = Number(command.args.into)
    decide(ticket, { type: 'merge', into: 0 }, standingOf(directory, ticket, person, roomId), cx.now())
    const kept = Number.isInteger(into) ? await ticketByNumber(cx, tx, directory.id, into) : undefined
    if (!kept)
      throw new CodedError('TICKET_UNKNOWN', `there is no ticket #${command.args.into ?? '?'} to merge into`, { number: command.args.into ?? '' })
    // What is merged into a closed matter would be lost; and so no ring of merged tickets can come about.
    if (kept.id === ticket.id || phaseOf(kept.status) !== 'open')
      throw new CodedError('STEP_FORBIDDEN', `#${into} is ${kept.status}: #${ticket.number} cannot be merged into it`, {
        number: ticket.number,
        into,
      })
    return { type: 'merge', into }
  },
}

const CALLS_IN = /提级|[调提]上来|call(?:ed|ing)?\s+(?:it\s+)?(?:in|up)/i
const HANDS_DOWN = /下派|hand(?:ed|ing)?\s+(?:it\s+)?down/i

/** 调上来 from a level above the one that has it: whoever says so takes it over. */
function callsIn({ directory, person, message }: Arrival, ticket: Ticket): boolean {
  return CALLS_IN.test(message.text) && isAbove(levelOf(directory, person.orgId), levelOf(directory, ticket.orgId))
}

/** 下派 from above to a level below. */
function handsDown({ directory, person, message }: Arrival, orgId: string | null, ticket: Ticket): boolean {
  const to = levelOf(directory, orgId)
  return HANDS_DOWN.test(message.text) && (isAbove(levelOf(directory, ticket.orgId), to) || isAbove(levelOf(directory, person.orgId), to))
}

export const isTicketCommand = (name: CommandName): boolean =>
  name in MAKE || MATTER_COMMANDS.has(name) || name === 'split' || name === 'status' || name === 'publish'

/** @throws CodedError: what `decide` says, or what could not be read */
export async function ticketCommand(cx: DeskContext, tx: Tx, arrival: Arrival, said: Command, ticket: Ticket): Promise<void> {
  const { directory, person, roomId } = arrival
  const command = asSupporter(person, ticket, asVerifier(arrival, said, ticket))
  if (MATTER_COMMANDS.has(command.name)) return matterCommand(cx, tx, arrival, command, ticket)
  if (command.name === 'publish') return publishCommand(cx, tx, arrival, command, ticket)
  const voice = voiceFor(directory, languageOfPerson(arrival), cx.now())
  const given = { cx, tx, arrival, command, ticket }
  const make = MAKE[command.name]
  if (command.name !== 'split' && !make) return sayStatusTo(cx, tx, arrival, ticket, voice)
  const after = make ? await act(cx, tx, directory, { ticket, command: await make(given), actor: person, roomId }) : await split(given)
  if (command.name === 'merge') await followInto(cx, tx, directory, after)
  await afterwards(given, after)
  if ((spokenInPublic(after, roomId) && !ANSWERED_THERE.has(command.name) && !(command.name in PART_COMMANDS)) || RESIDENT_DEEDS.has(command.name))
    return
  await reply(
    cx,
    tx,
    arrival,
    lifeAnswer(voice, given, after) ??
      partReply(cx, arrival, command, voice, ticket, after) ??
      voice.phrases.done({
        command: command.name,
        ticket: voice.line(after),
        by:
          command.name === 'extend' ? voice.when(after.resolveBy) : after.promisedAt === null ? voice.by(after.actBy) : voice.when(after.promisedAt),
      }),
    { ticketId: after.id },
  )
}

/** Where a ticket stands is for those it concerns. What was told directly is not spread out in a group. @throws CodedError NOT_ENTITLED */
async function sayStatusTo(cx: DeskContext, tx: Tx, arrival: Arrival, ticket: Ticket, voice: Voice): Promise<void> {
  const { directory, person, roomId, group } = arrival
  const { reporter, follower, neighbour } = standingOf(directory, ticket, person, roomId)
  if (!reporter && !follower && !neighbour && !isStaff(person.role) && !(await wasHeardIn(cx, tx, directory.id, person.id, ticket.roomId)))
    throw new CodedError('NOT_ENTITLED', `#${ticket.number} is not for ${person.id} to know`, { number: ticket.number, command: 'status' })
  const quietly = ticket.roomId === null && !isStaffGroup(group) ? { ...arrival, roomId: null } : arrival
  const own = quietly.roomId === null && (reporter || follower) && linksAreWanted(cx, directory)
  const link = own ? [voice.phrases.progressLink({ link: await ticketAddress(cx, tx, directory.id, ticket.number, person.id) })] : []
  await reply(cx, tx, quietly, voice.phrases.statusTo({ to: nameThere(quietly), lines: [voice.status(ticket), ...link] }), { ticketId: ticket.id })
}

/** Their words are said in the ticket's own group. */
const RESIDENT_DEEDS: ReadonlySet<CommandName> = new Set(['urge', 'withdraw', 'confirm', 'reopen', 'me_too', 'rate'])
/** Told to others than the group, so whoever commanded it there is answered there. */
const ANSWERED_THERE: ReadonlySet<CommandName> = new Set(['note', 'ask_verify', 'call_back'])
const spokenInPublic = (ticket: Ticket, roomId: string | null): boolean => roomId !== null && roomId === ticket.roomId

/** The people of a merged ticket follow the one that is kept, by the program's doing; whoever has that hears of it once. */
export async function followInto(cx: DeskContext, tx: Tx, directory: Directory, merged: Ticket): Promise<void> {
  const kept = merged.mergedInto === null ? undefined : await ticketByNumber(cx, tx, directory.id, merged.mergedInto)
  if (!kept) return
  let current = kept
  for (const id of [merged.reporterId, ...merged.followers]) {
    const person = await personById(cx, tx, directory.id, id)
    if (!person || id === current.reporterId || current.followers.includes(id)) continue
    const standing = { ...standingOf(directory, current, person, null), program: true }
    current = await record(cx, tx, directory, current, decide(current, { type: 'follow', words: '' }, standing, cx.now()), person)
  }
  await announceJoined(cx, tx, directory, current, merged, current.followers.length > kept.followers.length)
}
