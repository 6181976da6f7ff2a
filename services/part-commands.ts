/** Commands of many hands: which part is meant, and what becomes of it. */
import { asTyped } from '../core/as-typed.ts'
import type { Directory, Person } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { isPartOf, openParts, type Part } from '../core/parts.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import { readTime } from '../core/when.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import type { Voice } from './lines.ts'
import { handName, openPartsOf, partWords } from './part-lines.ts'
import { supporter, target } from './targets.ts'
import type { Making } from './ticket-commands.ts'

const words = (arrival: Arrival, said: string | undefined): string => asTyped(arrival.message.text, said ?? '')

export const PART_COMMANDS: Partial<Record<CommandName, Making>> = {
  lead: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await target(cx, tx, arrival.directory, command.args.to ?? '', ticket)
    return { type: 'assign', orgId: to.orgId, assigneeId: to.assigneeId, why: 'lead', reason: '' }
  },
  support: async ({ cx, tx, arrival, command, ticket }) => {
    const to = await supporter(cx, tx, arrival.directory, command.args.to ?? '', ticket)
    const dueBy = command.args.by === undefined ? ticket.resolveBy : timeIn(arrival, command.args.by)
    return { type: 'add_part', part: { ...to, what: words(arrival, command.args.note), dueBy } }
  },
  part_accept: ({ arrival, command, ticket }) => ({ type: 'accept_part', part: partMeant(arrival, command, ticket).no }),
  part_done: ({ arrival, command, ticket }) => ({
    type: 'finish_part',
    part: partMeant(arrival, command, ticket).no,
    words: words(arrival, command.args.note),
  }),
  part_cancel: ({ arrival, command, ticket }) => {
    const { part, reason } = partNamed(arrival, command, ticket)
    return { type: 'cancel_part', part: part.no, reason: words(arrival, reason) }
  },
}

/** @throws CodedError TIME_UNREADABLE */
function timeIn({ message, directory }: Arrival, said: string): number {
  const at = readTime(said, message.at, directory.timezone)
  if (at === undefined) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
  return at
}

/** The part said by its number, else the only open one of theirs, else the only open one. @throws CodedError PART_UNKNOWN */
function partMeant(arrival: Arrival, command: Command, ticket: Ticket): Part {
  const open = openParts(ticket)
  if (command.args.part !== undefined)
    return found(
      open.filter(({ no }) => no === Number(command.args.part)),
      ticket,
      arrival.directory,
    )
  const own = open.filter((part) => part.assigneeId === arrival.person.id)
  const units = open.filter((part) => isPartOf(part, arrival.person))
  return found(own.length > 0 ? own : units.length > 0 ? units : open, ticket, arrival.directory)
}

/** 取消配合 供热公司 不用查了: the unit first, where several parts are open, then the reason. */
function partNamed(arrival: Arrival, command: Command, ticket: Ticket): { part: Part; reason: string } {
  const said = command.args.reason ?? ''
  if (command.args.part !== undefined) return { part: partMeant(arrival, command, ticket), reason: said }
  const open = openParts(ticket)
  const [first = '', ...rest] = said.split(/[\s,，:：]+/)
  const theirs = first === '' ? [] : open.filter((part) => handName(arrival.directory, part).includes(first))
  return theirs.length > 0
    ? { part: found(theirs, ticket, arrival.directory), reason: rest.join(' ') }
    : { part: found(open, ticket, arrival.directory), reason: said }
}

function found(parts: readonly Part[], ticket: Ticket, directory: Directory): Part {
  const [only] = parts
  if (only && parts.length === 1) return only
  throw new CodedError('PART_UNKNOWN', `which part of #${ticket.number} is not clear`, {
    number: ticket.number,
    candidates: openPartsOf(directory, ticket),
  })
}

const AS_SUPPORTER: Partial<Record<CommandName, CommandName>> = { accept: 'part_accept', resolve: 'part_done', reject: 'note' }

/** Whoever was asked for a part and answers its card in plain words speaks of the part; the matter itself is another's. */
export function asSupporter(person: Person, ticket: Ticket, command: Command): Command {
  const name = AS_SUPPORTER[command.name]
  const theirs = openParts(ticket).some((part) => isPartOf(part, person))
  const holds = ticket.assigneeId === person.id || ticket.heldBy?.assigneeId === person.id || (ticket.orgId !== null && ticket.orgId === person.orgId)
  if (!name || !theirs || holds) return command
  const { note, reason } = command.args
  return { ...command, name, args: note || reason ? { note: note ?? reason ?? '' } : {} }
}

/** What is answered to whoever commanded it; undefined where the matter's own words will do. */
export function partReply(
  cx: DeskContext,
  { directory, person }: Arrival,
  command: Command,
  voice: Voice,
  before: Ticket,
  after: Ticket,
): string | undefined {
  if (command.name === 'lead' && after.version === before.version) return voice.phrases.leadAlready({ ticket: voice.line(after) })
  if (command.name === 'transfer' && after.version === before.version) return voice.phrases.holdsAlready({ ticket: voice.line(after) })
  const name = command.name === 'lead' ? 'transfer' : command.name
  const changed = after.parts.find((part) => before.parts.find(({ no }) => no === part.no)?.state !== part.state)
  if (changed && command.name in PART_COMMANDS)
    return voice.phrases.partDone({ ticket: voice.line(after), part: partWords(directory, voice, after, changed, cx.now()) })
  const stays = after.heldBy?.assigneeId === person.id && before.heldBy?.assigneeId !== person.id
  if (name !== 'transfer' && !stays) return undefined
  const done = voice.phrases.done({ command: name, ticket: voice.line(after), by: voice.by(after.actBy) })
  return stays ? voice.phrases.passedOn({ done }) : command.name === 'lead' ? done : undefined
}
