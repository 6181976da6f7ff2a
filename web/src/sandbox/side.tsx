/** Beside the chat: the tickets, one ticket, or the leads. On a phone a sheet over it. */
import { useEffect, useRef } from 'react'
import { back, go } from '../live/place.ts'
import { BackIcon, CloseIcon } from '../ui/icons.tsx'
import { useWords } from '../words/language.tsx'
import { LeadList } from './lead-list.tsx'
import { TicketView } from './ticket.tsx'
import { TicketList } from './ticket-list.tsx'

export function Side({ side }: { side: string | undefined }) {
  const words = useWords()
  const number = Number(side)
  const isTicket = Number.isInteger(number) && number > 0
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever opened a ticket by keyboard or screen reader is led there.
  useEffect(() => {
    if (side) heading.current?.focus()
  }, [side])
  const tab = side === 'leads' ? 'leads' : 'tickets'
  return (
    <aside className="side" aria-label={words.tickets.title}>
      <header className="side-head">
        {isTicket ? (
          <button type="button" className="plain" onClick={() => go({ side: 'tickets' }, true)}>
            <BackIcon />
            {words.tickets.back}
          </button>
        ) : (
          <div className="tabs">
            {(['tickets', 'leads'] as const).map((name) => (
              <button key={name} type="button" aria-pressed={tab === name} onClick={() => go({ side: name }, true)}>
                {words[name].title}
              </button>
            ))}
          </div>
        )}
        <span className="grow" />
        <button type="button" className="round narrow-only" aria-label={words.close} onClick={() => back({ side: undefined })}>
          <CloseIcon />
        </button>
      </header>
      <h2 ref={heading} tabIndex={-1} className="hidden">
        {isTicket ? `#${number}` : words[tab].title}
      </h2>
      <div className="side-body">{isTicket ? <TicketView key={number} number={number} /> : tab === 'leads' ? <LeadList /> : <TicketList />}</div>
    </aside>
  )
}
