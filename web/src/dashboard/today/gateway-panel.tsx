/** Does the bot hear and speak? */
import type { Today } from '../../../../server/schemas/ledger.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'

export function GatewayPanel({ gateway: { status, lastDongAt, detail } }: { gateway: Today['gateway'] }) {
  const { today: said } = useDashboardWords()
  const clock = useClock()
  return (
    <Panel title={said.gateway} aside={status !== 'online' && <a href="/gateway">{said.toGateway}</a>}>
      <p className={`lamp-line ${status}`}>
        <span className="lamp" aria-hidden="true" /> {said.gatewayStates[status]}
      </p>
      {detail && <p className="soft">{detail}</p>}
      {lastDongAt !== null && <p className="soft">{said.heard(clock.moment(lastDongAt))}</p>}
    </Panel>
  )
}
