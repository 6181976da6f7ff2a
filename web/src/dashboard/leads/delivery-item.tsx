/** Something the bot could not say, and the way to have it said again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { Link } from 'wouter'
import type { LedgerDelivery } from '../../../../server/schemas/ledger.ts'
import { send } from '../data/client.ts'
import { Ago } from '../parts/state.tsx'
import { useTell } from '../parts/tell.ts'
import { ticketHref } from '../parts/ticket-item.tsx'
import { useDashboardWords } from '../words.ts'

export function DeliveryItem({ delivery }: { delivery: LedgerDelivery }) {
  const words = useDashboardWords()
  const { deliveries: said } = words
  return (
    <li className="lead-item">
      <blockquote>{delivery.text}</blockquote>
      <p className="soft">
        {said.to(delivery.to.name)} · {said.states[delivery.state]} · {said.tries(delivery.attempts)} · <Ago at={delivery.createdAt} />
        {delivery.ticket !== null && (
          <>
            {' · '}
            <Link href={ticketHref(delivery.ticket)}>#{delivery.ticket}</Link>
          </>
        )}
      </p>
      {delivery.problem && <p className="soft">{delivery.problem}</p>}
      {delivery.state !== 'pending' && <Retry delivery={delivery} />}
    </li>
  )
}

function Retry({ delivery }: { delivery: LedgerDelivery }) {
  const words = useDashboardWords()
  const { deliveries: said } = words
  const client = useQueryClient()
  const tell = useTell()
  const retrying = useMutation({
    mutationFn: () => send('POST', `/deliveries/${encodeURIComponent(delivery.id)}/retry`),
    onSuccess: () => tell.done(said.retried),
    onError: tell.failed,
    onSettled: () => Promise.all(['deliveries', 'today'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  })
  const again = () => retrying.mutate()
  const button = (
    <Button loading={retrying.isPending} onClick={delivery.state === 'unknown' ? undefined : again} aria-label={`${said.retry}: ${delivery.text}`}>
      {said.retry}
    </Button>
  )
  if (delivery.state !== 'unknown') return button
  return (
    <Popconfirm title={said.retryUnknown} okText={said.retry} cancelText={words.cancel} onConfirm={again}>
      {button}
    </Popconfirm>
  )
}
