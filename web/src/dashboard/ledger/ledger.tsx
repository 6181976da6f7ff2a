/** The ledger 台账: every ticket one may see, found, narrowed, sorted, chosen. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useLanguage } from '../../words/language.tsx'
import { ticketsQuery } from '../data/queries.ts'
import { useMay } from '../data/session.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Problem } from '../parts/problem.tsx'
import { useDesk } from '../parts/use-desk.ts'
import { Waiting } from '../parts/waiting.tsx'
import { useDashboardWords } from '../words.ts'
import { Cards } from './cards.tsx'
import { Chips } from './chips.tsx'
import { recallColumns, rememberColumns } from './columns.tsx'
import { isNarrowed, useFilter } from './filter.ts'
import { Toolbar } from './toolbar.tsx'

/** A phone needs neither. */
const LedgerTable = lazy(() => import('./table.tsx'))
const Bulk = lazy(() => import('./bulk.tsx'))

export default function Ledger() {
  const words = useDashboardWords()
  const { ledger: said } = words
  const desk = useDesk()
  const filtering = useFilter()
  const [columns, setColumns] = useState(recallColumns)
  const [chosen, setChosen] = useState<number[]>([])
  const mayBulk = useMay()('tickets.bulk')
  const query = ticketsQuery(filtering.filter, useLanguage().language)
  const { data, error, refetch, isStale, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(query)
  const client = useQueryClient()
  // A long list is left as it is while somebody reads it (see live.ts).
  const old = isStale && client.getQueryState(query.queryKey)?.isInvalidated === true
  const lines = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const total = data?.pages[0]?.total ?? null
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return (
    <div className="ledger">
      <Toolbar filtering={filtering} total={total} columns={columns} onColumns={(keys) => setColumns(rememberColumns(keys))} />
      <Chips filtering={filtering} />
      <p className="soft ledger-count" role="status">
        {data && (total === null ? said.manyShown(lines.length) : said.total(total))}
        {old && (
          <button type="button" className="link" onClick={() => void client.resetQueries({ queryKey: query.queryKey })}>
            {words.newer}
          </button>
        )}
      </p>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && lines.length === 0 && <Empty narrowed={isNarrowed(filtering.filter)} onClear={() => filtering.replace({})} />}
      {lines.length > 0 && (
        <div className={isPlaceholderData ? 'ledger-rows old' : 'ledger-rows'} aria-busy={isPlaceholderData}>
          <Suspense fallback={<Waiting />}>
            {desk ? (
              <LedgerTable
                lines={lines}
                total={total}
                columns={columns}
                filtering={filtering}
                onNearEnd={onNearEnd}
                chosen={mayBulk ? { numbers: chosen, choose: setChosen } : undefined}
              />
            ) : (
              <Cards lines={lines} onNearEnd={onNearEnd} />
            )}
          </Suspense>
        </div>
      )}
      <Suspense>{chosen.length > 0 && <Bulk numbers={chosen} onChoose={setChosen} />}</Suspense>
    </div>
  )
}

function Empty({ narrowed, onClear }: { narrowed: boolean; onClear(): void }) {
  const { ledger: said } = useDashboardWords()
  if (!narrowed) return <Nothing title={said.empty} hint={said.emptyHint} />
  return (
    <Nothing title={said.nothing} hint={said.nothingHint}>
      <Button onClick={onClear}>{said.clear}</Button>
    </Nothing>
  )
}
