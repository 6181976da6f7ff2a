/** The page a one-time link opens: who one is about to be, and one button. Opening binds the link to this browser; the button spends it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { OpenedLink } from '../../../../server/schemas/access.ts'
import { ApiError, send } from '../data/client.ts'
import { Problem } from '../parts/problem.tsx'
import { useDashboardWords } from '../words.ts'
import { Card } from './card.tsx'

const DEAD = ['LINK_INVALID', 'LINK_ELSEWHERE', 'REQUEST_INVALID']
const isDead = (error: unknown): boolean => error instanceof ApiError && DEAD.includes(error.code)

export default function Login({ secret }: { secret: string }) {
  const words = useDashboardWords()
  const client = useQueryClient()
  const [, go] = useLocation()
  const link = useQuery({
    queryKey: ['login', secret],
    queryFn: () => send<OpenedLink>('POST', '/session/open', { secret }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const entering = useMutation({
    mutationFn: () => send('POST', '/session', { secret }),
    onSuccess: async () => {
      // Nothing of what another person saw in this browser may be there.
      client.clear()
      go('/app', { replace: true })
    },
  })
  const error = entering.error ?? link.error
  if (isDead(error)) return <Expired elsewhere={(error as ApiError).code === 'LINK_ELSEWHERE'} />
  return (
    <Card title={words.login.title}>
      {link.isPending && <p role="status">{words.login.checking}</p>}
      {error && <Problem error={error} retry={() => void link.refetch()} />}
      {link.data && (
        <>
          <p className="entrance-who">{words.login.as(link.data.person.name)}</p>
          <p className="soft">{[link.data.communityName, link.data.person.title ?? words.accessRoles[link.data.accessRole]].join(' · ')}</p>
          <Button type="primary" size="large" block loading={entering.isPending} onClick={() => entering.mutate()}>
            {entering.isPending ? words.login.entering : words.login.enter}
          </Button>
          <p className="soft">{words.login.notYou}</p>
        </>
      )}
    </Card>
  )
}

function Expired({ elsewhere }: { elsewhere: boolean }) {
  const words = useDashboardWords()
  return (
    <Card title={words.login.expired}>
      <p role="alert">{elsewhere ? words.login.elsewhere : words.login.expiredWhy}</p>
      <p>{words.login.again}</p>
    </Card>
  )
}
