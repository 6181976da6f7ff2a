/** What happened, in plain words, with who and when; the latest at the end, as in a chat. */
import type { TicketPage } from '../../../../server/schemas/ledger.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'
import { Thumb } from './thumb.tsx'

export function Timeline({ ticket: { timeline, attachments } }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  const clock = useClock()
  return (
    <Panel title={said.timeline}>
      <ol className="timeline">
        {timeline.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end
          <li key={index} className={`event ${event.role}`}>
            <p>
              <strong>{event.who}</strong> {event.text}
            </p>
            {event.words && <blockquote>{event.words}</blockquote>}
            {event.pictures.length > 0 && (
              <div className="thumbs">
                {attachments
                  .filter(({ id }) => event.pictures.includes(id))
                  .map((picture) => (
                    <Thumb key={picture.id} picture={picture} />
                  ))}
              </div>
            )}
            <time dateTime={new Date(event.at).toISOString()}>{clock.moment(event.at)}</time>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
