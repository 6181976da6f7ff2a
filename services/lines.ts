/** A ticket as the sentences need it: names looked up, place and times as people say them. */
import { calledName, type Directory, type Language, type Person } from '../core/community.ts'
import { phrasesOf } from '../core/phrases/own-words.ts'
import type { Phrases, TicketLine } from '../core/phrases/phrases.ts'
import { byText, byTime, dateTimeText, placeText, whenText } from '../core/phrases/wording.ts'
import { isOverdue, type Ticket } from '../core/ticket.ts'
import { handsNote } from './part-lines.ts'

/** How a language's sentences, places and times are made for one community. */
export interface Voice {
  phrases: Phrases
  language: Language
  place(ticket: Pick<Ticket, 'place' | 'buildingId' | 'title'>): string
  when(at: number): string
  by(at: number): string
  line(ticket: Ticket): TicketLine
  /** Where a ticket stands, in one line. */
  status(ticket: Ticket, note?: string): string
  overdue(ticket: Ticket): string
}

/** @param read when the words will be read, where that may be later: what is today for the one and tomorrow for the other gets its date */
export function voiceFor(directory: Directory, language: Language, now: number, read = now): Voice {
  const phrases = phrasesOf(directory.settings.wording, language)
  const { timezone } = directory
  const place: Voice['place'] = (ticket) => {
    const building = directory.buildings.find((b) => b.id === ticket.buildingId)
    const said = ticket.place.building === undefined && building ? { ...ticket.place, building: building.name } : ticket.place
    // 楼道堆物 · 128号楼楼道 says the landing twice
    return placeText(said.spot && ticket.title.includes(said.spot) ? { ...said, spot: undefined } : said, phrases)
  }
  const same = (at: number) => whenText(at, now, timezone, language) === whenText(at, read, timezone, language)
  const when = (at: number) => (same(at) ? whenText(at, now, timezone, language) : dateTimeText(at, timezone, language))
  const by = (at: number) => (same(at) ? byText(at, now, timezone, language) : byTime(dateTimeText(at, timezone, language), language))
  const line = (ticket: Ticket): TicketLine => {
    const { who, name } = responsible(directory, ticket)
    return { number: ticket.number, title: ticket.title, place: place(ticket), who, name, urgent: ticket.urgency !== 'normal' }
  }
  const overdue = (ticket: Ticket): string => {
    const days = Math.floor((now - ticket.resolveBy) / 86_400_000)
    if (!isOverdue(ticket, now)) return ''
    if (language === 'en') return `overdue ${days > 0 ? `${days} d` : `${Math.max(1, Math.floor((now - ticket.resolveBy) / 3_600_000))} h`}`
    return `超期${days > 0 ? `${days}天` : `${Math.max(1, Math.floor((now - ticket.resolveBy) / 3_600_000))}小时`}`
  }
  return {
    phrases,
    language,
    place,
    when,
    by,
    line,
    overdue,
    status: (ticket, note = '') =>
      phrases.status({
        ticket: line(ticket),
        status: ticket.status,
        by: by(ticket.acceptedAt === null && now < ticket.actBy ? ticket.actBy : ticket.resolveBy),
        promised: ticket.promisedAt === null ? '' : when(ticket.promisedAt),
        late: overdue(ticket),
        note: [note, ...handsNote(directory, { phrases, by }, ticket, now)].filter(Boolean).join(language === 'en' ? ', ' : '，'),
        taken: ticket.taken,
        complex: ticket.complex,
      }),
  }
}

/** By when somebody is there, at once; by when it is done, by a date. */
export const goalOf = (voice: Voice, ticket: Ticket): string => voice.by(ticket.taken === 'at_once' ? ticket.actBy : ticket.resolveBy)

export const staffMember = (directory: Directory, id: string | null): Person | undefined => directory.staff.find((person) => person.id === id)

function responsible(directory: Directory, ticket: Ticket): { who: string; name: string } {
  const person = staffMember(directory, ticket.assigneeId)
  const unit = directory.organisations.find((o) => o.id === ticket.orgId)
  const name = person ? calledName(person) : (unit?.name ?? '')
  return { name, who: person && unit && !name.startsWith(unit.name) ? `${unit.name}${name}` : name }
}

/** What the ticket's group is spoken to in: English to an English report, else the group's language. */
export function languageOfRoom(directory: Directory, roomId: string | null): Language {
  return directory.groups.find((g) => g.externalId !== null && g.externalId === roomId)?.language ?? directory.language
}
