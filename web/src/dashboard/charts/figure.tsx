/** Figures as a chart, or as the table of the same numbers. */
import { Segmented } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Panel, Scroll } from '../parts/panel.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import type { Drawing } from './drawing.ts'

const Chart = lazy(() => import('./chart.tsx'))

/** @param aside what to choose beside chart or table */
export function Figure({ title, drawing, aside }: { title: string; drawing: Drawing; aside?: ReactNode }) {
  const { charts: said } = useDashboardWords()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const empty = drawing.names.length === 0 || drawing.series.every(({ values }) => values.every((value) => !value))
  return (
    <Panel
      title={title}
      aside={
        <div className="row">
          {aside}
          <Segmented
            size="small"
            aria-label={said.as(title)}
            value={as}
            onChange={setAs}
            options={[
              { value: 'chart', label: said.chart },
              { value: 'table', label: said.table },
            ]}
          />
        </div>
      }
    >
      {empty && <p className="quiet">{said.nothing}</p>}
      {!empty && as === 'table' && <FigureTable title={title} drawing={drawing} />}
      {!empty && as === 'chart' && (
        <Suspense fallback={<Waiting />}>
          <Chart drawing={drawing} label={said.summary(title)} />
        </Suspense>
      )}
    </Panel>
  )
}

function FigureTable({ title, drawing: { of, names, series, say } }: { title: string; drawing: Drawing }) {
  return (
    <Scroll label={title}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {series.map(({ name: column, values }) => {
                const value = values[row]
                return <td key={column}>{typeof value === 'number' ? say(value) : '–'}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
