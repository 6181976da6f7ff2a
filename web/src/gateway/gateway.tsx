/** Is the bot's chat account connected? And the login code while somebody must scan it. */
import { useEffect, useState } from 'react'
import type { GatewayStatus } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { clockOf } from '../ui/time.ts'
import { explain } from '../ui/toast.tsx'
import { LanguageSwitch, useLanguage, useWords } from '../words/language.tsx'
import '../styles/gateway.css'

const AGAIN = { ms: 2_000 }

/** Asked for every two seconds: a login code lives only for a short while. */
function useGateway(): { status?: GatewayStatus; problem?: unknown } {
  const [shown, setShown] = useState<{ status?: GatewayStatus; problem?: unknown }>({})
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      try {
        setShown({ status: await api.gateway(stop.signal) })
      } catch (problem) {
        if (!stop.signal.aborted) setShown({ problem })
      }
      if (!stop.signal.aborted) timer = setTimeout(ask, AGAIN.ms)
    }
    void ask()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])
  return shown
}

export default function Gateway() {
  const words = useWords()
  const { status, problem } = useGateway()
  return (
    <div className="gateway">
      <header className="top-bar">
        <img className="logo" src="/woodpecker.svg" alt="" />
        <h1>{words.brand}</h1>
        <span className="grow" />
        <LanguageSwitch />
      </header>
      <main className="gateway-card">
        <h2>{words.gateway.title}</h2>
        {problem !== undefined && <p role="alert">{explain(problem, words)}</p>}
        {!status && problem === undefined && <p role="status">{words.loading}</p>}
        {status?.mode === 'sandbox' && (
          <>
            <p>{words.gateway.sandbox}</p>
            <a className="primary button" href="/">
              {words.gateway.toSandbox}
            </a>
          </>
        )}
        {status?.mode === 'gateway' && <Connection status={status} />}
      </main>
    </div>
  )
}

function Connection({ status }: { status: GatewayStatus }) {
  const words = useWords()
  const { language } = useLanguage()
  const { gateway: said } = words
  const { status: state, qr, qrHidden, account, lastDongAt, detail, gaps } = status
  // Whoever looks after the gateway reads their own clock here.
  const clock = clockOf(Intl.DateTimeFormat().resolvedOptions().timeZone, language, words)
  return (
    <>
      <p className={`gateway-state ${state}`} role="status">
        <span className="lamp" aria-hidden="true" /> {said.states[state]}
      </p>
      {detail && <p>{detail}</p>}
      {qr && (
        <figure>
          <img src={qr} alt={said.qr} width={300} height={300} />
          <figcaption>{said.scan}</figcaption>
        </figure>
      )}
      {qrHidden && <p>{said.hidden}</p>}
      <dl className="facts">
        {account && <Fact name={said.account} value={account} />}
        {lastDongAt !== undefined && <Fact name={said.heard} value={clock.moment(lastDongAt)} />}
      </dl>
      {gaps.length > 0 && (
        <>
          <h3>{said.gaps}</h3>
          <ul className="gaps">
            {gaps.map(({ from, to, reason }) => (
              <li key={from}>
                {clock.moment(from)} – {to === undefined ? '…' : clock.moment(to)} <span className="soft">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
