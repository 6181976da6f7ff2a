/** What was said about it in the group. */
import type { LedgerMessage } from '../../../../server/schemas/ledger.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'

export function Messages({ messages }: { messages: readonly LedgerMessage[] }) {
  const { ticket: said } = useDashboardWords()
  return (
    <Panel title={said.messages}>
      {messages.length === 0 ? (
        <p className="quiet">{said.noMessages}</p>
      ) : (
        <ul className="said">
          {messages.map((message) => (
            <Said key={message.id} message={message} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Said({ message }: { message: LedgerMessage }) {
  const { ticket: said } = useDashboardWords()
  const clock = useClock()
  const kind = message.kind === 'text' ? undefined : said.kinds[message.kind]
  return (
    <li>
      <span className="soft">
        {message.from.name} · {message.group ?? said.direct} · {clock.moment(message.at)}
      </span>
      <p>{message.recalled ? said.recalled : [kind && `[${kind}]`, message.text].filter(Boolean).join(' ')}</p>
    </li>
  )
}
