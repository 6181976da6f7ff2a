/** Words to find. They are looked for when one stops typing, or at once with Enter. */
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../shell/icons.tsx'
import { useDashboardWords } from '../words.ts'
import type { Filtering } from './filter.ts'

const SETTLED = { ms: 400 }

export function SearchBox({ filtering: { filter, set } }: { filtering: Filtering }) {
  const { ledger: said } = useDashboardWords()
  const given = filter.q ?? ''
  const [typed, setTyped] = useState(given)
  // A saved view or the way back changes the words from outside; a space that is being typed stays.
  useEffect(() => setTyped((was) => (was.trim() === given ? was : given)), [given])
  const look = (words: string) => words.trim() !== given && set({ q: words.trim() || undefined })
  // What else was filtered by while one typed must stay.
  const latest = useRef(look)
  latest.current = look
  useEffect(() => {
    const timer = setTimeout(() => latest.current(typed), SETTLED.ms)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <search className="search-box">
      <Input
        type="search"
        allowClear
        prefix={<SearchIcon />}
        aria-label={said.search}
        placeholder={said.search}
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={() => look(typed)}
      />
    </search>
  )
}
