/** Which time the figures are about. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { useNow, useZone } from '../parts/clock.ts'
import { dayStart, fromZone, toDay } from '../parts/zone.ts'
import { useDashboardWords } from '../words.ts'

export interface Period {
  from: number
  to: number
}

const LENGTHS = { week: 7, month: 30, quarter: 90, year: 365 } as const
type Length = keyof typeof LENGTHS | 'own'

/** Ends with today, so that the same choice asks the same question all day. */
const last = (days: number, now: number, timezone: string): Period => ({ from: dayStart(now, timezone, 1 - days), to: dayStart(now, timezone, 1) })
export const usualPeriod = (now: number, timezone: string): Period => last(LENGTHS.month, now, timezone)

export function PeriodChoice({ period, onChange }: { period: Period; onChange(period: Period): void }) {
  const { charts: said } = useDashboardWords()
  const timezone = useZone()
  const now = useNow()
  const [length, setLength] = useState<Length>('month')
  const choose = (next: Length) => {
    setLength(next)
    if (next !== 'own') onChange(last(LENGTHS[next], now, timezone))
  }
  const own = (change: Partial<Period>) => {
    const next = { from: change.from ?? period.from, to: change.to ?? period.to }
    if (next.from < next.to) onChange(next)
  }
  const nextDay = (day: string): number | undefined => {
    const start = fromZone(day, timezone)
    return start === undefined ? undefined : dayStart(start, timezone, 1)
  }
  return (
    <div className="row period">
      <Segmented<Length>
        aria-label={said.period}
        value={length}
        onChange={choose}
        options={(Object.keys(said.periods) as Length[]).map((value) => ({ value, label: said.periods[value] }))}
      />
      {length === 'own' && (
        <>
          <label>
            {said.from}{' '}
            <input
              className="native"
              type="date"
              value={toDay(period.from, timezone)}
              onChange={({ target: { value } }) => own({ from: fromZone(value, timezone) })}
            />
          </label>
          <label>
            {said.to}{' '}
            <input
              className="native"
              type="date"
              value={toDay(period.to - 1, timezone)}
              onChange={({ target: { value } }) => own({ to: nextDay(value) })}
            />
          </label>
        </>
      )}
    </div>
  )
}
