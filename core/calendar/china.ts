/**
 * China's public holidays 法定节假日 and make-up workdays 调休上班日, by date. The one file that knows the package behind them.
 *
 * A year whose arrangement the State Council has not published yet has its statutory days off only (办法 of 2024: 元旦 1, 春节 4 from 除夕,
 * 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3), no bridges and no make-up days; a newer package or the community's own dates replace them.
 */
import chineseDays from 'chinese-days'

/** `holiday`: a day off whatever the weekday · `workday`: worked although it is a weekend · undefined: the weekday decides. */
export type PublicDay = 'holiday' | 'workday' | undefined

const DAY = 86_400_000
const dateText = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

/**
 * What the published arrangement says of a date (2026-10-10). The package reckons weekdays on the machine's clock, so only its named days are
 * believed: they answer for the date that was asked in every timezone of the machine.
 */
function published(date: string): PublicDay {
  const { name, work } = chineseDays.getDayDetail(date)
  if (!name.includes(',')) return undefined
  return work ? 'workday' : 'holiday'
}

/** The solar date of a lunar one. The package reads a lunar date off the machine's own clock, so noon of that clock goes in. */
function lunar(year: number, month: number, day: number): string {
  return chineseDays.getSolarDateFromLunar(new Date(year, month - 1, day, 12)).date
}

/** 清明 of 2000–2099, by the usual formula of the solar terms. */
const tombSweeping = (year: number): string => dateText(year, 4, Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4))

function statutory(year: number): ReadonlySet<string> {
  const newYear = Date.parse(lunar(year, 1, 1))
  const springFestival = [-1, 0, 1, 2].map((days) => new Date(newYear + days * DAY).toISOString().slice(0, 10))
  const october = [1, 2, 3].map((day) => dateText(year, 10, day))
  const fixed = [dateText(year, 1, 1), dateText(year, 5, 1), dateText(year, 5, 2), ...october]
  return new Set([...fixed, ...springFestival, tombSweeping(year), lunar(year, 5, 5), lunar(year, 8, 15)])
}

/** Has the State Council's arrangement of this year reached the package? */
export const isPublished = (year: number): boolean => published(`${year}-10-01`) === 'holiday'

const FIRST_RECKONED = 2025
const LAST_RECKONED = 2099

/** Answers for dates like 2026-10-10; remembers the years it has looked up. */
export function chinaDays(): (date: string) => PublicDay {
  const years = new Map<number, ReadonlySet<string> | 'published'>()
  return (date) => {
    const year = Number(date.slice(0, 4))
    let known = years.get(year)
    if (known === undefined) {
      known = isPublished(year) || year < FIRST_RECKONED || year > LAST_RECKONED ? 'published' : statutory(year)
      years.set(year, known)
    }
    if (known === 'published') return published(date)
    // the plan of one year may already order days of the next (元旦 bridges over the turn of the year)
    return published(date) ?? (known.has(date) ? 'holiday' : undefined)
  }
}
