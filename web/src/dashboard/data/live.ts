/**
 * One line to the server for the whole dashboard: it says what changed, and what is shown of that is asked for anew.
 * `hello` (a new line, or one that missed too much) means: look at everything again.
 */
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { LedgerChange } from '../../../../server/schemas/ledger.ts'
import { BASE } from './client.ts'

type LineState = 'opening' | 'open' | 'lost'

const REOPEN = { ms: 3_000 }
/** The server ends lines now and then; a line that is taken up at once was not lost. */
const MISSED = { ms: 3_000 }
/** One act makes several changes; they are looked at together. */
const GATHER = { ms: 250 }

const watchers = new Set<() => void>()
let state: LineState = 'opening'

function become(next: LineState): void {
  state = next
  for (const watcher of watchers) watcher()
}

/** First words of the keys of what a change can touch. */
const TOUCHED: Record<LedgerChange['kind'], readonly string[]> = {
  ticket: ['today', 'tickets', 'ticket', 'stats'],
  lead: ['today', 'leads'],
  outbox: ['today', 'deliveries'],
  digest: [],
  message: ['messages'],
  setup: ['names', 'setup', 'me'],
}

const isTouched = (key: readonly unknown[], changes: readonly LedgerChange[]): boolean =>
  changes.some(({ kind, number }) => {
    const [topic, of] = key
    if (kind === 'message' && topic === 'ticket') return true
    if (!TOUCHED[kind].includes(String(topic))) return false
    return topic !== 'ticket' || number === undefined || of === number || of === undefined
  })

/** A list scrolled this far is not fetched anew by itself, all of it: the page offers to. */
const LONG = { pages: 3 }
const isLong = (data: unknown): boolean => ((data as Partial<InfiniteData<unknown>> | undefined)?.pages?.length ?? 0) > LONG.pages

function lookAgain(client: QueryClient, touched: (key: readonly unknown[]) => boolean): void {
  void client.invalidateQueries({ predicate: ({ queryKey, state: { data } }) => touched(queryKey) && !isLong(data) })
  void client.invalidateQueries({ predicate: ({ queryKey, state: { data } }) => touched(queryKey) && isLong(data), refetchType: 'none' })
}

/** @returns the way to hang up */
function dial(client: QueryClient): () => void {
  let source: EventSource
  let reopening: ReturnType<typeof setTimeout> | undefined
  let gathering: ReturnType<typeof setTimeout> | undefined
  let gathered: LedgerChange[] = []
  let missing: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const changes = gathered
    gathered = []
    gathering = undefined
    lookAgain(client, (key) => isTouched(key, changes))
  }
  const open = () => {
    source = new EventSource(`${BASE}/events`)
    source.onopen = () => {
      clearTimeout(missing)
      missing = undefined
      become('open')
    }
    source.onerror = () => {
      missing ??= setTimeout(() => become('lost'), MISSED.ms)
      // The browser dials again by itself after a broken line, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN.ms)
    }
    source.addEventListener('hello', () => lookAgain(client, () => true))
    source.addEventListener('change', (event) => {
      gathered.push(JSON.parse((event as MessageEvent<string>).data) as LedgerChange)
      gathering ??= setTimeout(look, GATHER.ms)
    })
  }
  open()
  return () => {
    clearTimeout(reopening)
    clearTimeout(gathering)
    clearTimeout(missing)
    source.close()
  }
}

export function useLine(): void {
  const client = useQueryClient()
  useEffect(() => dial(client), [client])
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
export const useLineState = (): LineState => useSyncExternalStore(watch, () => state)
