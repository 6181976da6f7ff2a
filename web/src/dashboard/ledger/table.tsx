/** The ledger at a desk: only the rows in sight are in the page; the next ones are fetched before one reaches the end. */
import { Table, type TableProps } from 'antd'
import { createElement, type MouseEvent, type UIEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { TicketLine } from '../../../../server/schemas/ledger.ts'
import { useClock } from '../parts/clock.ts'
import { ticketHref } from '../parts/ticket-item.tsx'
import { useDashboardWords } from '../words.ts'
import { COLUMNS } from './columns.tsx'
import type { Filtering } from './filter.ts'
import { USUAL_SORT } from './filter.ts'

const ROW = { height: 48, checkbox: 48 }
/** Fetch when this many screens are left below. */
const AHEAD = 2
const LEAST_HEIGHT = 240

interface Props {
  lines: TicketLine[]
  total: number | null
  columns: readonly string[]
  filtering: Filtering
  chosen?: { numbers: number[]; choose(numbers: number[]): void }
  onNearEnd(): void
}

export default function LedgerTable({ lines, total, columns: keys, filtering, chosen, onNearEnd }: Props) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const [place, size] = useSize()
  const [, go] = useLocation()
  const columns = useColumns(keys, filtering)
  const width = columns.reduce((sum, column) => sum + Number(column.width), chosen ? ROW.checkbox : 0)
  const scrolled = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent<HTMLElement>) => {
    if (scrollHeight - scrollTop < (AHEAD + 1) * clientHeight) onNearEnd()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the library draws the rows of a long table as plain boxes; the roles make them a table again
    <div ref={place} className="ledger-table" role="table" aria-label={said.table} aria-rowcount={total ?? -1} aria-colcount={columns.length}>
      <Table<TicketLine>
        virtual
        size="small"
        rowKey="number"
        pagination={false}
        showSorterTooltip={false}
        columns={columns}
        dataSource={lines}
        components={PLAIN_HEADER}
        scroll={{ x: Math.max(width, size.width), y: Math.max(LEAST_HEIGHT, size.height - ROW.height) }}
        onScroll={scrolled}
        onChange={(_pages, _filters, sorter) => filtering.set({ sort: sortOf(sorter) })}
        onRow={(line, index) => ({
          role: 'row',
          'aria-rowindex': (index ?? 0) + 2,
          onClick: (event: MouseEvent<HTMLElement>) => {
            if (!(event.target as HTMLElement).closest('a, button, label, input')) go(ticketHref(line.number))
          },
        })}
        rowSelection={
          chosen && {
            columnWidth: ROW.checkbox,
            selectedRowKeys: chosen.numbers,
            preserveSelectedRowKeys: true,
            onChange: (numbers) => chosen.choose(numbers.map(Number)),
            getCheckboxProps: ({ number }) => ({ 'aria-label': said.choose(number) }) as object,
            onCell: () => ({ role: 'cell' }),
          }
        }
      />
    </div>
  )
}

type Sorter = Parameters<NonNullable<TableProps<TicketLine>['onChange']>>[2]
function sortOf(sorter: Sorter): string | undefined {
  const one = Array.isArray(sorter) ? sorter[0] : sorter
  const field = COLUMNS.find(({ key }) => key === one?.columnKey)?.sort
  if (!field || !one?.order) return undefined
  const sort = one.order === 'descend' ? `-${field}` : field
  return sort === USUAL_SORT ? undefined : sort
}

function useColumns(keys: readonly string[], { filter }: Filtering): NonNullable<TableProps<TicketLine>['columns']> {
  const { ledger: said } = useDashboardWords()
  const clock = useClock()
  const sort = filter.sort ?? USUAL_SORT
  return useMemo(
    () =>
      COLUMNS.filter(({ key }) => keys.includes(key)).map((column) => ({
        key: column.key,
        title: said.column[column.key],
        width: column.width,
        ellipsis: true,
        render: (_: unknown, line: TicketLine) => column.show(line, clock),
        onCell: () => ({ role: 'cell' }),
        ...(column.sort && {
          sorter: true,
          sortOrder: sort === column.sort ? ('ascend' as const) : sort === `-${column.sort}` ? ('descend' as const) : null,
        }),
      })),
    [keys, said, clock, sort],
  )
}

/** The head is a real table inside ours; seen as one table, it is only a group of rows. */
const inRole = (tag: 'table' | 'thead' | 'tr' | 'th', role: string) => (props: object) => createElement(tag, { ...props, role })
const PLAIN_HEADER: TableProps<TicketLine>['components'] = {
  header: {
    table: inRole('table', 'presentation'),
    wrapper: inRole('thead', 'rowgroup'),
    row: inRole('tr', 'row'),
    cell: inRole('th', 'columnheader'),
  },
}

/** The space there is: the rows scroll inside it. */
function useSize() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    // The library says of a wrapper that it is not busy; a table may hold nothing but groups of rows.
    for (const name of ['aria-busy', 'aria-live']) element.querySelector(`.ant-spin[${name}]`)?.removeAttribute(name)
    const watching = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    watching.observe(element)
    return () => watching.disconnect()
  }, [])
  return [place, size] as const
}
