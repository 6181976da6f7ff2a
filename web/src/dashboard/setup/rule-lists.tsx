/** House rules that are lists: who answers for what, working hours, common questions. Each list is saved whole. */
import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery } from '../data/queries.ts'
import { nameOf, type SetupChange, useSetup } from './data.ts'
import { given, type Values } from './entry-dialog.tsx'
import { type EntryColumn, EntryList } from './entry-list.tsx'
import { choicesOf, type Field, namesAsChoices } from './fields.tsx'
import { useSetupWords } from './words.ts'

type Item<T> = T & { id: string }

interface ListProps<T> {
  /** Of the rules: routes, hours, facts. */
  rule: string
  title: string
  add: string
  hint: string
  columns: readonly EntryColumn<Item<T>>[]
  nameOf(item: T): string
  fields: readonly Field[]
  valuesOf?(item: T): Values
  itemOf(values: Values): Values
}

function RuleList<T extends object>({ rule, nameOf: name, valuesOf = (item) => ({ ...item }) as Values, itemOf, ...rest }: ListProps<T>) {
  const { policies } = useSetup()
  const list = policies[rule] as T[]
  const save = (items: readonly unknown[]): SetupChange => ({ method: 'PUT', path: 'policies', body: { [rule]: items } })
  const rows = list.map((item, index): Item<T> => ({ ...item, id: String(index) }))
  return (
    <EntryList<Item<T>>
      {...rest}
      rows={rows}
      nameOf={name}
      initialOf={(row) => (row ? valuesOf(row) : {})}
      saveOf={(values, row) => save(row ? list.map((item, index) => (String(index) === row.id ? itemOf(values) : item)) : [...list, itemOf(values)])}
      dropOf={(row) => save(list.filter((_, index) => String(index) !== row.id))}
    />
  )
}

interface Route {
  categories?: string[]
  grids?: string[]
  buildings?: string[]
  org: string
}

export function Routes() {
  const { rules: said, field } = useSetupWords()
  const { grids, buildings, organisations } = useSetup()
  const { data } = useQuery(namesQuery(useLanguage().language))
  const categories = data?.categories ?? []
  const what = (route: Route) => route.categories?.map((id) => nameOf(categories, id)).join('、') || said.anyCategory
  const where = (route: Route) =>
    [...(route.grids ?? []).map((id) => nameOf(grids, id)), ...(route.buildings ?? []).map((id) => nameOf(buildings, id))].join('、') || said.anywhere
  return (
    <RuleList<Route>
      rule="routes"
      title={said.routes}
      add={said.addRoute}
      hint={said.routesHint}
      columns={[
        { key: 'what', title: said.categories, show: what },
        { key: 'where', title: field.grid, show: where },
        { key: 'org', title: field.org, show: ({ org }) => nameOf(organisations, org) },
      ]}
      nameOf={(route) => `${what(route)} ${said.to(nameOf(organisations, route.org))}`}
      fields={[
        { name: 'categories', label: said.categories, kind: 'many', choices: namesAsChoices(categories) },
        { name: 'grids', label: field.grid, kind: 'many', choices: namesAsChoices(grids) },
        { name: 'buildings', label: field.buildings, kind: 'many', choices: namesAsChoices(buildings) },
        { name: 'org', label: field.org, kind: 'one', required: true, choices: namesAsChoices(organisations) },
      ]}
      itemOf={given}
    />
  )
}

interface UnitHours {
  org: string
  days?: number[]
  from: string
  to: string
  publicHolidays?: string
}

export function Hours() {
  const { rules: said, field, weekdays, everyday } = useSetupWords()
  const { organisations } = useSetup()
  const days = ({ days: on }: UnitHours) => on?.map((day) => weekdays[day - 1]).join('、') ?? everyday
  return (
    <RuleList<UnitHours>
      rule="hours"
      title={said.hours}
      add={said.addHours}
      hint={said.hoursHint}
      columns={[
        { key: 'org', title: field.org, show: ({ org }) => nameOf(organisations, org) },
        { key: 'days', title: field.days, show: days },
        { key: 'span', title: field.from, show: ({ from, to }) => `${from}–${to}` },
      ]}
      nameOf={({ org, from }) => `${nameOf(organisations, org)} ${from}`}
      fields={[
        { name: 'org', label: field.org, kind: 'one', required: true, choices: namesAsChoices(organisations) },
        { name: 'days', label: field.days, kind: 'many', hint: field.daysHint, choices: weekdays.map((label, i) => ({ value: i + 1, label })) },
        { name: 'from', label: field.from, kind: 'clock', required: true },
        { name: 'to', label: field.to, kind: 'clock', required: true },
        { name: 'publicHolidays', label: said.publicHolidays, kind: 'one', choices: choicesOf({ rest: said.rest, work: said.work }) },
      ]}
      itemOf={given}
    />
  )
}

interface Fact {
  match: string[][]
  answer: string
}

const linesOf = (match: readonly string[][]): string => match.map((words) => words.join(' ')).join('\n')
const matchOf = (lines: string): string[][] =>
  lines
    .split('\n')
    .map((line) => line.split(/[\s,，、/]+/).filter(Boolean))
    .filter((words) => words.length > 0)

export function Facts() {
  const { rules: said } = useSetupWords()
  return (
    <RuleList<Fact>
      rule="facts"
      title={said.facts}
      add={said.addFact}
      hint={said.factsHint}
      columns={[
        { key: 'match', title: said.match, show: ({ match }) => match.map((words) => words.join('/')).join(' + ') },
        { key: 'answer', title: said.answer, show: ({ answer }) => answer },
      ]}
      nameOf={({ match }) => match.map(([word]) => word).join(' ')}
      fields={[
        { name: 'match', label: said.match, kind: 'long', required: true, hint: said.matchHint },
        { name: 'answer', label: said.answer, kind: 'long', required: true },
      ]}
      valuesOf={({ match, answer }) => ({ match: linesOf(match), answer })}
      itemOf={({ match, answer }) => ({ match: matchOf(String(match ?? '')), answer })}
    />
  )
}
