/** The line on which the server says what changed. One for the whole page; `hello` means: look at everything again. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Change } from '../../../server/schemas.ts'
import { STREAM } from './api.ts'

export type News = Change | 'hello'
type LineState = 'opening' | 'open' | 'lost'

const REOPEN = { ms: 3_000 }
const listeners = new Set<(news: News) => void>()
const watchers = new Set<() => void>()
let state: LineState = 'opening'

function become(next: LineState): void {
  state = next
  for (const watcher of watchers) watcher()
}

const tell = (news: News): void => {
  for (const listener of listeners) listener(news)
}

/** @returns the way to hang up */
function dial(): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(STREAM)
    source.onopen = () => become('open')
    source.onerror = () => {
      become('lost')
      // The browser dials again by itself after a broken line, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN.ms)
    }
    source.addEventListener('hello', () => tell('hello'))
    source.addEventListener('change', (event) => tell(JSON.parse((event as MessageEvent<string>).data) as Change))
  }
  open()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}

export const useLine = (): void => useEffect(dial, [])

export function listen(listener: (news: News) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
export const useLineState = (): LineState => useSyncExternalStore(watch, () => state)
