/** The tickets, newest first, open ones by default. */
import { useState } from 'react'
import type { TicketRow } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { go } from '../live/place.ts'
import { useLive } from '../live/use-live.ts'
import { explain } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { useStage } from './context.ts'

export function StateChip({ tone, stateLabel }: Pick<TicketRow, 'tone' | 'stateLabel'>) {
  return <span className={`chip ${tone}`}>{stateLabel}</span>
}

export function TicketList() {
  const words = useWords()
  const { language } = useLanguage()
  const [openOnly, setOpenOnly] = useState(false)
  const { data, problem } = useLive(
    `tickets ${openOnly} ${language}`,
    (signal) => api.tickets(openOnly ? true : undefined, language, signal),
    (change) => change.kind === 'ticket',
  )
  return (
    <>
      <div className="filters">
        {[false, true].map((only) => (
          <button key={String(only)} type="button" className="filter" aria-pressed={openOnly === only} onClick={() => setOpenOnly(only)}>
            {only ? words.tickets.open : words.tickets.all}
          </button>
        ))}
      </div>
      {problem && <p role="alert">{explain(problem, words)}</p>}
      {data?.length === 0 && <p className="empty">{openOnly ? words.tickets.noneOpen : words.tickets.none}</p>}
      <ul className="ticket-rows">
        {data?.map((ticket) => (
          <li key={ticket.number}>
            <Row ticket={ticket} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Row({ ticket }: { ticket: TicketRow }) {
  const words = useWords()
  const { clock } = useStage()
  return (
    <button type="button" className={`ticket-row ${ticket.urgency}`} onClick={() => go({ side: String(ticket.number) })}>
      <span className="ticket-row-head">
        <b>#{ticket.number}</b>
        <span className="ellipsis">{ticket.title}</span>
        <StateChip {...ticket} />
      </span>
      <span className="soft ellipsis">{[ticket.place, ticket.assignee?.name ?? words.tickets.nobody].filter(Boolean).join(' · ')}</span>
      <span className="soft">
        {clock.moment(ticket.updatedAt)}
        {ticket.overdue && <b className="bad"> {words.tickets.overdue}</b>}
      </span>
    </button>
  )
}
