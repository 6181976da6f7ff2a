/** Reads the time people promise: 下午两点过去, 明天上午, 周五前, 11月30日, 半小时后, 3 pm tomorrow. Pure; `now` and the timezone come in. */
import { DateTime } from 'luxon'
import { readClock, type SaidClock } from './when-clock.ts'
import { readDay, type SaidDay } from './when-day.ts'
import { NUMBER, numberOf } from './when-number.ts'

const LONGEST = 300
/** "By Friday" means by the end of the working day. */
const DAY_ENDS = { hour: 18, minute: 0 }

/** The instant (ms) a reply promises, or undefined when it names none. Always ahead of `now` unless a past date is spelled out. */
export function readTime(text: string, now: number, timezone: string): number | undefined {
  const t = withoutPast(withoutPlaces(simplified(text.normalize('NFKC').slice(0, LONGEST))))
  const base = DateTime.fromMillis(now, { zone: timezone })
  const day = readDay(t, base)
  const span = readSpan(t)
  if (span !== undefined && (!day || day.date.hasSame(base, 'day'))) return now + span
  const clock = readClock(t, day !== undefined)
  if (!day && !clock) return undefined
  const at = together(day, clock, base)
  return Number.isFinite(at) ? at : undefined
}

/** The few letters of times that differ in traditional writing. */
const TRADITIONAL: Record<string, string> = {
  兩: '两',
  點: '点',
  後: '后',
  週: '周',
  號: '号',
  個: '个',
  鐘: '钟',
  時: '时',
  內: '内',
  禮: '礼',
  過: '过',
  幾: '几',
  這: '这',
  來: '来',
  單: '单',
  樓: '楼',
  棟: '栋',
  層: '层',
  門: '门',
  開: '开',
  飯: '饭',
  間: '间',
}
const simplified = (t: string): string => t.replace(/[兩點後週號個鐘時內禮過幾這來單樓棟層門開飯間]/g, (c) => TRADITIONAL[c] ?? c)

/** Ticket numbers, buildings and doors are no times: #1042, 3号楼, 2单元, 18楼, 3-2-501. */
const withoutPlaces = (t: string): string =>
  t
    .replace(/#\d+/g, ' ')
    .replace(/(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?!\d)/g, ' ')
    .replace(/(?:\d{1,4}|[一二三四五六七八九十]+)\s*(?:号楼|栋|幢|座|单元|楼|层|室|号院|号门)/g, ' ')

/** What has been is no promise: 昨天下午修过, 两小时前, 上周五, yesterday. */
const PAST = new RegExp(
  `(?:昨[天晚日夜儿]|前天|前晚|上个?(?:周|星期|礼拜)[一二三四五六日天]?|上个?月)(?:早上|上午|中午|下午|晚上)?(?:(?:${NUMBER})(?:点|号))?半?|(?:${NUMBER}|半)\\s*(?:个?小时|分钟|天|周|个?月)[之以]?前|刚[才刚]|yesterday|\\b\\w+ (?:minutes?|hours?|days?) ago`,
  'gi',
)
const withoutPast = (t: string): string => t.replace(PAST, ' ')

/** Day and hour made one instant, ahead of now wherever the words allow it. */
function together(day: SaidDay | undefined, clock: SaidClock | undefined, base: DateTime): number {
  const date = day?.date ?? base
  const today = date.hasSame(base, 'day')
  const now = base.toMillis()
  const on = (d: DateTime, hour: number, minute: number): number =>
    hour === 24 ? d.startOf('day').plus({ days: 1 }).set({ minute }).toMillis() : d.startOf('day').set({ hour, minute }).toMillis()
  const hours = hoursOf(clock, today, base.hour)
  const minute = clock?.minute ?? 0
  const first = hours[0] ?? DAY_ENDS.hour
  if (!today) return on(date, first, minute)
  const ahead = hours.map((hour) => on(date, hour, minute)).find((at) => at > now)
  if (ahead !== undefined) return ahead
  const again = day === undefined ? { days: 1 } : day.weekly ? { weeks: 1 } : undefined
  if (again) return on(date.plus(again), first, minute)
  return clock ? on(date, first, minute) : date.endOf('day').toMillis()
}

/** The hours a clock may mean, the likeliest first: nobody comes to mend a pipe at 3 in the night unless it is night. */
function hoursOf(clock: SaidClock | undefined, today: boolean, hourNow: number): number[] {
  if (!clock) return [DAY_ENDS.hour, 22]
  if (clock.said === 'part') return [clock.hour, clock.until]
  if (clock.said === 'sure') return [clock.hour]
  const small = clock.hour < 7 && !(today && hourNow < 6)
  return small ? [clock.hour + 12] : [clock.hour, clock.hour + 12]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const HALF_HOUR = new RegExp(`(?:(${NUMBER})个)?半个?(?:小时|钟头|钟)|(${NUMBER})个?小时半`)
const COUNTED = new RegExp(
  `(${NUMBER})(?:来|多)?\\s*(?:(分钟|分|刻钟|个?小时|个?钟头|个钟)\\s*(?:后|以后|之后|内|之内|以内|左右|就|到|来|过|能|可以)|(天|个?周|个?星期|个?礼拜|个月)\\s*(?:后|以后|之后|内|之内|以内|左右))`,
)
/** Alone, and not how long it has been: 停了2小时, 24小时值班. */
const BARE = new RegExp(`(?<![了过都等停])(${NUMBER})(?:来|多)?(分钟|个?小时|个?钟头)(?![前没不了的都值热服营])`)
const ENGLISH =
  /\b(?:in|within)\s+(\d{1,3}|an?|half an|one|two|three|four|five|six|ten|a couple of|a few)\s+(minutes?|mins?|hours?|hrs?|days?|weeks?)\b/i
const ENGLISH_NUMBER: Record<string, number> = {
  a: 1,
  an: 1,
  'half an': 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  'a couple of': 2,
  'a few': 3,
}

/** 半小时后, 两个小时内, 20分钟, 3天内, in 2 hours; milliseconds. */
function readSpan(t: string): number | undefined {
  const half = HALF_HOUR.exec(t)
  if (half && !/[点:]$/.test(t.slice(0, half.index))) return (numberOf(half[1] ?? half[2] ?? '零') + 0.5) * HOUR
  if (/半天(?:后|内|之内|以内)/.test(t)) return 4 * HOUR
  const m = COUNTED.exec(t) ?? BARE.exec(t)
  if (m) return numberOf(m[1] ?? '') * unitOf(m[2] ?? m[3] ?? '')
  const e = ENGLISH.exec(t)
  if (!e) return undefined
  const said = (e[1] ?? '').toLowerCase()
  const n = ENGLISH_NUMBER[said] ?? Number(said)
  return n * (/^h/i.test(e[2] ?? '') ? HOUR : /^d/i.test(e[2] ?? '') ? DAY : /^w/i.test(e[2] ?? '') ? 7 * DAY : 60_000)
}

function unitOf(unit: string): number {
  if (/刻/.test(unit)) return HOUR / 4
  if (/小时|钟头|个钟/.test(unit)) return HOUR
  if (/分/.test(unit)) return 60_000
  if (/天/.test(unit)) return DAY
  return /月/.test(unit) ? 30 * DAY : 7 * DAY
}
