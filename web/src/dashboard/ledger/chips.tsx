/** What is filtered by, in words, each to be taken away with one tap. */
import { CloseIcon } from '../../ui/icons.tsx'
import { useClock } from '../parts/clock.ts'
import { useDashboardWords } from '../words.ts'
import { type Choice, LIST_KEYS, useChoices } from './choices.ts'
import { type Filtering, type FilterKey, listOf } from './filter.ts'

const namesOf = (value: string, choices: readonly Choice[]): string =>
  listOf(value)
    .map((one) => choices.find((choice) => choice.value === one)?.label ?? one)
    .join('、')

export function Chips({ filtering: { filter, set } }: { filtering: Filtering }) {
  const { ledger: said } = useDashboardWords()
  const choices = useChoices()
  const clock = useClock()
  const shown: { key: FilterKey; text: string }[] = [
    ...(filter.q ? [{ key: 'q' as const, text: `“${filter.q}”` }] : []),
    ...LIST_KEYS.flatMap((key) => (filter[key] ? [{ key, text: `${said[key]}：${namesOf(filter[key], choices[key])}` }] : [])),
    ...(filter.overdue ? [{ key: 'overdue' as const, text: filter.overdue === 'true' ? said.overdueOnly : said.notOverdue }] : []),
    ...(filter.from ? [{ key: 'from' as const, text: `${said.from} ${clock.moment(Number(filter.from))}` }] : []),
    ...(filter.to ? [{ key: 'to' as const, text: `${said.to} ${clock.moment(Number(filter.to) - 1)}` }] : []),
  ]
  if (shown.length === 0) return null
  return (
    <ul className="chips">
      {shown.map(({ key, text }) => (
        <li key={key}>
          <button type="button" className="chip" aria-label={said.takeAway(text)} onClick={() => set({ [key]: undefined })}>
            <span className="ellipsis">{text}</span> <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}
