/** The board of the day: what is late, what falls due, who has how much, what waits for a word. It keeps itself up to date. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { TicketLine, Today as TodayBoard } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { todayQuery } from '../data/queries.ts'
import { useMay } from '../data/session.tsx'
import { DeliveryItem } from '../leads/delivery-item.tsx'
import { LeadItem } from '../leads/lead-item.tsx'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { TicketItem } from '../parts/ticket-item.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { Counts } from './counts.tsx'
import { GatewayPanel } from './gateway-panel.tsx'
import { Load } from './load.tsx'

export default function Today() {
  const { today: said } = useDashboardWords()
  const may = useMay()
  const { data, error, refetch } = useQuery(todayQuery(useLanguage().language))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <div className="stack">
      {error && <Problem error={error} retry={() => void refetch()} />}
      <Counts counts={data.counts} />
      <div className="board">
        <div className="stack">
          <Tickets title={said.late} lines={data.late} none={said.noLate} count={data.counts.late} href="/app/ledger?overdue=true&sort=due" />
          <Tickets
            title={said.dueSoon}
            lines={data.dueSoon}
            none={said.noDueSoon}
            count={data.counts.dueSoon}
            href="/app/ledger?state=open&sort=due"
          />
        </div>
        <div className="stack">
          {may('leads.judge') && <Leads board={data} />}
          <Load load={data.load} />
          {may('deliveries.read') && <Undelivered board={data} />}
          <GatewayPanel gateway={data.gateway} />
        </div>
      </div>
    </div>
  )
}

function Tickets({ title, lines, none, count, href }: { title: string; lines: TicketLine[]; none: string; count: number; href: string }) {
  const { today: said } = useDashboardWords()
  return (
    <Panel title={count > 0 ? `${title} ${count}` : title} aside={count > lines.length && <Link href={href}>{said.seeAll}</Link>}>
      {lines.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="rows">
          {lines.map((line) => (
            <li key={line.id}>
              <TicketItem line={line} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Leads({ board: { leads, counts } }: { board: TodayBoard }) {
  const { today: said } = useDashboardWords()
  return (
    <Panel title={said.leads} aside={counts.leads > leads.length && <Link href="/app/leads">{`${said.seeAll} ${counts.leads}`}</Link>}>
      {leads.length === 0 ? (
        <p className="quiet">{said.noLeads}</p>
      ) : (
        <ul className="rows">
          {leads.map((lead) => (
            <LeadItem key={lead.number} lead={lead} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Undelivered({ board: { undelivered, counts } }: { board: TodayBoard }) {
  const { today: said } = useDashboardWords()
  return (
    <Panel
      title={said.undelivered}
      aside={counts.undelivered > undelivered.length && <Link href="/app/deliveries">{`${said.seeAll} ${counts.undelivered}`}</Link>}
    >
      {undelivered.length === 0 ? (
        <p className="quiet">{said.noUndelivered}</p>
      ) : (
        <ul className="rows">
          {undelivered.map((delivery) => (
            <DeliveryItem key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
