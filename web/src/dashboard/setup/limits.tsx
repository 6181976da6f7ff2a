/** By when, for each kind of matter, and who is told when it is not: the community's own, else what is usual. */

import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import type { Setup } from '../../../../server/schemas/setup.ts'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery } from '../data/queries.ts'
import { Panel, Scroll } from '../parts/panel.tsx'
import { useSetup } from './data.ts'
import { EntryDialog, given } from './entry-dialog.tsx'
import { EscalationSteps } from './steps.tsx'
import { type SetupWords, useSetupWords } from './words.ts'

const CLOCKS = ['accept', 'act', 'resolve'] as const
type Clock = (typeof CLOCKS)[number]
type Limit = Setup['usual']['limits'][string][Clock]
type OwnLimits = Record<string, Partial<Record<Clock, number | Limit>>>

interface Row {
  key: string
  name: string
}

const MINUTES = { hour: 60, day: 1440 }
/** A community writes minutes; people read hours and days. */
const limitText = (limit: number | Limit, { limits: said }: SetupWords): string => {
  if (typeof limit !== 'number') return said.units[limit.unit]?.(limit.amount) ?? String(limit.amount)
  const [unit, size] = limit % MINUTES.day === 0 ? ['days', MINUTES.day] : limit % MINUTES.hour === 0 ? ['hours', MINUTES.hour] : ['minutes', 1]
  return said.units[unit as string]?.(limit / (size as number)) ?? String(limit)
}

export default function Limits() {
  return (
    <div className="stack">
      <LimitTable />
      <EscalationSteps />
    </div>
  )
}

function useRows(): Row[] {
  const { limits: said } = useSetupWords()
  const { data } = useQuery(namesQuery(useLanguage().language))
  const named = [...(data?.urgencies ?? []), { id: 'complex', name: said.complex }, ...(data?.categories ?? [])]
  return named.map(({ id, name }) => ({ key: id, name }))
}

function LimitTable() {
  const said = useSetupWords()
  const { policies, usual, mayWrite } = useSetup()
  const own = policies.limits as OwnLimits
  const rows = useRows()
  const [editing, setEditing] = useState<Row>()
  const cell =
    (clock: Clock) =>
    (_: unknown, { key }: Row) => {
      const mine = own[key]?.[clock]
      const limit = mine ?? usual.limits[key]?.[clock]
      if (limit === undefined) return null
      return mine === undefined ? <span className="soft">{limitText(limit, said)}</span> : <strong>{limitText(limit, said)}</strong>
    }
  return (
    <Panel title={said.limits.title}>
      <p className="soft">{said.limits.hint}</p>
      <Scroll label={said.limits.title}>
        <Table<Row>
          size="small"
          rowKey="key"
          pagination={false}
          dataSource={rows}
          columns={[
            {
              key: 'name',
              title: said.limits.of,
              render: (_, row) =>
                mayWrite ? (
                  <Button type="link" size="small" onClick={() => setEditing(row)} aria-label={said.limits.edit(row.name)}>
                    {row.name}
                  </Button>
                ) : (
                  row.name
                ),
            },
            ...CLOCKS.map((clock) => ({ key: clock, title: said.limits[clock], render: cell(clock) })),
          ]}
        />
      </Scroll>
      {editing && <LimitDialog row={editing} own={own} onClose={() => setEditing(undefined)} />}
    </Panel>
  )
}

function LimitDialog({ row: { key, name }, own, onClose }: { row: Row; own: OwnLimits; onClose(): void }) {
  const said = useSetupWords()
  return (
    <EntryDialog
      title={said.limits.edit(name)}
      fields={CLOCKS.map((clock) => ({
        name: clock,
        label: `${said.limits[clock]}（${said.limits.minutes}）`,
        kind: 'number',
        min: 1,
        ...(clock === 'accept' ? { hint: said.limits.emptyIsUsual } : {}),
      }))}
      initial={{ ...own[key] }}
      changeOf={(values) => {
        const mine = given(values)
        const { [key]: _before, ...others } = own
        const limits = Object.keys(mine).length > 0 ? { ...others, [key]: mine } : others
        return { method: 'PUT', path: 'policies', body: { limits } }
      }}
      onClose={onClose}
    />
  )
}
