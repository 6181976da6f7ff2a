/** The duty roster as a calendar (RFC 5545): each shift by itself, with what was swapped and without who is away. */
import ical from 'ical-generator'
import { calledName, type Directory, type Person } from '../core/community.ts'
import { endOf, shiftsOn } from '../core/duty.ts'
import { DUTY_LABELS } from '../core/phrases/labels.ts'
import { isAway } from '../core/presence.ts'
import { instantAt, wallClock } from '../core/time.ts'

const SHOWN = { daysBack: 7, daysAhead: 42 }

export interface Stint {
  /** The same each time it is asked, so that a calendar moves it and does not double it. */
  id: string
  person: Person
  from: number
  to: number
  onCall: boolean
}

/** @param personId only this one's; everybody's when absent */
export function stints(directory: Directory, now: number, personId?: string): Stint[] {
  const { timezone } = directory
  const today = wallClock(now, timezone).date
  const staff = directory.staff.filter((person) => personId === undefined || person.id === personId)
  const found: Stint[] = []
  for (let day = -SHOWN.daysBack; day <= SHOWN.daysAhead; day++) {
    const { date, weekday } = wallClock(instantAt(today, '12:00', timezone, day), timezone)
    for (const person of staff) {
      const own = directory.shifts.filter((shift) => shift.personId === person.id)
      // Which of several hold is dear to say: only where there is one at all.
      if (!own.some((shift) => (shift.date === null ? (shift.days?.includes(weekday) ?? true) : shift.date === date))) continue
      for (const shift of shiftsOn(directory, person.id, date)) {
        const from = instantAt(date, shift.from, timezone)
        if (isAway(directory, person, from)) continue
        found.push({ id: `${directory.id}-${shift.id}-${date}`, person, from, to: endOf(shift, date, timezone), onCall: shift.onCall === true })
      }
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** Instants are written in UTC, so that they are right in every calendar; the community's zone is named for showing. */
export function rosterCalendar(directory: Directory, now: number, personId?: string): string {
  const labels = DUTY_LABELS[directory.language === 'en' ? 'en' : 'zh']
  const calendar = ical({
    name: `${directory.name} ${labels.duty}`,
    prodId: { company: 'Woodpecker', product: 'roster', language: directory.language === 'en' ? 'EN' : 'ZH' },
    ttl: 3_600,
    x: [['X-WR-TIMEZONE', directory.timezone]],
  })
  for (const { id, person, from, to, onCall } of stints(directory, now, personId))
    calendar.createEvent({
      id: `${id}@woodpecker`,
      stamp: new Date(now),
      start: new Date(from),
      end: new Date(to),
      summary: `${onCall ? labels.onCall : labels.duty} ${calledName(person)}`,
      description: directory.organisations.find((unit) => unit.id === person.orgId)?.name ?? '',
    })
  return calendar.toString()
}
