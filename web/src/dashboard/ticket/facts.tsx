/** What one must know to act: who, where, whose. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { TicketPage } from '../../../../server/schemas/ledger.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { ticketHref } from '../parts/ticket-item.tsx'
import { useDashboardWords } from '../words.ts'

export function Facts({ ticket }: { ticket: TicketPage }) {
  const { ticket: said, ledger } = useDashboardWords()
  const clock = useClock()
  const moment = (at: number | null) => (at === null ? undefined : clock.moment(at))
  return (
    <Panel title={said.facts}>
      <dl className="fact-list">
        <Fact name={said.place} value={ticket.place || said.noPlace} />
        <Fact name={ledger.grid} value={ticket.grid?.name} />
        <Fact name={ledger.category} value={ticket.categoryLabel} />
        <Fact name={said.reporter} value={ticket.reporter.name} />
        <Fact name={said.group} value={ticket.group?.name ?? said.direct} />
        <Fact name={ledger.unit} value={ticket.unit?.name} />
        <Fact name={ledger.person} value={ticket.assignee?.name ?? ledger.nobody} />
        <Fact name={said.opened} value={moment(ticket.openedAt)} />
        <Fact name={said.promised} value={moment(ticket.promisedAt)} />
        <Fact name={said.suspendedUntil} value={moment(ticket.suspendedUntil)} />
        <Fact name={said.stars} value={ticket.stars === null ? undefined : ledger.starsOf(ticket.stars)} />
        {ticket.mergedInto !== null && <Fact name={said.mergedInto} value={<Link href={ticketHref(ticket.mergedInto)}>#{ticket.mergedInto}</Link>} />}
      </dl>
    </Panel>
  )
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (value === undefined || value === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
