/** All filters in a drawer. They take effect at once; the button at the foot says how many fit. */
import { Button, Drawer, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useZone } from '../parts/clock.ts'
import { dayStart, fromZone, toDay } from '../parts/zone.ts'
import { useDashboardWords } from '../words.ts'
import { LIST_KEYS, type ListKey, useChoices } from './choices.ts'
import { type Filtering, listOf } from './filter.ts'
import SortSelect from './sort-select.tsx'

/** Short lists are looked through; typing would only bring up a phone's keyboard. */
const SEARCHED_FROM = 13

interface Props {
  open: boolean
  total: number | null
  onClose(): void
  filtering: Filtering
  /** What else a phone has no room for elsewhere. */
  children?: ReactNode
}

export default function Filters({ open, total, onClose, filtering, children }: Props) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const { filter, set, replace } = filtering
  return (
    <Drawer
      title={said.filters}
      open={open}
      onClose={onClose}
      size={420}
      rootClassName="filters"
      footer={
        <div className="row">
          <Button onClick={() => replace({ sort: filter.sort })}>{said.clear}</Button>
          <Button type="primary" className="grow" onClick={onClose}>
            {said.show(total)}
          </Button>
        </div>
      }
    >
      <div className="stack">
        {LIST_KEYS.map((key) => (
          <ListFilter key={key} name={key} filtering={filtering} />
        ))}
        <Field label={said.overdue}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={false}
              value={filter.overdue}
              placeholder={words.all}
              options={[
                { value: 'true', label: said.overdueOnly },
                { value: 'false', label: said.notOverdue },
              ]}
              onChange={(overdue) => set({ overdue })}
            />
          )}
        </Field>
        <DayFilter name="from" filtering={filtering} />
        <DayFilter name="to" filtering={filtering} />
        <Field label={said.sort}>{(id) => <SortSelect id={id} filtering={filtering} />}</Field>
        {children}
      </div>
    </Drawer>
  )
}

function Field({ label, children }: { label: string; children(id: string): ReactNode }) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

function ListFilter({ name, filtering: { filter, set } }: { name: ListKey; filtering: Filtering }) {
  const words = useDashboardWords()
  const choices = useChoices()[name]
  return (
    <Field label={words.ledger[name]}>
      {(id) => (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          optionFilterProp="label"
          showSearch={choices.length >= SEARCHED_FROM}
          placeholder={words.all}
          options={choices}
          value={listOf(filter[name])}
          onChange={(values: string[]) => set({ [name]: values.join(',') })}
        />
      )}
    </Field>
  )
}

/** The last day counts whole, so it is kept as the start of the day after. */
function DayFilter({ name, filtering: { filter, set } }: { name: 'from' | 'to'; filtering: Filtering }) {
  const { ledger: said } = useDashboardWords()
  const timezone = useZone()
  const given = Number(filter[name])
  const choose = (day: string) => {
    const start = fromZone(day, timezone)
    set({ [name]: start === undefined ? undefined : String(name === 'to' ? dayStart(start, timezone, 1) : start) })
  }
  return (
    <Field label={said[name]}>
      {(id) => (
        <input
          id={id}
          type="date"
          className="native"
          value={filter[name] ? toDay(name === 'to' ? given - 1 : given, timezone) : ''}
          onChange={({ target }) => choose(target.value)}
        />
      )}
    </Field>
  )
}
