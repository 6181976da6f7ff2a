/** What one can choose in each filter, and what a chosen value is called. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Named } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery } from '../data/queries.ts'
import { useDashboardWords } from '../words.ts'
import type { FilterKey } from './filter.ts'

export interface Choice {
  value: string
  label: string
}
export type ListKey = Exclude<FilterKey, 'overdue' | 'from' | 'to' | 'q'>
export const LIST_KEYS: readonly ListKey[] = ['state', 'category', 'urgency', 'unit', 'person', 'grid', 'building', 'kind']

/** Takes the place of an id: those without. */
const NONE = 'none'
const named = (items: readonly Named[] | undefined): Choice[] => (items ?? []).map(({ id, name }) => ({ value: id, label: name }))
const worded = (words: Record<string, string>): Choice[] => Object.entries(words).map(([value, label]) => ({ value, label }))

/** `open` and `resolved` name phases; the status `open` alone goes by a name of its own. */
const UNTAKEN = 'untaken'
const stateChoices = (phases: Record<string, string>, statuses: readonly Named[] | undefined): Choice[] => {
  const single = named(statuses).filter(({ value }) => value !== 'resolved')
  return [...worded(phases), ...single.map(({ value, label }) => ({ value: value === 'open' ? UNTAKEN : value, label }))]
}

export function useChoices(): Record<ListKey, Choice[]> {
  const { ledger: said } = useDashboardWords()
  const { data } = useQuery(namesQuery(useLanguage().language))
  return useMemo(
    () => ({
      state: stateChoices(said.phases, data?.statuses),
      kind: worded(said.kinds),
      urgency: named(data?.urgencies),
      category: named(data?.categories),
      unit: [...named(data?.units), { value: NONE, label: said.noUnit }],
      person: [
        { value: 'me', label: said.me },
        ...(data?.people ?? []).map(({ id, name, unit }) => ({ value: id, label: unit ? `${name}（${unit}）` : name })),
        { value: NONE, label: said.nobody },
      ],
      grid: [...named(data?.grids), { value: NONE, label: said.noGrid }],
      building: [...named(data?.buildings), { value: NONE, label: said.noBuilding }],
    }),
    [data, said],
  )
}
