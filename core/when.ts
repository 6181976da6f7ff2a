/** Reads the time people promise: 下午两点过去, 明天上午, 周五前, 11月30日, 半小时后, 3 pm tomorrow. Pure; `now` and the timezone come in. */
import { DateTime } from 'luxon'

const DIGITS: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const NUMBER = '\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[零一二两三四五六七八九]'

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.split('十')
  if (ones === undefined) return DIGITS[text] ?? Number.NaN
  return (tens ? (DIGITS[tens] ?? 1) : 1) * 10 + (ones ? (DIGITS[ones] ?? 0) : 0)
}

/** Where in the day a word stands when no hour is said. */
const PART_OF_DAY: [RegExp, number][] = [
  [/凌晨/, 3],
  [/早上|早晨|一早|清早/, 8],
  [/上午/, 10],
  [/中午|晌午/, 12],
  [/下午|午后/, 15],
  [/傍晚/, 18],
  [/晚上|今晚|晚饭后|夜里/, 19],
  [/\bmorning\b/i, 10],
  [/\bnoon\b/i, 12],
  [/\bafternoon\b/i, 15],
  [/\b(evening|tonight)\b/i, 19],
]

const WEEKDAY: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const ENGLISH_WEEKDAY = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The instant (ms) a reply promises, or undefined when it names none. Always ahead of `now` unless a past date is spelled out. */
export function readTime(text: string, now: number, timezone: string): number | undefined {
  const t = text.normalize('NFKC').slice(0, 300)
  const base = DateTime.fromMillis(now, { zone: timezone })
  const span = readSpan(t)
  if (span !== undefined) return now + span
  const day = readDay(t, base)
  const clock = readClock(t)
  if (!day && !clock) return undefined
  const date = day ?? base
  const hour = clock ?? { hour: 18, minute: 0 }
  let at = date.startOf('day').set(hour)
  if (!day && at.toMillis() <= now)
    at = clock && !clock.sure && clock.hour < 12 && at.plus({ hours: 12 }).toMillis() > now ? at.plus({ hours: 12 }) : at.plus({ days: 1 })
  return at.toMillis()
}

/** 半小时后, 两个小时内, 20分钟, 3天内, in 2 hours */
function readSpan(t: string): number | undefined {
  if (/半个?(小时|钟头)/.test(t) && !/[点:：]半/.test(t)) {
    const whole = new RegExp(`(${NUMBER})个半(小时|钟头)`).exec(t)
    return ((whole ? numberOf(whole[1] ?? '') : 0) + 0.5) * 3_600_000
  }
  const m =
    new RegExp(`(${NUMBER})\\s*(个?小时|个?钟头|分钟|天|周|个?星期)\\s*(后|内|之内|以后|左右|就到|到)`).exec(t) ??
    new RegExp(`(${NUMBER})\\s*(分钟|个?小时)`).exec(t)
  if (m)
    return (
      numberOf(m[1] ?? '') *
      (/小时|钟头/.test(m[2] ?? '') ? 3_600_000 : /分钟/.test(m[2] ?? '') ? 60_000 : /天/.test(m[2] ?? '') ? 86_400_000 : 7 * 86_400_000)
    )
  const e = /\bin\s+(\d{1,3}|an?|half an)\s+(minutes?|mins?|hours?|days?)\b/i.exec(t)
  if (!e) return undefined
  const n = /^\d/.test(e[1] ?? '') ? Number(e[1]) : /half/i.test(e[1] ?? '') ? 0.5 : 1
  return n * (/^h/i.test(e[2] ?? '') ? 3_600_000 : /^d/i.test(e[2] ?? '') ? 86_400_000 : 60_000)
}

function readDay(t: string, base: DateTime): DateTime | undefined {
  if (/大后天/.test(t)) return base.plus({ days: 3 })
  if (/后天|day after tomorrow/i.test(t)) return base.plus({ days: 2 })
  if (/明[天早晚儿]|明日|\btomorrow\b/i.test(t)) return base.plus({ days: 1 })
  if (/今[天早晚儿]|今日|\b(today|tonight)\b/i.test(t)) return base
  const iso = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(t)
  if (iso) return base.set({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) })
  const monthDay = new RegExp(`(${NUMBER})月(${NUMBER})[日号]?`).exec(t)
  if (monthDay) return ahead(base.set({ month: numberOf(monthDay[1] ?? ''), day: numberOf(monthDay[2] ?? '') }), base, { years: 1 })
  const dayOnly = new RegExp(`(${NUMBER})[号日](?![楼栋院门])`).exec(t)
  if (dayOnly) return ahead(base.set({ day: numberOf(dayOnly[1] ?? '') }), base, { months: 1 })
  const week = /(下+)?(?:个)?(?:周|星期|礼拜)([一二三四五六日天])/.exec(t)
  if (week) {
    const wanted = WEEKDAY[week[2] ?? ''] ?? 1
    if (week[1]) return base.startOf('week').plus({ weeks: week[1].length, days: wanted - 1 })
    return base.plus({ days: (wanted - base.weekday + 7) % 7 })
  }
  const english = ENGLISH_WEEKDAY.findIndex((name) => new RegExp(`\\b${name}\\b`, 'i').test(t))
  if (english >= 0) return base.plus({ days: (english + 1 - base.weekday + 7) % 7 })
  if (/周末|weekend/i.test(t)) return base.plus({ days: (6 - base.weekday + 7) % 7 })
  return undefined
}

const ahead = (date: DateTime, base: DateTime, step: { years: number } | { months: number }): DateTime =>
  date < base.startOf('day') ? date.plus(step) : date

/** `sure` when the half of the day is certain. */
function readClock(t: string): { hour: number; minute: number; sure?: boolean } | undefined {
  const part = PART_OF_DAY.find(([word]) => word.test(t))
  const m = new RegExp(`(${NUMBER})\\s*(?:点钟?|时|[:：])\\s*(半|一刻|三刻|\\d{1,2}|[一二三四五]?十[一二三四五六七八九]?)?`).exec(t)
  const pm = /\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b/i.exec(t)
  if (pm) return { hour: (Number(pm[1]) % 12) + (/p/i.test(pm[3] ?? '') ? 12 : 0), minute: Number(pm[2] ?? 0) }
  if (!m) return part ? { hour: part[1], minute: 0 } : undefined
  let hour = numberOf(m[1] ?? '')
  const rest = m[2] ?? ''
  const minute = rest === '半' ? 30 : rest === '一刻' ? 15 : rest === '三刻' ? 45 : rest ? numberOf(rest) : 0
  if (!(hour <= 24) || !(minute < 60)) return undefined
  if (part && part[1] >= 12 && hour < 12 && !(part[1] === 12 && hour >= 10)) hour += 12
  return { hour: hour % 24, minute, sure: part !== undefined || hour > 12 }
}
