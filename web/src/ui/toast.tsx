/** A line that says what happened, and goes away by itself. */
import { useEffect, useSyncExternalStore } from 'react'
import { ApiError } from '../live/api.ts'
import type { Words } from '../words/zh.ts'

interface Line {
  text: string
  bad: boolean
}
const SHOWN = { ms: 6_000 }
const watchers = new Set<() => void>()
let line: Line | undefined

function show(next: Line | undefined): void {
  line = next
  for (const watcher of watchers) watcher()
}
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const toast = (text: string): void => show({ text, bad: false })

/** What went wrong in the visitor's language where we have the words, else as the server said it. */
export function explain(error: unknown, words: Words): string {
  if (!(error instanceof ApiError)) return words.failed(String(error))
  if (error.code === 'OFFLINE') return words.offline
  return words.problems[error.code] ?? words.failed([error.message, error.next].filter(Boolean).join(' '))
}
export const toastProblem = (error: unknown, words: Words): void => show({ text: explain(error, words), bad: true })

export function Toast() {
  const shown = useSyncExternalStore(watch, () => line)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => show(undefined), SHOWN.ms)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div className="toast-place" role={shown?.bad ? 'alert' : 'status'}>
      {shown && <p className={shown.bad ? 'toast bad' : 'toast'}>{shown.text}</p>}
    </div>
  )
}
