/** One matter of a meeting: why it stands there, what was agreed before and now. */
import type { ReactNode } from 'react'
import type { Matter } from '../../../../server/schemas/meetings.ts'
import { useClock } from '../parts/clock.ts'
import { TicketItem } from '../parts/ticket-item.tsx'
import { useSetupWords } from '../setup/words.ts'

interface Props {
  matter: Matter
  /** It is over: what was not agreed was not reached. */
  closed?: boolean
  children?: ReactNode
}

export function MatterItem({ matter: { ticket, why, reason, supports, minutes, before }, closed, children }: Props) {
  const { meetings: said } = useSetupWords()
  return (
    <li className="matter">
      <TicketItem line={ticket} />
      <p className="row">
        {why.map((one) => (
          <span key={one} className="state-tag tone-waiting">
            {said.why[one]}
          </span>
        ))}
        {reason && <span>{reason}</span>}
        {supports.length > 0 && <span className="soft">{said.with(supports.join('、'))}</span>}
      </p>
      {before && <Plan title={said.before} plan={before} />}
      {minutes ? <Plan title={said.agreed} plan={minutes} /> : closed && <p className="soft">{said.notReached}</p>}
      {children}
    </li>
  )
}

function Plan({ title, plan: { plan, until } }: { title: string; plan: { plan: string; until: number | null } }) {
  const { meetings: said } = useSetupWords()
  const clock = useClock()
  return (
    <p className="words">
      <span className="soft">{title}：</span>
      {plan}
      {until !== null && <span className="soft"> {said.by(clock.moment(until))}</span>}
    </p>
  )
}
