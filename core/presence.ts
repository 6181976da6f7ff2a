/** Who is away 不在岗: leave, rest, errands; and the words that say from when until when. Instants are milliseconds since the epoch. */
import { DateTime } from 'luxon'
import type { Directory, Person } from './community.ts'
import { readDay } from './when-day.ts'
import { numberOf } from './when-number.ts'

/** Half-open: `from` belongs, `until` does not. */
export interface Absence {
  personId: string
  from: number
  until: number
}

export const absenceOf = ({ absences }: Pick<Directory, 'absences'>, personId: string, at: number): Absence | undefined =>
  absences?.find((one) => one.personId === personId && one.from <= at && at < one.until)

export const isAway = (directory: Pick<Directory, 'absences'>, { id }: Pick<Person, 'id'>, at: number): boolean =>
  absenceOf(directory, id, at) !== undefined

/** Nobody is away for longer by one sentence. */
export const LONGEST_ABSENCE = { days: 366 }
const LONGEST_MS = LONGEST_ABSENCE.days * 86_400_000

const FROM_TO = /^(.+?)(?:到|至|[-–—~]|\bto\b|\buntil\b)(.+)$/i
const UNTIL = /^(?:到|至|until|till)\s*(.+)$/i
const DAYS = /^(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:天|days?)$/i
const MORNING = /上午|早上|morning/i
const AFTERNOON = /下午|afternoon/i

/** 明天 · 周三到周五 · 到周五 · 三天 · 明天下午; whole days but for the half ones. Undefined where no day can be read, or it has passed. */
export function readAbsence(said: string, now: number, timezone: string): Omit<Absence, 'personId'> | undefined {
  const text = said.trim()
  const base = DateTime.fromMillis(now, { zone: timezone })
  const span = spanOf(text, base)
  if (!span) return undefined
  const from = Math.max(span.from, now)
  return span.until > from && span.until - now <= LONGEST_MS ? { from, until: span.until } : undefined
}

function spanOf(text: string, base: DateTime): { from: number; until: number } | undefined {
  const days = DAYS.exec(text)?.[1]
  if (days)
    return {
      from: base.toMillis(),
      until: base
        .startOf('day')
        .plus({ days: numberOf(days) })
        .toMillis(),
    }
  const last = UNTIL.exec(text)?.[1]
  if (last) return ending(base.toMillis(), partOfDay(last, base))
  const both = FROM_TO.exec(text)
  if (both?.[1] && both[2]) {
    const first = partOfDay(both[1], base)
    return first && ending(first.from, partOfDay(both[2], DateTime.fromMillis(first.day, { zone: base.zone })))
  }
  const one = partOfDay(text, base)
  return one && { from: one.from, until: one.until }
}

const ending = (from: number, last: { until: number } | undefined): { from: number; until: number } | undefined => last && { from, until: last.until }

/** A day, or its half, as it is said on `base`. */
function partOfDay(text: string, base: DateTime): { day: number; from: number; until: number } | undefined {
  const day = readDay(text, base)?.date.startOf('day')
  if (!day) return undefined
  const noon = day.set({ hour: 12 })
  const until = MORNING.test(text) ? noon : day.plus({ days: 1 })
  const from = AFTERNOON.test(text) ? noon : day
  return { day: day.toMillis(), from: from.toMillis(), until: until.toMillis() }
}
