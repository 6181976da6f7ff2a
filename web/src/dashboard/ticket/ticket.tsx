/** One ticket: what it is, what may be done, what happened. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import type { TicketPage } from '../../../../server/schemas/ledger.ts'
import { BackIcon } from '../../ui/icons.tsx'
import { useLanguage } from '../../words/language.tsx'
import { ApiError } from '../data/client.ts'
import { ticketQuery } from '../data/queries.ts'
import { Nothing } from '../parts/nothing.tsx'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { Due, StateTag, UrgencyTag } from '../parts/state.tsx'
import { TicketItem } from '../parts/ticket-item.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { Acts } from './acts.tsx'
import { Clocks } from './clocks.tsx'
import { Facts } from './facts.tsx'
import { Messages } from './messages.tsx'
import { Pictures } from './pictures.tsx'
import { Timeline } from './timeline.tsx'

const NUMBER = /^[1-9]\d{0,9}$/

export default function Ticket() {
  const { number = '' } = useParams<{ number: string }>()
  return NUMBER.test(number) ? <Known number={Number(number)} /> : <Unknown number={number} />
}

function Known({ number }: { number: number }) {
  const { data, error, refetch } = useQuery(ticketQuery(number, useLanguage().language))
  if (error instanceof ApiError && (error.code === 'TICKET_UNKNOWN' || error.code === 'NOT_FOUND')) return <Unknown number={String(number)} />
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  return <Whole ticket={data} />
}

function Unknown({ number }: { number: string }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Nothing title={said.notFound(number)}>
      <Link href="/app/ledger">{said.toLedger}</Link>
    </Nothing>
  )
}

function Whole({ ticket }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <article className="stack ticket" aria-label={`#${ticket.number} ${ticket.title}`}>
      <header className="ticket-head">
        <Link href="/app/ledger" className="back" aria-label={said.toLedger}>
          <BackIcon />
        </Link>
        <h2>
          <span className="soft">#{ticket.number}</span> {ticket.title}
        </h2>
        <UrgencyTag line={ticket} />
        <StateTag line={ticket} />
        <Due line={ticket} />
      </header>
      <div className="board three">
        <div className="stack">
          <Panel title={said.words}>
            <blockquote className="words">{ticket.words}</blockquote>
          </Panel>
          <Acts ticket={ticket} />
        </div>
        <div className="stack board-side">
          <Clocks ticket={ticket} />
          <Facts ticket={ticket} />
          <Followers ticket={ticket} />
          <Related ticket={ticket} />
        </div>
        <div className="stack">
          <Pictures ticket={ticket} />
          <Timeline ticket={ticket} />
          <Messages messages={ticket.messages} />
        </div>
      </div>
    </article>
  )
}

function Followers({ ticket: { followerNames } }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Panel title={followerNames.length > 0 ? `${said.followers} ${followerNames.length}` : said.followers}>
      <p className={followerNames.length > 0 ? undefined : 'quiet'}>
        {followerNames.length > 0 ? followerNames.map(({ name }) => name).join('、') : said.noFollowers}
      </p>
    </Panel>
  )
}

function Related({ ticket: { related } }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Panel title={said.related}>
      {related.length === 0 ? (
        <p className="quiet">{said.noRelated}</p>
      ) : (
        <ul className="rows">
          {related.map((line) => (
            <li key={line.id}>
              <TicketItem line={line} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
