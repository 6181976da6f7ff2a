/** Filters kept under a name: one's own, and those everybody sees. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { SavedView } from '../../../../server/schemas/ledger.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { send } from '../data/client.ts'
import { viewsQuery } from '../data/queries.ts'
import { useTell } from '../parts/tell.ts'
import { useDashboardWords } from '../words.ts'
import { type Filter, type Filtering, isNarrowed } from './filter.ts'

const SaveView = lazy(() => import('./save-view.tsx'))

interface Props {
  filtering: Filtering
  columns: readonly string[]
  onColumns(keys: readonly string[]): void
}

export function Views({ filtering, columns, onColumns }: Props) {
  const { ledger: said } = useDashboardWords()
  const [saving, setSaving] = useState(false)
  const { data } = useQuery(viewsQuery())
  const client = useQueryClient()
  const tell = useTell()
  const deleting = useMutation({
    mutationFn: (view: SavedView) => send('DELETE', `/views/${encodeURIComponent(view.id)}`),
    onError: tell.failed,
    onSettled: () => client.invalidateQueries({ queryKey: ['views'] }),
  })
  const open = (view: SavedView) => {
    filtering.replace(view.query as Filter)
    if (view.columns.length > 0) onColumns(view.columns)
  }
  const views = data?.items ?? []
  return (
    <div className="views">
      {views.length === 0 && <p className="soft">{said.noViews}</p>}
      <ul>
        {views.map((view) => (
          <li key={view.id} className="row">
            <Button type="text" className="grow" onClick={() => open(view)}>
              {view.name}
            </Button>
            {view.mine && <Button type="text" icon={<CloseIcon />} aria-label={said.deleteView(view.name)} onClick={() => deleting.mutate(view)} />}
          </li>
        ))}
      </ul>
      <Button block disabled={!isNarrowed(filtering.filter)} onClick={() => setSaving(true)}>
        {said.saveView}
      </Button>
      <Suspense>{saving && <SaveView filter={filtering.filter} columns={columns} onClose={() => setSaving(false)} />}</Suspense>
    </div>
  )
}
