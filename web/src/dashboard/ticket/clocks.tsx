/** The limits: met, stopped, or running and how long still. */
import type { LedgerClock, TicketPage } from '../../../../server/schemas/ledger.ts'
import { untilDue, useClock, useNow } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { ClockIcon } from '../shell/icons.tsx'
import { useDashboardWords } from '../words.ts'

export function Clocks({ ticket: { clocks } }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Panel title={said.clocks}>
      <ul className="clocks">
        {clocks.map((clock) => (
          <OneClock key={clock.kind} clock={clock} />
        ))}
      </ul>
    </Panel>
  )
}

function OneClock({ clock }: { clock: LedgerClock }) {
  const words = useDashboardWords()
  const { ticket: said } = words
  const { moment } = useClock()
  const now = useNow()
  const late = clock.late || (clock.runs && clock.due < now)
  const how =
    clock.done !== null
      ? clock.late
        ? said.clockDoneLate(moment(clock.done))
        : said.clockDone(moment(clock.done))
      : clock.paused
        ? said.clockPaused
        : clock.runs
          ? untilDue(clock.due, now, words)
          : said.clockOver
  return (
    <li className={late ? 'clock over' : 'clock'}>
      <ClockIcon />
      <strong>{said.clock[clock.kind]}</strong>
      <span className="grow">{how}</span>
      {clock.done === null && <span className="soft">{said.clockBy(moment(clock.due))}</span>}
    </li>
  )
}
