/** The duty roster: a week as it will be, and the shifts it is made of. */
import { Button } from 'antd'
import { useState } from 'react'
import type { SetupShift } from '../../../../server/schemas/setup.ts'
import { useNow, useZone } from '../parts/clock.ts'
import { Panel } from '../parts/panel.tsx'
import { toDay } from '../parts/zone.ts'
import { nameOf, useSetup } from './data.ts'
import { given } from './entry-dialog.tsx'
import { EntryList } from './entry-list.tsx'
import { type Choice, namesAsChoices } from './fields.tsx'
import { dayAfter, mondayOf, shiftsOn } from './week.ts'
import { useSetupWords } from './words.ts'

const DAYS = [0, 1, 2, 3, 4, 5, 6]

function useSpan(): (shift: SetupShift) => string {
  const { roster: said } = useSetupWords()
  return ({ from, to }) => `${from}–${to <= from ? said.next : ''}${to}`
}

export default function Roster() {
  return (
    <div className="stack">
      <Week />
      <Shifts />
    </div>
  )
}

function Week() {
  const said = useSetupWords()
  const today = toDay(useNow(), useZone())
  const [monday, setMonday] = useState(() => mondayOf(today))
  const { duty, people } = useSetup()
  const span = useSpan()
  return (
    <Panel
      title={said.roster.week(monday, dayAfter(monday, 6))}
      aside={
        <div className="row">
          <Button onClick={() => setMonday(dayAfter(monday, -7))}>{said.roster.before}</Button>
          <Button onClick={() => setMonday(mondayOf(today))}>{said.roster.now}</Button>
          <Button onClick={() => setMonday(dayAfter(monday, 7))}>{said.roster.after}</Button>
        </div>
      }
    >
      <ol className="week">
        {DAYS.map((index) => {
          const day = dayAfter(monday, index)
          const shifts = shiftsOn(duty, day)
          return (
            <li key={day} aria-current={day === today ? 'date' : undefined}>
              <h3>
                {said.weekdays[index]} <small className="soft">{day.slice(5)}</small>
              </h3>
              {shifts.length === 0 && <p className="soft">{said.roster.none}</p>}
              <ul>
                {shifts.map((shift) => (
                  <li key={shift.id}>
                    <strong>{nameOf(people, shift.person)}</strong> <span className="soft">{span(shift)}</span>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}

function Shifts() {
  const said = useSetupWords()
  const { duty, people } = useSetup()
  const { field } = said
  const span = useSpan()
  const days: Choice[] = said.weekdays.map((label, index) => ({ value: index + 1, label }))
  const when = ({ days: on, date }: SetupShift): string => date ?? (on === null ? said.everyday : on.map((day) => said.weekdays[day - 1]).join('、'))
  const name = (shift: SetupShift): string => `${nameOf(people, shift.person)} ${when(shift)}`
  const staff = people.filter(({ active, role }) => active && role !== 'building_head')
  return (
    <EntryList
      title={said.roster.all}
      add={said.roster.add}
      empty={said.roster.empty}
      rows={duty}
      columns={[
        { key: 'person', title: field.person, show: ({ person }) => nameOf(people, person) },
        { key: 'days', title: field.days, show: when },
        { key: 'span', title: field.from, show: span },
      ]}
      nameOf={name}
      fields={[
        { name: 'person', label: field.person, kind: 'one', required: true, choices: namesAsChoices(staff) },
        { name: 'days', label: field.days, kind: 'many', hint: field.daysHint, choices: days },
        { name: 'date', label: field.date, kind: 'date', hint: field.dateHint },
        { name: 'from', label: field.from, kind: 'clock', required: true },
        { name: 'to', label: field.to, kind: 'clock', required: true, hint: field.toHint },
      ]}
      initialOf={(row) => (row ? { ...row, days: row.days ?? [] } : {})}
      saveOf={({ days: on, ...values }, row) => ({
        method: 'PUT',
        path: `duty/${row?.id ?? 'new'}`,
        body: given({ ...values, id: undefined, days: Array.isArray(on) ? [...on].sort() : undefined }),
      })}
      dropOf={({ id }) => ({ method: 'DELETE', path: `duty/${id}` })}
    />
  )
}
