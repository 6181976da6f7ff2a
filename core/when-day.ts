/** The day a promise names: 明天, 下周三, 11月30日, 月底前, by Friday. */
import { DateTime } from 'luxon'
import { NUMBER, numberOf } from './when-number.ts'

export interface SaidDay {
  date: DateTime
  /** A weekday comes round again when its hour has passed. */
  weekly?: boolean
}

const WEEKDAY: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const ENGLISH_WEEKDAY = /\b(next\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/i
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'

/** What is numbered by 号 and is no date: 8号电梯, 2号门, 3号井. */
const NUMBERED_THING = '(?!\\s*(?:[楼栋幢院门线梯机井车库桩位铺口房厅灯杆箱柜表阀管泵码厂]|电[梯表箱梯动]|水[表箱泵井管]|公寓|商铺|单元|\\d))'

/** 12/3, 09-01; 3-5楼 and 10-12点 are none. */
const SHORT_DATE = /(?<![\d/.-])(?:(\d{1,2})\/(\d{1,2})|(0[1-9]|1[0-2])-(\d{2}))(?![\d/.\-点天号楼栋分个元])/

/** `base` is now in the community's timezone. */
export function readDay(t: string, base: DateTime): SaidDay | undefined {
  const near = nearDay(t)
  const date = near === undefined ? (calendarDay(t, base) ?? undefined) : base.plus({ days: near })
  if (date) return date.isValid ? { date } : undefined
  return weekday(t, base) ?? stretch(t, base)
}

function nearDay(t: string): number | undefined {
  if (/大后天/.test(t)) return 3
  if (/后天|后[晚早]|day after tomorrow|[过这]两天/i.test(t)) return 2
  if (/[过这]几天/.test(t)) return 3
  if (/明[天早晚儿]|明日|次日|隔天|\b(tomorrow|tmr|tmrw)\b/i.test(t)) return 1
  if (/今[天早晚儿]|今日|本日|当[天日晚]|\b(today|tonight|this (morning|afternoon|evening))\b/i.test(t)) return 0
  return undefined
}

function calendarDay(t: string, base: DateTime): DateTime | undefined {
  const full = /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(t)
  if (full) return dateOf(base, Number(full[1]), Number(full[2]), Number(full[3]))
  const monthDay = new RegExp(`(${NUMBER})月份?(${NUMBER})[日号]?`).exec(t) ?? SHORT_DATE.exec(t)
  if (monthDay) return nextYearly(base, numberOf(monthDay[1] ?? monthDay[3] ?? ''), numberOf(monthDay[2] ?? monthDay[4] ?? ''))
  const named = new RegExp(`\\b${MONTH_NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'i').exec(t)
  if (named) return nextYearly(base, monthOf(named[1]), Number(named[2]))
  const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH_NAME}\\b`, 'i').exec(t)
  if (dayFirst) return nextYearly(base, monthOf(dayFirst[2]), Number(dayFirst[1]))
  const dayOnly = new RegExp(`(下个?月)?(${NUMBER})[号日]${NUMBERED_THING}`).exec(t)
  if (!dayOnly) return undefined
  return nextMonthly(dayOnly[1] ? base.startOf('month').plus({ months: 1 }) : base, numberOf(dayOnly[2] ?? ''))
}

const monthOf = (name = ''): number => MONTHS.indexOf(name.toLowerCase().slice(0, 3)) + 1

/** Undefined for a date the calendar does not have. */
function dateOf(base: DateTime, year: number, month: number, day: number): DateTime | undefined {
  const date = DateTime.fromObject({ year, month, day }, { zone: base.zone })
  return date.isValid ? date : undefined
}

function nextYearly(base: DateTime, month: number, day: number): DateTime | undefined {
  const date = dateOf(base, base.year, month, day)
  return date && date < base.startOf('day') ? dateOf(base, base.year + 1, month, day) : date
}

/** The next such day of a month from `base` on: the 31st skips short months. */
function nextMonthly(base: DateTime, day: number): DateTime | undefined {
  if (!(day >= 1 && day <= 31)) return undefined
  for (let months = 0; months < 4; months++) {
    const month = base.startOf('month').plus({ months })
    const date = dateOf(base, month.year, month.month, day)
    if (date && date >= base.startOf('day')) return date
  }
  return undefined
}

function weekday(t: string, base: DateTime): SaidDay | undefined {
  const zh = /(下+个?|[这本]个?)?(?:周|星期|礼拜){1,2}([一二三四五六日天])/.exec(t)
  if (zh) {
    const wanted = WEEKDAY[zh[2] ?? ''] ?? 1
    const weeks = zh[1]?.match(/下/g)?.length ?? 0
    if (weeks > 0) return { date: base.startOf('week').plus({ weeks, days: wanted - 1 }) }
    return { date: base.plus({ days: (wanted - base.weekday + 7) % 7 }), weekly: true }
  }
  const en = ENGLISH_WEEKDAY.exec(t)
  if (!en) return undefined
  const wanted = ENGLISH_DAYS.indexOf((en[2] ?? '').toLowerCase().slice(0, 3)) + 1
  if (en[1]) return { date: base.startOf('week').plus({ weeks: 1, days: wanted - 1 }) }
  return { date: base.plus({ days: (wanted - base.weekday + 7) % 7 }), weekly: true }
}

/** The last day of a stretch of time: 月底前, 本周内, 下周. */
function stretch(t: string, base: DateTime): SaidDay | undefined {
  const month = base.startOf('month')
  if (/年[底末]|end of the year/i.test(t)) return { date: base.endOf('year') }
  if (/下个?月[底末]/.test(t)) return { date: month.plus({ months: 1 }).endOf('month') }
  if (/下个?月初/.test(t)) return { date: month.plus({ months: 1, days: 4 }) }
  if (/月[底末]|[这本]个?月内|end of the month/i.test(t)) return { date: base.endOf('month') }
  if (/下个?(?:周|星期|礼拜)末?|next week/i.test(t)) return { date: base.startOf('week').plus({ weeks: 1, days: /末/.test(t) ? 5 : 4 }) }
  if (/周末|weekend/i.test(t)) return { date: base.plus({ days: (6 - base.weekday + 7) % 7 }), weekly: true }
  if (/[这本]个?(?:周|星期|礼拜)|this week/i.test(t)) return { date: base.endOf('week') }
  return undefined
}
