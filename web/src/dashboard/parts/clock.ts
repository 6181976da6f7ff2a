/** Times as people of the community read them, and how long until or since. */
import { useEffect, useState } from 'react'
import { type Clock, clockOf } from '../../ui/time.ts'
import { useLanguage, useWords } from '../../words/language.tsx'
import { useSession } from '../data/session.tsx'
import type { DashboardWords } from '../words.ts'

/** Of the community. */
export const useZone = (): string => useSession().timezone

export function useClock(): Clock {
  return clockOf(useZone(), useLanguage().language, useWords())
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const TICK = { ms: 30_000 }

/** Now by the server's clock (phones may go wrong), going on by itself. */
export function useNow(): number {
  const { skew } = useSession()
  const [now, setNow] = useState(() => Date.now() + skew)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + skew), TICK.ms)
    return () => clearInterval(timer)
  }, [skew])
  return now
}

/** 35分钟 · 3小时 · 2天 */
export function spanOf(ms: number, words: DashboardWords): string {
  if (ms < HOUR) return words.time.minutes(Math.max(1, Math.round(ms / MINUTE)))
  if (ms < 2 * DAY) return words.time.hours(Math.round(ms / HOUR))
  return words.time.days(Math.round(ms / DAY))
}

/** 还有3小时 · 超了2天 */
export const untilDue = (due: number, now: number, words: DashboardWords): string =>
  due >= now ? words.time.left(spanOf(due - now, words)) : words.time.over(spanOf(now - due, words))
