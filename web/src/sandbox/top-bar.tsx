/** The bar on top: whose community, what waits to be said, tonight's digest. */
import { api } from '../live/api.ts'
import { go } from '../live/place.ts'
import { useLive } from '../live/use-live.ts'
import { TicketIcon } from '../ui/icons.tsx'
import { LanguageSwitch, useWords } from '../words/language.tsx'
import { useStage } from './context.ts'
import { DigestButton } from './digest.tsx'
import { GuideButton } from './guide.tsx'

export function TopBar() {
  const words = useWords()
  const { scene } = useStage()
  return (
    <header className="top-bar">
      <img className="logo" src="/woodpecker.svg" alt="" />
      <h1>
        {words.brand} <small>{scene.community}</small>
      </h1>
      <span className="tag">{words.sandbox}</span>
      <OutboxState />
      <span className="grow" />
      <GuideButton />
      <DigestButton />
      <button type="button" className="plain narrow-only" aria-label={words.tickets.title} onClick={() => go({ side: 'tickets' })}>
        <TicketIcon />
        <span className="wide-label">{words.tickets.title}</span>
      </button>
      <LanguageSwitch />
    </header>
  )
}

function OutboxState() {
  const { outbox: said } = useWords()
  const { clock } = useStage()
  const { data } = useLive('outbox', api.outbox, () => true)
  if (!data || (data.pending === 0 && data.failed === 0)) return null
  return (
    <span className="outbox" role="status">
      {data.pending > 0 && said.pending(data.pending)}
      {data.pending > 0 && data.quietUntil !== undefined && ` · ${said.quiet(clock.time(data.quietUntil))}`}
      {data.failed > 0 && <b className="bad"> {said.failed(data.failed)}</b>}
    </span>
  )
}
