/** The calendar of the community's own zone, whatever zone the browser is in; as fields for days and times write them. */

const MINUTE = 60_000

/** How far the zone is ahead of UTC at an instant, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return wall - Math.floor(at / MINUTE) * MINUTE
}

/** 2026-11-23T13:05 */
export const toMinute = (at: number, timeZone: string): string => new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16)
/** 2026-11-23 */
export const toDay = (at: number, timeZone: string): string => toMinute(at, timeZone).slice(0, 10)

/** @param text a day, or a day and a time; undefined when it is neither */
export function fromZone(text: string, timeZone: string): number | undefined {
  const wall = Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
  if (Number.isNaN(wall)) return undefined
  // The offset is that of the instant, which is not known yet: a second look settles days on which clocks change.
  const near = wall - offsetAt(wall, timeZone)
  return wall - offsetAt(near, timeZone)
}

const DAY = 86_400_000
/** When the day of an instant begins, or one so many days later. */
export function dayStart(at: number, timeZone: string, later = 0): number {
  const noon = Date.parse(`${toDay(at, timeZone)}T12:00Z`) + later * DAY
  return fromZone(new Date(noon).toISOString().slice(0, 10), timeZone) ?? at
}
