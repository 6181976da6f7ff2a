/** Something of the server that is shown, and fetched anew whenever news concerns it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Change } from '../../../server/schemas.ts'
import { ApiError } from './api.ts'
import { listen } from './line.ts'

export interface Live<T> {
  /** Undefined until the first answer for this key. */
  data: T | undefined
  problem: ApiError | undefined
  reload(): void
}

const toApiError = (error: unknown): ApiError => (error instanceof ApiError ? error : new ApiError('INTERNAL', String(error)))

/**
 * @param key names what is loaded; another key forgets the data
 * @param concerns whether a change can touch it
 */
export function useLive<T>(key: string, load: (signal: AbortSignal) => Promise<T>, concerns: (change: Change) => boolean): Live<T> {
  const [shown, setShown] = useState<{ key: string; data?: T; problem?: ApiError }>({ key })
  const latest = useRef({ load, concerns })
  latest.current = { load, concerns }
  const kick = useRef(() => {})

  useEffect(() => {
    const stop = new AbortController()
    let busy = false
    let again = false
    const run = async (): Promise<void> => {
      if (busy) {
        again = true
        return
      }
      busy = true
      try {
        const data = await latest.current.load(stop.signal)
        if (!stop.signal.aborted) setShown({ key, data })
      } catch (error) {
        // What was shown stays; the problem stands beside it.
        if (!stop.signal.aborted) setShown((was) => ({ key, data: was.key === key ? was.data : undefined, problem: toApiError(error) }))
      }
      busy = false
      if (again && !stop.signal.aborted) {
        again = false
        void run()
      }
    }
    kick.current = () => void run()
    void run()
    const off = listen((news) => {
      if (news === 'hello' || latest.current.concerns(news)) void run()
    })
    return () => {
      off()
      stop.abort()
    }
  }, [key])

  const reload = useCallback(() => kick.current(), [])
  const current = shown.key === key
  return { data: current ? shown.data : undefined, problem: current ? shown.problem : undefined, reload }
}
