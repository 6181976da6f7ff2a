/** Times as people in the community read them: in its own zone, however far away the browser is. */
import type { Language } from '../../../server/schemas.ts'
import type { Words } from '../words/zh.ts'

export interface Clock {
  /** 12:03 · 昨天 12:03 · 11月20日 12:03 · 2024年11月20日 12:03 */
  moment(at: number): string
  /** 12:03 */
  time(at: number): string
}

export function clockOf(timeZone: string, language: Language, words: Words): Clock {
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = new Intl.DateTimeFormat(language, { timeZone, month: 'short', day: 'numeric' })
  const yearAndDate = new Intl.DateTimeFormat(language, { timeZone, year: 'numeric', month: 'short', day: 'numeric' })
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const DAY = { ms: 86_400_000 }
  return {
    time: (at) => time.format(at),
    moment(at) {
      const on = day.format(at)
      if (on === day.format(Date.now())) return time.format(at)
      if (on === day.format(Date.now() - DAY.ms)) return `${words.yesterday} ${time.format(at)}`
      const thisYear = on.slice(0, 4) === day.format(Date.now()).slice(0, 4)
      return `${(thisYear ? date : yearAndDate).format(at)} ${time.format(at)}`
    },
  }
}
