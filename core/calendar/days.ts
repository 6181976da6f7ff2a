/** The days of one working calendar, reckoned once each and remembered. */
import { DateTime, IANAZone } from 'luxon'
import { type MinuteSpan, merged, partOn } from './hours.ts'

export interface CalendarDay {
  /** Days since 1970-01-01. */
  number: number
  /** 2026-11-23 */
  date: string
  start: number
  end: number
  /** Instants worked within the day, sorted, apart from each other. */
  worked: readonly MinuteSpan[]
  /** The whole day when a shift begins on it, else nothing: what working days are counted in. */
  workday: readonly MinuteSpan[]
}

export interface Days {
  of(number: number): CalendarDay
  /** The day an instant lies in. */
  at(instant: number): CalendarDay
}

const MINUTE = 60_000
const DAY = 86_400_000

/** @param spansOn what is worked by the shifts that begin on a date; weekday 1 = Monday */
export function calendarDays(timezone: string, spansOn: (date: string, weekday: number) => readonly MinuteSpan[]): Days {
  const zone = IANAZone.create(timezone)
  const usualOffset = zone.offset(0) * MINUTE
  const known = new Map<number, CalendarDay>()
  const dateOf = (number: number): DateTime => DateTime.fromMillis(number * DAY, { zone: 'utc' })
  const spansOf = (number: number): readonly MinuteSpan[] => {
    const day = dateOf(number)
    return spansOn(day.toISODate() ?? '', day.weekday)
  }
  const startOf = (number: number): number => {
    const { year, month, day } = dateOf(number)
    return DateTime.fromObject({ year, month, day }, { zone }).startOf('day').toMillis()
  }
  const reckon = (number: number): CalendarDay => {
    const [start, end] = [startOf(number), startOf(number + 1)]
    const own = spansOf(number)
    const minutes = merged([...partOn(spansOf(number - 1), 1), ...partOn(own, 0)])
    const worked =
      end - start === DAY ? minutes.map(([a, b]): MinuteSpan => [start + a * MINUTE, start + b * MINUTE]) : byTheClock(zone, start, end, minutes)
    return { number, date: dateOf(number).toISODate() ?? '', start, end, worked, workday: own.length > 0 && end > start ? [[start, end]] : [] }
  }
  const of = (number: number): CalendarDay => {
    let day = known.get(number)
    if (day === undefined) known.set(number, (day = reckon(number)))
    return day
  }
  return {
    of,
    at(instant) {
      let day = of(Math.floor((instant + usualOffset) / DAY))
      while (instant < day.start) day = of(day.number - 1)
      while (instant >= day.end) day = of(day.number + 1)
      return day
    },
  }
}

/** A day on which the clocks are changed: a minute is worked when the clock on the wall shows a working time, in an hour that comes twice also twice. */
function byTheClock(zone: IANAZone, start: number, end: number, minutes: readonly MinuteSpan[]): MinuteSpan[] {
  const spans: MinuteSpan[] = []
  for (let at = start; at < end; at += MINUTE) {
    const wall = (((at + zone.offset(at) * MINUTE) % DAY) + DAY) % DAY
    if (minutes.some(([a, b]) => wall >= a * MINUTE && wall < b * MINUTE)) spans.push([at, Math.min(at + MINUTE, end)])
  }
  return merged(spans)
}
