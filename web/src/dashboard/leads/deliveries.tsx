/** Everything the bot wanted to say and could not. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { deliveriesQuery } from '../data/queries.ts'
import { Nothing } from '../parts/nothing.tsx'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { DeliveryItem } from './delivery-item.tsx'

export default function Deliveries() {
  const words = useDashboardWords()
  const { deliveries: said } = words
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(deliveriesQuery())
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Nothing title={said.none} hint={said.noneHint} />
  return (
    <div className="stack narrow">
      <p className="soft">{said.lead}</p>
      <ul className="panel rows">
        {items.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {hasNextPage && (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}
