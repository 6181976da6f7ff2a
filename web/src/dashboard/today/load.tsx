/** Who has how much in hand, the most first; a bar for the eye. */
import { Link } from 'wouter'
import type { Today } from '../../../../server/schemas/ledger.ts'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'

export function Load({ load }: { load: Today['load'] }) {
  const { today: said } = useDashboardWords()
  const most = Math.max(1, ...load.map(({ open }) => open))
  return (
    <Panel title={said.load}>
      {load.length === 0 ? (
        <p className="quiet">{said.noLoad}</p>
      ) : (
        <ul className="load">
          {load.map(({ person, unit, open, overdue }) => (
            <li key={person.id}>
              <Link className="load-line" href={`/app/ledger?state=open&person=${encodeURIComponent(person.id)}`}>
                <span className="load-who">
                  {person.name} {unit && <small>{unit.name}</small>}
                </span>
                <span className={overdue > 0 ? 'over' : undefined}>{said.loadOf(open, overdue)}</span>
                <progress value={open} max={most} aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
