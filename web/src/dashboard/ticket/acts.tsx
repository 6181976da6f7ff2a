/** What this person may do now. Each act is the same one as in the chat, and is told there. */
import { Button, Dropdown } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { TicketAct, TicketPage } from '../../../../server/schemas/ledger.ts'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'

/** Forms are heavy; whoever only looks need not wait for them. */
const ActDialog = lazy(() => import('./act-dialog.tsx'))

/** The server names the likeliest first; the rest stands in a menu. */
const AT_HAND = 4

export function Acts({ ticket }: { ticket: TicketPage }) {
  const { ticket: said } = useDashboardWords()
  const [act, setAct] = useState<TicketAct>()
  const others = ticket.acts.slice(AT_HAND)
  return (
    <Panel title={said.acts}>
      {ticket.acts.length === 0 && <p className="quiet">{said.noActs}</p>}
      <div className="row">
        {ticket.acts.slice(0, AT_HAND).map((one, index) => (
          <Button key={one.command} type={index === 0 ? 'primary' : 'default'} onClick={() => setAct(one)}>
            {one.label}
          </Button>
        ))}
        {others.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: others.map(({ command, label }) => ({ key: command, label })),
              onClick: ({ key }) => setAct(others.find(({ command }) => command === key)),
            }}
          >
            <Button>{said.otherActs}</Button>
          </Dropdown>
        )}
      </div>
      <Suspense>{act && <ActDialog key={act.command} ticket={ticket} act={act} onClose={() => setAct(undefined)} />}</Suspense>
    </Panel>
  )
}
