/** One ticket: what, where, who, until when, and everything that happened to it. */
import type { TicketDetail, TimelineEntry } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { closeSide, go } from '../live/place.ts'
import { useLive } from '../live/use-live.ts'
import { explain } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { roomNameIn, useStage } from './context.ts'
import { Picture } from './picture.tsx'
import { StateChip } from './ticket-list.tsx'

export function TicketView({ number }: { number: number }) {
  const words = useWords()
  const { language } = useLanguage()
  const { data, problem, reload } = useLive(
    `ticket ${number} ${language}`,
    (signal) => api.ticket(number, language, signal),
    (change) => change.kind === 'ticket' && (change.number === undefined || change.number === number),
  )
  if (data) return <Shown ticket={data} />
  if (!problem) return <p className="empty">{words.loading}</p>
  return (
    <div className="empty" role="alert">
      <p>{problem.code === 'TICKET_UNKNOWN' ? words.tickets.notFound(number) : explain(problem, words)}</p>
      <button type="button" className="plain" onClick={reload}>
        {words.retry}
      </button>
    </div>
  )
}

function Shown({ ticket }: { ticket: TicketDetail }) {
  const words = useWords()
  const { scene, as, clock } = useStage()
  const { place, category, urgency, urgencyLabel, assignee, dueAt, overdue, reporter, followers, openedAt, room } = ticket
  const visit = () => {
    const members = scene.rooms.find(({ id }) => id === room)?.members ?? []
    const who = members.includes(as.id)
      ? as.id
      : reporter?.id && members.includes(reporter.id)
        ? reporter.id
        : members.find((id) => id !== scene.bot.id)
    go({ as: who, chat: `room:${room}`, ...closeSide() })
  }
  return (
    <article className="ticket" aria-label={`#${ticket.number} ${ticket.title}`}>
      <h3 className="ticket-title">
        <span className="number">#{ticket.number}</span> {ticket.title} <StateChip {...ticket} />
      </h3>
      <dl className="facts">
        <Fact name={words.tickets.place}>{place}</Fact>
        <Fact name={words.tickets.category}>{category}</Fact>
        <Fact name={words.tickets.urgency}>{urgency === 'normal' ? urgencyLabel : <b className={urgency}>{urgencyLabel}</b>}</Fact>
        <Fact name={words.tickets.assignee}>{assignee ? [assignee.name, assignee.org].filter(Boolean).join(' · ') : words.tickets.nobody}</Fact>
        {dueAt !== undefined && (
          <Fact name={words.tickets.due}>
            {clock.moment(dueAt)}
            {overdue && <b className="bad"> {words.tickets.overdue}</b>}
          </Fact>
        )}
        {reporter && <Fact name={words.tickets.reporter}>{reporter.name}</Fact>}
        {followers.length > 0 && (
          <Fact name={words.tickets.followers}>
            {words.tickets.people(followers.length)} <span className="soft">{followers.map(({ name }) => name).join('、')}</span>
          </Fact>
        )}
        <Fact name={words.tickets.opened}>{clock.moment(openedAt)}</Fact>
      </dl>
      {room && (
        <button type="button" className="plain" onClick={visit}>
          {words.tickets.toChat}：{roomNameIn(scene, room)}
        </button>
      )}
      <h4>{words.tickets.timeline}</h4>
      <ol className="timeline">
        {ticket.timeline.map((entry) => (
          <Entry key={`${entry.at} ${entry.what} ${entry.words ?? ''}`} entry={entry} />
        ))}
      </ol>
    </article>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const words = useWords()
  const { clock } = useStage()
  return (
    <li>
      <time>{clock.moment(entry.at)}</time>
      <p>
        <b>{entry.who}</b> {entry.what}
      </p>
      {entry.words && <blockquote>{entry.words}</blockquote>}
      {entry.pictures.length > 0 && (
        <div className="pictures">
          {entry.pictures.map((hash) => (
            <Picture key={hash} hash={hash} label={words.chat.picture(entry.who)} />
          ))}
        </div>
      )}
    </li>
  )
}
