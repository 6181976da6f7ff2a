/** Nobody is signed in: how to. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../live/api.ts'
import { useDashboardWords } from '../words.ts'
import { Card } from './card.tsx'

export function SignedOut() {
  const words = useDashboardWords()
  const { data } = useQuery({ queryKey: ['gateway'], queryFn: ({ signal }) => api.gateway(signal), staleTime: Number.POSITIVE_INFINITY })
  return (
    <Card title={words.login.signedOut}>
      <p>{words.login.how}</p>
      {data?.mode === 'sandbox' && (
        <>
          <p className="soft">{words.login.sandbox}</p>
          <a className="primary button" href="/">
            {words.login.toSandbox}
          </a>
        </>
      )}
    </Card>
  )
}
