/**
 * A ticket's record without people 去标识: who told it becomes `gone-1`, `gone-2` …, their words leave. What statistics count (when, where, how long,
 * how many homes, which unit) stays. The row is the fold of the changed record.
 */
import type { RecordedEvent } from './evolve.ts'
import { RECALLED, type TicketEvent } from './ticket.ts'
import type { Category, Location } from './understanding/terms.ts'

const PREFIX = 'gone-'
const NAMED = /^gone-\d+$/

/** Somebody who is not known any more, within one ticket. */
export const isGone = (personId: string | null): boolean => personId !== null && NAMED.test(personId)

export interface Leaving {
  /** Of these people nothing stays. */
  leaves: (personId: string) => boolean
  /** `all`: nobody's words stay; `theirs`: others' words stay, without the names. */
  words: 'all' | 'theirs'
  /** Called names that leave others' words. */
  names: readonly string[]
  /** What a ticket is called whose title was taken from somebody's words. */
  titleOf: (category: Category) => string
  /** The door is needed while the work goes on. */
  keepDoor: boolean
}

const NOBODY = '居民'
const unnamed = (words: string, names: readonly string[]): string => names.reduce((text, name) => text.replaceAll(name, NOBODY), words)

/** Building and outer place; no door. */
const withoutDoor = ({ estate, building }: Location): Location => ({
  ...(estate === undefined ? {} : { estate }),
  ...(building === undefined ? {} : { building }),
})

/** @returns the same events where nothing changes: each is the very event then */
export function anonymised(record: readonly RecordedEvent[], leaving: Leaving): RecordedEvent[] {
  const names = leaving.names.filter((name) => [...name].length >= 2)
  const as = pseudonyms(record, leaving.leaves)
  const id = <T extends string | null>(personId: T): T => (personId === null ? personId : ((as.get(personId) ?? personId) as T))
  return record.map((row) => {
    const theirs = row.actorId !== null && (leaving.leaves(row.actorId) || (leaving.words === 'all' && isGone(row.actorId)))
    const blank = leaving.words === 'all' || theirs
    const said = (words: string): string => (blank ? '' : unnamed(words, names))
    const event = changed(row.event, { id, said, blank, leaving })
    return event === row.event && id(row.actorId) === row.actorId ? row : { ...row, actorId: id(row.actorId), event }
  })
}

function pseudonyms(record: readonly RecordedEvent[], leaves: (personId: string) => boolean): Map<string, string> {
  const people = record.flatMap(({ actorId, event }) => [
    actorId,
    ...(event.type === 'opened' ? [event.ticket.reporterId] : event.type === 'taken_over' ? [event.by] : event.type === 'parted' ? event.people : []),
  ])
  const taken = new Set(people.filter((one) => isGone(one)))
  const as = new Map<string, string>()
  for (const one of people) {
    if (one === null || isGone(one) || as.has(one) || !leaves(one)) continue
    let n = 1
    while (taken.has(`${PREFIX}${n}`)) n++
    taken.add(`${PREFIX}${n}`)
    as.set(one, `${PREFIX}${n}`)
  }
  return as
}

interface Changing {
  id: <T extends string | null>(personId: T) => T
  said: (words: string) => string
  blank: boolean
  leaving: Leaving
}

function changed(event: TicketEvent, { id, said, blank, leaving }: Changing): TicketEvent {
  const { titleOf, keepDoor } = leaving
  const place = (where: Location): Location => (keepDoor || !blank ? where : withoutDoor(where))
  const next = ((): TicketEvent => {
    switch (event.type) {
      case 'opened': {
        const { ticket } = event
        const title = blank ? titleOf(ticket.category) : said(ticket.title)
        return { ...event, ticket: { ...ticket, reporterId: id(ticket.reporterId), words: said(ticket.words), title, place: place(ticket.place) } }
      }
      case 'placed':
        return { ...event, words: said(event.words), place: place(event.place) }
      case 'recategorised':
        return blank ? { ...event, title: titleOf(event.category) } : { ...event, title: said(event.title) }
      case 'taken_over':
        return { ...event, by: id(event.by), words: said(event.words) }
      case 'parted':
        return { ...event, people: event.people.map(id) }
      case 'part_added':
        return { ...event, part: { ...event.part, what: said(event.part.what) } }
      default:
        return {
          ...event,
          ...('words' in event ? { words: said(event.words) } : {}),
          ...('reason' in event && event.reason !== RECALLED ? { reason: said(event.reason) } : {}),
        } as TicketEvent
    }
  })()
  return JSON.stringify(next) === JSON.stringify(event) ? event : next
}
