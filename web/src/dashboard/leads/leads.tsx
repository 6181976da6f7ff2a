/** All leads that wait for this person's judgement. */
import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../words/language.tsx'
import { leadsQuery } from '../data/queries.ts'
import { Nothing } from '../parts/nothing.tsx'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { LeadItem } from './lead-item.tsx'

export default function Leads() {
  const { leads: said } = useDashboardWords()
  const { data, error, refetch } = useQuery(leadsQuery(useLanguage().language))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  if (data.items.length === 0) return <Nothing title={said.none} hint={said.noneHint} />
  return (
    <div className="stack narrow">
      <p className="soft">
        {said.lead} {said.count(data.total)}
      </p>
      <ul className="panel rows">
        {data.items.map((lead) => (
          <LeadItem key={lead.number} lead={lead} />
        ))}
      </ul>
    </div>
  )
}
