/** Entries of one kind: a table at a desk, one under the other on a phone; added, changed and taken out where one may. */
import { Button, Popconfirm, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Panel } from '../parts/panel.tsx'
import { useDesk } from '../parts/use-desk.ts'
import { useDashboardWords } from '../words.ts'
import { type SetupChange, useChangeSetup, useSetup } from './data.ts'
import { EntryDialog, type Values } from './entry-dialog.tsx'
import { Faults } from './faults.tsx'
import type { Field } from './fields.tsx'
import { useSetupWords } from './words.ts'

/** More than these are turned over page by page. */
const PAGE = 50

export interface EntryColumn<Row> {
  key: string
  title: string
  show(row: Row): ReactNode
}

interface Props<Row> {
  title: string
  add: string
  hint?: ReactNode
  rows: readonly Row[]
  /** The first one names the row. */
  columns: readonly EntryColumn<Row>[]
  nameOf(row: Row): string
  fields: readonly Field[]
  initialOf(row: Row | undefined): Values
  /** `row` is absent for a new one. */
  saveOf(values: Values, row: Row | undefined): SetupChange
  dropOf(row: Row): SetupChange
  dropWord?: string
  dropSure?: (name: string) => string
  /** More that can be done with a row. */
  more?: (row: Row) => ReactNode
  empty?: string
}

export function EntryList<Row extends { id: string }>(props: Props<Row>) {
  const { title, add, hint, rows, nameOf, fields, initialOf, saveOf, empty } = props
  const said = useSetupWords()
  const { mayWrite } = useSetup()
  const desk = useDesk()
  const [editing, setEditing] = useState<{ row?: Row }>()
  const dropping = useChangeSetup()
  const acts = (row: Row) => mayWrite && <Acts {...props} row={row} drop={(change) => dropping.mutate(change)} onEdit={() => setEditing({ row })} />
  return (
    <Panel title={title} aside={mayWrite && <Button onClick={() => setEditing({})}>{add}</Button>}>
      {hint && <p className="soft">{hint}</p>}
      <Faults error={dropping.error} />
      {rows.length === 0 && empty && <p className="quiet">{empty}</p>}
      {rows.length > 0 && (desk ? <Rows {...props} acts={acts} /> : <Cards {...props} acts={acts} />)}
      {editing && (
        <EntryDialog
          title={editing.row ? `${said.edit}：${nameOf(editing.row)}` : add}
          fields={fields}
          initial={initialOf(editing.row)}
          changeOf={(values) => saveOf(values, editing.row)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  )
}

function Acts<Row extends { id: string }>({
  row,
  nameOf,
  dropOf,
  dropWord,
  dropSure,
  more,
  drop,
  onEdit,
}: Props<Row> & { row: Row; drop(change: SetupChange): void; onEdit(): void }) {
  const words = useDashboardWords()
  const said = useSetupWords()
  const name = nameOf(row)
  const remove = dropWord ?? said.remove
  return (
    <div className="row">
      {more?.(row)}
      <Button size="small" onClick={onEdit} aria-label={`${said.edit}: ${name}`}>
        {said.edit}
      </Button>
      <Popconfirm
        title={(dropSure ?? said.sure)(name)}
        okText={remove}
        cancelText={words.cancel}
        onConfirm={() => drop({ ...dropOf(row), said: said.removed(name) })}
      >
        <Button size="small" aria-label={`${remove}: ${name}`}>
          {remove}
        </Button>
      </Popconfirm>
    </div>
  )
}

type Shown<Row> = Props<Row> & { acts(row: Row): ReactNode }

function Rows<Row extends { id: string }>({ title, rows, columns, acts }: Shown<Row>) {
  const { mayWrite } = useSetup()
  const { ticket } = useDashboardWords()
  const shown = columns.map(({ key, title: head, show }) => ({ key, title: head, render: (_: unknown, row: Row) => show(row) }))
  return (
    <Table<Row>
      size="small"
      rowKey="id"
      aria-label={title}
      columns={[
        ...shown,
        ...(mayWrite ? [{ key: 'acts', title: <span className="hidden">{ticket.acts}</span>, render: (_: unknown, row: Row) => acts(row) }] : []),
      ]}
      dataSource={[...rows]}
      pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
    />
  )
}

function Cards<Row extends { id: string }>({ rows, columns, acts }: Shown<Row>) {
  const words = useDashboardWords()
  const [count, setCount] = useState(PAGE)
  const [first, ...rest] = columns
  return (
    <>
      <ul className="rows">
        {rows.slice(0, count).map((row) => (
          <li key={row.id} className="account-row">
            <div className="grow">
              <strong>{first?.show(row)}</strong>
              {rest.map(({ key, title, show }) => {
                const value = show(row)
                return value === '' || value === null ? null : (
                  <p key={key} className="soft">
                    {title}：{value}
                  </p>
                )
              })}
            </div>
            {acts(row)}
          </li>
        ))}
      </ul>
      {rows.length > count && (
        <Button block onClick={() => setCount(count + PAGE)}>
          {words.more}
        </Button>
      )}
    </>
  )
}
