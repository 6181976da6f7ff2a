/** Working hours as people write them: shifts of a weekday with their breaks, a shift may cross midnight. */

/** Wall-clock times of the community, `HH:MM`. Half-open: `from` belongs, `to` does not. */
export interface TimeSpan {
  from: string
  to: string
}

/** A shift 班次 with its breaks 午休. `to` at or before `from` is on the next day: 22:00–06:00, and 00:00–00:00 is the whole day. */
export interface Shift extends TimeSpan {
  breaks?: readonly TimeSpan[]
}

/** Minutes after midnight of the day a shift begins on; up to two days. */
export type MinuteSpan = readonly [from: number, to: number]

const DAY_MINUTES = 1440

/** @throws RangeError when the text is no time of day */
export function minuteOf(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  if (hours === undefined || Number(minutes) > 59 || minute > DAY_MINUTES) throw new RangeError(`"${time}" is not a time of day like 08:30`)
  return minute
}

/** The spans worked in some shifts, sorted, without overlaps and without their breaks. */
export function workedSpans(shifts: readonly Shift[]): MinuteSpan[] {
  return merged(shifts.flatMap(shiftSpans))
}

function shiftSpans(shift: Shift): MinuteSpan[] {
  const from = minuteOf(shift.from)
  const to = minuteOf(shift.to)
  let spans: MinuteSpan[] = [[from, to > from ? to : to + DAY_MINUTES]]
  for (const pause of shift.breaks ?? []) {
    const start = minuteOf(pause.from)
    const end = minuteOf(pause.to)
    const length = end - start + (end < start ? DAY_MINUTES : 0)
    const begins = start < from ? start + DAY_MINUTES : start
    spans = spans.flatMap(([a, b]) => without(a, b, begins, begins + length))
  }
  return spans
}

const without = (a: number, b: number, from: number, to: number): MinuteSpan[] =>
  ([[a, Math.min(b, from)] as const, [Math.max(a, to), b] as const] satisfies MinuteSpan[]).filter(([start, end]) => start < end)

/** Two shifts at once are worked once. */
export function merged(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const result: [number, number][] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** The part of a day's spans that lies on that day (`day` 0) or on the next (`day` 1), in minutes of that day. */
export const partOn = (spans: readonly MinuteSpan[], day: 0 | 1): MinuteSpan[] =>
  spans.flatMap(([from, to]): MinuteSpan[] => {
    const a = Math.max(from - day * DAY_MINUTES, 0)
    const b = Math.min(to - day * DAY_MINUTES, DAY_MINUTES)
    return a < b ? [[a, b]] : []
  })
