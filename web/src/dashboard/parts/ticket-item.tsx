/** A ticket as one item of a list: the whole of it is the link. */
import { Link } from 'wouter'
import type { TicketLine } from '../../../../server/schemas/ledger.ts'
import { useDashboardWords } from '../words.ts'
import { Ago, Due, StateTag, UrgencyTag } from './state.tsx'

export const ticketHref = (number: number): string => `/app/tickets/${number}`

export function TicketItem({ line }: { line: TicketLine }) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const notes = [
    line.followers > 0 && said.followed(line.followers),
    line.urges > 0 && said.urged(line.urges),
    line.reopens > 0 && said.reopened(line.reopens),
    line.stars !== null && said.starsOf(line.stars),
  ].filter(Boolean)
  return (
    <Link href={ticketHref(line.number)} className="ticket-item">
      <span className="ticket-item-head">
        <strong>
          <span className="soft">#{line.number}</span> {line.title}
        </strong>
        <UrgencyTag line={line} />
        <StateTag line={line} />
      </span>
      <span className="ticket-item-words">{line.words}</span>
      <span className="ticket-item-foot">
        {line.place && <span>{line.place}</span>}
        <span>{line.assignee?.name ?? line.unit?.name ?? said.nobody}</span>
        <Due line={line} />
        {line.phase !== 'open' && (
          <span>
            <Ago at={line.lastAt} />
          </span>
        )}
        {notes.length > 0 && <span>{notes.join(' · ')}</span>}
      </span>
    </Link>
  )
}
