/** Buildings by categories: a table whose cells are the darker the more happened, each the way to those tickets. */
import { Link } from 'wouter'
import type { Stats } from '../../../../server/schemas/ledger.ts'
import type { Names } from '../../../../server/schemas/names.ts'
import { Panel, Scroll } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'

/** Steps of colour; in dashboard.css. */
const STEPS = 5
const COLUMNS_AT_MOST = 10

interface Props {
  heat: Stats['heat']
  names: Names | undefined
  period: { from: number; to: number }
}

export function Heat({ heat, names, period }: Props) {
  const { charts: said } = useDashboardWords()
  const sums = new Map<string, number>()
  for (const { categories: counts } of heat) for (const [id, count] of Object.entries(counts)) sums.set(id, (sums.get(id) ?? 0) + count)
  const buildingName = new Map(names?.buildings.map(({ id, name }) => [id, name]))
  const shown = (names?.categories ?? [])
    .filter(({ id }) => (sums.get(id) ?? 0) > 0)
    .sort((a, b) => (sums.get(b.id) ?? 0) - (sums.get(a.id) ?? 0))
    .slice(0, COLUMNS_AT_MOST)
  const most = Math.max(1, ...heat.flatMap(({ categories: counts }) => Object.values(counts)))
  const to = (more: Record<string, string>) => `/app/ledger?${new URLSearchParams({ ...more, from: String(period.from), to: String(period.to) })}`
  return (
    <Panel title={said.heat} className="wide-panel">
      {heat.length === 0 ? (
        <p className="quiet">{said.nothing}</p>
      ) : (
        <>
          <p className="soft">{said.heatHint}</p>
          <Scroll label={said.heat}>
            <table className="figures heat">
              <thead>
                <tr>
                  <th scope="col">{said.building}</th>
                  <th scope="col">{said.total}</th>
                  <th scope="col">{said.overdueOf}</th>
                  {shown.map(({ id, name }) => (
                    <th key={id} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {heat.map(({ building: { id: buildingId, name: short }, opened, overdue, categories: counts }) => (
                  <tr key={buildingId}>
                    <th scope="row">{buildingName.get(buildingId) ?? short}</th>
                    <td>
                      <Link href={to({ building: buildingId })}>{opened}</Link>
                    </td>
                    <td>{overdue}</td>
                    {shown.map(({ id, name }) => {
                      const count = counts[id] ?? 0
                      return (
                        <td key={id} className={`heat-${Math.ceil((count / most) * STEPS)}`}>
                          {count > 0 && (
                            <Link
                              href={to({ building: buildingId, category: id })}
                              aria-label={said.opensOf(buildingName.get(buildingId) ?? short, name, count)}
                            >
                              {count}
                            </Link>
                          )}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </>
      )}
    </Panel>
  )
}
