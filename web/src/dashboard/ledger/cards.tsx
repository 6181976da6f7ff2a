/** The ledger on a phone: one card under the other; the next ones are fetched before one reaches the end. */
import { useEffect, useRef } from 'react'
import type { TicketLine } from '../../../../server/schemas/ledger.ts'
import { TicketItem } from '../parts/ticket-item.tsx'

/** Fetch when the end is this far below the screen. */
const AHEAD = '1200px'

export function Cards({ lines, onNearEnd }: { lines: TicketLine[]; onNearEnd(): void }) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(onNearEnd)
  latest.current = onNearEnd
  useEffect(() => {
    if (!end.current) return
    const watching = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && latest.current(), { rootMargin: AHEAD })
    watching.observe(end.current)
    return () => watching.disconnect()
  }, [])
  return (
    <>
      <ul className="cards">
        {lines.map((line) => (
          <li key={line.number} className="panel">
            <TicketItem line={line} />
          </li>
        ))}
      </ul>
      <div ref={end} />
    </>
  )
}
