/** What narrows the ledger, kept in the address: back, reload and a link sent to a colleague all work. */
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'

export const FILTER_KEYS = ['state', 'kind', 'unit', 'person', 'building', 'grid', 'category', 'urgency', 'overdue', 'from', 'to', 'q'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]
export type Filter = Partial<Record<FilterKey | 'sort', string>>

export const SORTS = ['-opened', 'opened', 'due', '-due', '-last', 'last', '-number', 'number'] as const
export const USUAL_SORT = '-opened'

export interface Filtering {
  filter: Filter
  /** Merged into what is set; undefined takes a filter away. */
  set(change: Filter): void
  /** Instead of everything that is set. */
  replace(filter: Filter): void
}

export function useFilter(): Filtering {
  const [search, setSearch] = useSearchParams()
  const filter = useMemo(() => {
    const given = [...FILTER_KEYS, 'sort' as const].flatMap((key) => (search.get(key) ? [[key, search.get(key)]] : []))
    return Object.fromEntries(given) as Filter
  }, [search])
  const write = (next: Filter) => setSearch(new URLSearchParams(Object.entries(next).filter((entry): entry is [string, string] => Boolean(entry[1]))))
  return { filter, set: (change) => write({ ...filter, ...change }), replace: write }
}

export const listOf = (value: string | undefined): string[] => (value ? value.split(',') : [])

/** How many filters are set; words and sorting aside. */
export const countOf = (filter: Filter): number => FILTER_KEYS.filter((key) => key !== 'q' && filter[key]).length
export const isNarrowed = (filter: Filter): boolean => FILTER_KEYS.some((key) => filter[key])
