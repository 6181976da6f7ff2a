/** The day in seven numbers, each the way to what it counts. */
import { Link } from 'wouter'
import type { Today } from '../../../../server/schemas/ledger.ts'
import { useNow, useZone } from '../parts/clock.ts'
import { dayStart } from '../parts/zone.ts'
import { useDashboardWords } from '../words.ts'

const WAYS: readonly {
  count: keyof Today['counts'] & keyof ReturnType<typeof useDashboardWords>['today']['counts']
  query: string
  bad?: boolean
}[] = [
  { count: 'late', query: 'overdue=true&sort=due', bad: true },
  { count: 'dueSoon', query: 'state=open&sort=due' },
  { count: 'toTake', query: 'state=untaken&sort=due' },
  { count: 'open', query: 'state=open' },
  { count: 'toConfirm', query: 'state=resolved' },
  { count: 'openedToday', query: 'sort=-opened' },
  { count: 'closedToday', query: 'state=closed&sort=-last' },
]

export function Counts({ counts }: { counts: Today['counts'] }) {
  const { today: said } = useDashboardWords()
  const today = dayStart(useNow(), useZone())
  return (
    <ul className="counts">
      {WAYS.map(({ count, query, bad }) => (
        <li key={count}>
          <Link
            href={`/app/ledger?${query}${count === 'openedToday' ? `&from=${today}` : ''}`}
            className={bad && counts[count] > 0 ? 'count bad' : 'count'}
          >
            <strong>{counts[count]}</strong>
            <span>{said.counts[count]}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
