/** The joint meeting by chat: 会议 · 1042 上会 · 开会 周三15点 · 纪要 1042 … · 散会. */
import { asTyped } from '../core/as-typed.ts'
import { CodedError } from '../core/errors.ts'
import { readMinutes } from '../core/meeting.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Command, CommandName } from '../core/understanding/terms.ts'
import { readTime } from '../core/when.ts'
import type { Tx } from '../db/open.ts'
import { agendaNow } from './agenda.ts'
import { type Asked, apartFromResidents } from './asked.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { type Voice, voiceFor } from './lines.ts'
import { agendaText } from './meeting-words.ts'
import { callForMatter, callMeeting, closeMeeting, recordMinutes } from './meetings.ts'
import { languageOfPerson } from './opening.ts'
import { handName } from './part-lines.ts'
import { supporter, target } from './targets.ts'
import { reply } from './where-asked.ts'

/** Commands about the meeting as a whole. */
export const MEETING_COMMANDS: Partial<Record<CommandName, (asked: Asked) => Promise<undefined>>> = {
  async agenda({ cx, tx, arrival, voice }) {
    // The agenda is for staff: asked for among residents, it is told directly.
    await reply(cx, tx, apartFromResidents(arrival), agendaText(arrival.directory, voice, await agendaNow(cx, tx, arrival.directory)))
    return undefined
  },
  async call_meeting({ cx, tx, arrival, command, voice }) {
    const { directory, message, person } = arrival
    const said = command.args.by ?? ''
    const at = readTime(said, message.at, directory.timezone)
    if (at === undefined) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
    const place = asTyped(message.text, command.args.place ?? '')
    const { agenda, told } = await callMeeting(cx, tx, directory, { at, place, by: person })
    await reply(cx, tx, arrival, voice.phrases.meetingSet({ when: voice.when(at), told, matters: agenda.items.length }))
    return undefined
  },
  async end_meeting({ cx, tx, arrival, voice }) {
    await reply(cx, tx, arrival, voice.phrases.meetingClosed(await closeMeeting(cx, tx, arrival.directory, arrival.person)))
    return undefined
  },
}

/** Commands about one matter of the meeting. */
export const MATTER_COMMANDS: ReadonlySet<CommandName> = new Set(['to_meeting', 'minutes'])

/** @throws CodedError as `decide` says, or what could not be read */
export async function matterCommand(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket): Promise<void> {
  const voice = voiceFor(arrival.directory, languageOfPerson(arrival), cx.now())
  const text =
    command.name === 'minutes' ? await minuted(cx, tx, arrival, command, ticket, voice) : await called(cx, tx, arrival, command, ticket, voice)
  await reply(cx, tx, arrival, text, { ticketId: ticket.id })
}

async function called(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket, voice: Voice): Promise<string> {
  const { directory, message, person, roomId } = arrival
  const reason = asTyped(message.text, command.args.reason ?? '')
  const { meeting, already } = await callForMatter(cx, tx, directory, { ticket, reason, by: person, roomId })
  return voice.phrases.onAgenda({ ticket: voice.line(ticket), when: meeting.at === null ? '' : voice.when(meeting.at), already })
}

async function minuted(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command, ticket: Ticket, voice: Voice): Promise<string> {
  const { directory, message, person } = arrival
  const said = readMinutes(asTyped(message.text, command.args.note ?? ''))
  const until = said.by === '' ? null : (readTime(said.by, message.at, directory.timezone) ?? null)
  const lead = said.lead === null ? null : await target(cx, tx, directory, said.lead.unit, ticket)
  const supports = []
  for (const { unit, what } of said.supports) supports.push({ ...(await supporter(cx, tx, directory, unit, ticket)), what })
  const after = await recordMinutes(cx, tx, directory, {
    ticket,
    minutes: { plan: said.plan, until, lead: lead && { orgId: lead.orgId, assigneeId: lead.assigneeId }, supports },
    by: person,
  })
  return voice.phrases.minuted({
    ticket: voice.line(after),
    lead: handName(directory, after),
    supports: supports.map((support) => handName(directory, support)),
    by: until === null ? '' : voice.by(until),
  })
}
