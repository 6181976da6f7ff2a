/** Who hears of a meeting: before it, those concerned with their matters; after it, everybody once, in one message each. */
import type { Directory, Person } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import { isPartOpen, openParts } from '../core/parts.ts'
import type { AgendaLine, OutcomeLine } from '../core/phrases/hands.ts'
import { dayText } from '../core/phrases/wording.ts'
import type { Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import type { Agenda, AgendaItem } from './agenda.ts'
import { publicPlace } from './cards.ts'
import type { DeskContext } from './context.ts'
import { languageOfRoom, staffMember, type Voice, voiceFor } from './lines.ts'
import { readAt, say } from './outbox.ts'
import { handName } from './part-lines.ts'
import { staffRoom } from './staff-rooms.ts'

/** Matters named in one message; the rest is a number. */
const NAMED = 8

export function agendaLine(directory: Directory, voice: Voice, { ticket, why, reason, minutes, before }: AgendaItem): AgendaLine {
  return {
    ticket: voice.line(ticket),
    why,
    reason,
    overdue: voice.overdue(ticket),
    supports: openParts(ticket).map((part) => handName(directory, part)),
    plan: minutes?.plan ?? before?.plan ?? '',
  }
}

export function agendaText(directory: Directory, voice: Voice, { meeting, items }: Agenda): string {
  return voice.phrases.agenda({
    number: meeting.number,
    when: meeting.at === null ? '' : voice.when(meeting.at),
    place: meeting.place,
    lines: items.slice(0, NAMED).map((item) => agendaLine(directory, voice, item)),
    more: Math.max(0, items.length - NAMED),
  })
}

/** Who answers for a matter or for a part of it, and the heads of their units. */
function concerned(directory: Directory, ticket: Ticket): Person[] {
  const hands = [{ orgId: ticket.orgId, assigneeId: ticket.assigneeId }, ...openParts(ticket)]
  const ids = new Set([...hands.map(({ assigneeId }) => assigneeId), ticket.heldBy?.assigneeId ?? null])
  const units = new Set(hands.map(({ orgId }) => orgId).filter((id) => id !== null))
  return directory.staff.filter((person) => ids.has(person.id) || (person.supervisor && person.orgId !== null && units.has(person.orgId)))
}

/** Every person with what concerns them, in the agenda's order. */
function byPerson(directory: Directory, items: readonly AgendaItem[]): Map<string, AgendaItem[]> {
  const theirs = new Map<string, AgendaItem[]>()
  for (const item of items)
    for (const { id } of concerned(directory, item.ticket)) {
      const own = theirs.get(id)
      if (own) own.push(item)
      else theirs.set(id, [item])
    }
  return theirs
}

const fallbackOf = (directory: Directory, personId: string): string | null =>
  staffRoom(directory, { orgId: staffMember(directory, personId)?.orgId ?? null, gridId: null })

/** @returns the number of people told */
export async function tellCalled(cx: DeskContext, tx: Tx, directory: Directory, { meeting, items }: Agenda, by: Person | null): Promise<number> {
  const now = cx.now()
  const voice = voiceFor(directory, directory.language, now, readAt(directory, now, 'waits'))
  const theirs = byPerson(directory, items)
  // Whoever calls it has the agenda before them.
  if (by) theirs.delete(by.id)
  for (const [id, own] of theirs)
    await say(cx, tx, directory, {
      to: { person: id },
      text: voice.phrases.meetingCalled({
        when: meeting.at === null ? '' : voice.when(meeting.at),
        place: meeting.place,
        lines: own.slice(0, NAMED).map((item) => agendaLine(directory, voice, item)),
        more: Math.max(0, own.length - NAMED),
      }),
      key: `meeting:${meeting.number}:${id}`,
      fallbackRoom: fallbackOf(directory, id),
    })
  return theirs.size
}

function outcomeLine(directory: Directory, voice: Voice, { ticket, minutes }: AgendaItem, reader: string | null): OutcomeLine {
  const part = reader === null ? undefined : ticket.parts.find((one) => isPartOpen(one) && one.assigneeId === reader)
  return {
    ticket: voice.line(ticket),
    plan: minutes?.plan ?? '',
    lead: handName(directory, ticket),
    supports: openParts(ticket).map((one) => handName(directory, one)),
    by: minutes?.until == null ? '' : voice.by(minutes.until),
    ...(part ? { own: { no: part.no, what: part.what, by: voice.by(part.dueBy) } } : {}),
  }
}

/** Staff hear all that concerns them; residents what was agreed about what they told. @returns the number of people and groups told */
export async function tellOutcome(cx: DeskContext, tx: Tx, directory: Directory, { items }: Agenda, by: Person | null): Promise<number> {
  const now = cx.now()
  const voice = voiceFor(directory, directory.language, now, readAt(directory, now, 'waits'))
  const date = dayText(now, directory.timezone, directory.language)
  let told = 0
  for (const [id, own] of byPerson(directory, items)) {
    // Whoever closed it has just had the answer; of what was not reached nobody need be told alone.
    if (id === by?.id || own.every(({ minutes }) => minutes === null)) continue
    const lines = own.map((item) => outcomeLine(directory, voice, item, id))
    await say(cx, tx, directory, { to: { person: id }, text: voice.phrases.outcome({ date, lines }), fallbackRoom: fallbackOf(directory, id) })
    told += 1
  }
  return told + (await tellResidents(cx, tx, directory, items))
}

async function tellResidents(cx: DeskContext, tx: Tx, directory: Directory, items: readonly AgendaItem[]): Promise<number> {
  const now = cx.now()
  const places = new Map<string, { to: { room: string } | { person: string }; items: AgendaItem[] }>()
  for (const item of items) {
    if (item.minutes === null) continue
    // A quarrel or a need is not told to a whole group.
    const to = isDiscreet(item.ticket) ? { person: item.ticket.reporterId } : publicPlace(item.ticket)
    const key = 'room' in to ? to.room : to.person
    const there = places.get(key) ?? { to, items: [] }
    places.set(key, there)
    there.items.push(item)
  }
  for (const { to, items: theirs } of places.values()) {
    const language = 'room' in to ? languageOfRoom(directory, to.room) : (theirs[0]?.ticket.language ?? directory.language)
    const voice = voiceFor(directory, language, now, readAt(directory, now, 'waits'))
    const lines = theirs.map((item) => outcomeLine(directory, voice, item, null))
    await say(cx, tx, directory, { to, text: voice.phrases.outcomePublic({ date: dayText(now, directory.timezone, language), lines }) })
  }
  return places.size
}
