/** The figures of a period: how much, of what, where, how fast, how well. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { Stats } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery, statsQuery } from '../data/queries.ts'
import { useNow, useZone } from '../parts/clock.ts'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { categoriesDrawing, ratesDrawing, starsDrawing, toCloseDrawing, trendDrawing } from './drawings.ts'
import { Figure } from './figure.tsx'
import { Heat } from './heat.tsx'
import { PeriodChoice, usualPeriod } from './period.tsx'

const BYS = ['unit', 'person', 'grid', 'building'] as const
type By = (typeof BYS)[number]

export default function Charts() {
  const { language } = useLanguage()
  const timezone = useZone()
  const now = useNow()
  const { data: names } = useQuery(namesQuery(language))
  const [period, setPeriod] = useState(() => usualPeriod(now, timezone))
  const { data, error, refetch, isPlaceholderData } = useQuery(statsQuery(period, 'category', language))
  return (
    <div className="stack">
      <PeriodChoice period={period} onChange={setPeriod} />
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className={isPlaceholderData ? 'figure-grid old' : 'figure-grid'} aria-busy={isPlaceholderData}>
          <General stats={data} />
          <Rates period={period} />
          <Heat heat={data.heat} names={names} period={period} />
        </div>
      )}
    </div>
  )
}

function General({ stats }: { stats: Stats }) {
  const words = useDashboardWords()
  const { language } = useLanguage()
  const { charts: said } = words
  const drawings = useMemo(
    () => [
      { title: said.trend, drawing: trendDrawing(stats, words, language) },
      { title: said.categories, drawing: categoriesDrawing(stats, words) },
      { title: said.toClose, drawing: toCloseDrawing(stats, words) },
      { title: said.satisfaction, drawing: starsDrawing(stats, words) },
    ],
    [stats, words, said, language],
  )
  return drawings.map(({ title, drawing }) => <Figure key={title} title={title} drawing={drawing} />)
}

function Rates({ period }: { period: { from: number; to: number } }) {
  const words = useDashboardWords()
  const { charts: said } = words
  const [by, setBy] = useState<By>('unit')
  const { data, error, refetch } = useQuery(statsQuery(period, by, useLanguage().language))
  const drawing = useMemo(() => data && ratesDrawing(data, words), [data, words])
  if (error && !drawing) return <Problem error={error} retry={() => void refetch()} />
  if (!drawing) return <Waiting />
  const choice = (
    <Segmented<By> size="small" aria-label={said.by} value={by} onChange={setBy} options={BYS.map((value) => ({ value, label: said.bys[value] }))} />
  )
  return <Figure title={said.rates} drawing={drawing} aside={choice} />
}
