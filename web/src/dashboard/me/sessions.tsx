/** Where I am signed in, and the way to end what I do not know. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Session } from '../../../../server/schemas/access.ts'
import { get, send } from '../data/client.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTell } from '../parts/tell.ts'
import { useDashboardWords } from '../words.ts'

const KEY = ['sessions']

/** Enough of what a browser calls itself to know it by. */
function browserOf(agent: string): string {
  const app = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? ''
  const system = /iPhone|iPad|Android|HarmonyOS|Windows|Mac OS|Linux/.exec(agent)?.[0] ?? ''
  return [{ MicroMessenger: '微信', Edg: 'Edge' }[app] ?? app, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}

export function Sessions() {
  const { me: said } = useDashboardWords()
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<{ items: Session[] }>('/sessions', {}, signal) })
  return (
    <Panel title={said.sessions}>
      <p className="soft">{said.sessionsHint}</p>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      <ul className="rows">
        {data?.items.map((session) => (
          <OneSession key={session.id} session={session} />
        ))}
      </ul>
    </Panel>
  )
}

function OneSession({ session }: { session: Session }) {
  const { me: said } = useDashboardWords()
  const clock = useClock()
  const client = useQueryClient()
  const tell = useTell()
  const ending = useMutation({
    mutationFn: () => send('DELETE', `/sessions/${encodeURIComponent(session.id)}`),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  const name = browserOf(session.agent)
  return (
    <li className="account-row">
      <div className="grow">
        <strong>{name}</strong>
        {session.current && <span className="state-tag tone-done">{said.thisOne}</span>}
        <p className="soft">
          {said.since(clock.moment(session.createdAt))} · {said.lastSeen(clock.moment(session.lastSeenAt))}
        </p>
      </div>
      {!session.current && (
        <Button loading={ending.isPending} onClick={() => ending.mutate()} aria-label={`${said.revoke}: ${name}`}>
          {said.revoke}
        </Button>
      )}
    </li>
  )
}
