/** Tokens for programs: made with the rights they need, shown once, taken back with one tap. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import type { MadeToken, Token } from '../../../../server/schemas/access.ts'
import { get, send } from '../data/client.ts'
import { useClock } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { useDashboardWords } from '../words.ts'
import { NewTokenDialog } from './new-token.tsx'

const KEY = ['tokens']

export function Tokens() {
  const { me: said } = useDashboardWords()
  const client = useQueryClient()
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<MadeToken>()
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<{ items: Token[] }>('/tokens', {}, signal) })
  const onMade = (token: MadeToken) => {
    setMaking(false)
    setMade(token)
    void client.invalidateQueries({ queryKey: KEY })
  }
  return (
    <Panel title={said.tokens} aside={<Button onClick={() => setMaking(true)}>{said.newToken}</Button>}>
      <p className="soft">{said.tokensHint}</p>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="quiet">{said.noTokens}</p>}
      <ul className="rows">
        {data?.items.map((token) => (
          <OneToken key={token.id} token={token} />
        ))}
      </ul>
      {making && <NewTokenDialog onMade={onMade} onClose={() => setMaking(false)} />}
      {made && <ShownOnce token={made} onClose={() => setMade(undefined)} />}
    </Panel>
  )
}

function OneToken({ token }: { token: Token }) {
  const words = useDashboardWords()
  const { me: said } = words
  const clock = useClock()
  const client = useQueryClient()
  const tell = useTell()
  const removing = useMutation({
    mutationFn: () => send('DELETE', `/tokens/${encodeURIComponent(token.id)}`),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  })
  const life = token.expiresAt === null ? said.noExpiry : said.until(clock.moment(token.expiresAt))
  const used = token.lastUsedAt === null ? said.neverUsed : said.lastSeen(clock.moment(token.lastUsedAt))
  return (
    <li className="account-row">
      <div className="grow">
        <strong>{token.name}</strong>
        <p className="soft">{token.scopes.map((scope) => words.scopes[scope] ?? scope).join('、')}</p>
        <p className="soft">{[token.madeBy.name, life, used].join(' · ')}</p>
      </div>
      <Popconfirm title={said.removeSure(token.name)} okText={said.remove} cancelText={words.cancel} onConfirm={() => removing.mutate()}>
        <Button loading={removing.isPending} aria-label={`${said.remove}: ${token.name}`}>
          {said.remove}
        </Button>
      </Popconfirm>
    </li>
  )
}

function ShownOnce({ token, onClose }: { token: MadeToken; onClose(): void }) {
  const words = useDashboardWords()
  const { me: said } = words
  const tell = useTell()
  const copy = () =>
    navigator.clipboard.writeText(token.secret).then(
      () => tell.done(said.copied),
      (error: unknown) => tell.failed(error),
    )
  return (
    <Window title={said.tokenMade} okText={said.copy} cancelText={words.close} onOk={() => void copy()} onCancel={onClose} mask={{ closable: false }}>
      <div className="stack">
        <Alert type="warning" showIcon title={said.tokenOnce} />
        <Input.TextArea readOnly rows={3} aria-label={token.name} value={token.secret} onFocus={({ target }) => target.select()} />
      </div>
    </Window>
  )
}
