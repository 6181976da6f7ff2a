/** Above the ledger: finding, the state at a tap, filters, and at a desk also sorting, saved views, columns and export. */
import { Button, Checkbox, Popover, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../data/session.tsx'
import { useDesk } from '../parts/use-desk.ts'
import { ColumnsIcon, FilterIcon, StarIcon } from '../shell/icons.tsx'
import { useDashboardWords } from '../words.ts'
import { COLUMNS } from './columns.tsx'
import { Export } from './export.tsx'
import { countOf, type Filtering } from './filter.ts'
import { SearchBox } from './search-box.tsx'
import { Views } from './views.tsx'

const Filters = lazy(() => import('./filters.tsx'))
/** The same as in the drawer, at hand where there is room. */
const SortSelect = lazy(() => import('./sort-select.tsx'))

interface Props {
  filtering: Filtering
  total: number | null
  columns: readonly string[]
  onColumns(keys: readonly string[]): void
}

export function Toolbar({ filtering, total, columns, onColumns }: Props) {
  const { ledger: said } = useDashboardWords()
  const [filtersOpen, setFiltersOpen] = useState(false)
  const [filtersOpened, setFiltersOpened] = useState(false)
  const openFilters = () => {
    setFiltersOpened(true)
    setFiltersOpen(true)
  }
  const desk = useDesk()
  const mayExport = useMay()('tickets.export')
  const views = <Views filtering={filtering} columns={columns} onColumns={onColumns} />
  const count = countOf(filtering.filter)
  return (
    <div className="toolbar">
      <SearchBox filtering={filtering} />
      <Phases filtering={filtering} />
      <Button icon={<FilterIcon />} onClick={openFilters}>
        {count > 0 ? said.filtersOn(count) : said.filters}
      </Button>
      {desk && (
        <>
          <Suspense>
            <SortSelect filtering={filtering} label={said.sort} />
          </Suspense>
          <Popover trigger="click" placement="bottomRight" content={views}>
            <Button icon={<StarIcon />}>{said.views}</Button>
          </Popover>
          <Popover trigger="click" placement="bottomRight" content={<ColumnChoice columns={columns} onColumns={onColumns} />}>
            <Button icon={<ColumnsIcon />} aria-label={said.columns} />
          </Popover>
        </>
      )}
      {mayExport && <Export filter={filtering.filter} label={desk} />}
      <Suspense>
        {filtersOpened && (
          <Filters open={filtersOpen} total={total} onClose={() => setFiltersOpen(false)} filtering={filtering}>
            {!desk && (
              <section>
                <h3>{said.views}</h3>
                {views}
              </section>
            )}
          </Filters>
        )}
      </Suspense>
    </div>
  )
}

const ANY = ''

function Phases({ filtering: { filter, set } }: { filtering: Filtering }) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const options = [{ value: ANY, label: words.all }, ...Object.entries(said.phases).map(([value, label]) => ({ value, label }))]
  const state = filter.state ?? ANY
  return (
    <Segmented
      aria-label={said.state}
      options={options}
      // Several states, or one that is no phase, are chosen among the filters.
      value={options.some(({ value }) => value === state) ? state : undefined}
      onChange={(value) => set({ state: value || undefined })}
    />
  )
}

function ColumnChoice({ columns, onColumns }: Pick<Props, 'columns' | 'onColumns'>) {
  const { ledger: said } = useDashboardWords()
  return (
    <fieldset className="column-choice">
      <legend>{said.columns}</legend>
      <Checkbox.Group
        options={COLUMNS.map(({ key }) => ({ value: key, label: said.column[key] ?? key }))}
        value={[...columns]}
        onChange={(keys) => onColumns(keys)}
      />
    </fieldset>
  )
}
