/** In which order the ledger is shown. */
import { Select } from 'antd'
import { useDashboardWords } from '../words.ts'
import { type Filtering, SORTS, USUAL_SORT } from './filter.ts'

export default function SortSelect({ id, filtering: { filter, set }, label }: { id?: string; filtering: Filtering; label?: string }) {
  const { ledger: said } = useDashboardWords()
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={false}
      value={filter.sort ?? USUAL_SORT}
      options={SORTS.map((value) => ({ value, label: said.sorts[value] }))}
      onChange={(sort) => set({ sort: sort === USUAL_SORT ? undefined : sort })}
      popupMatchSelectWidth={false}
    />
  )
}
