/** Which example the visitor tried, and whether the guide is shown. Lives over a reload. */
import { useSyncExternalStore } from 'react'
import type { Example } from '../../../server/schemas.ts'
import { recall, remember } from '../live/memory.ts'

export interface Tried extends Pick<Example, 'as' | 'room' | 'text'> {
  /** Time of the group's last message before the example was said; what came later may be the answer to it. */
  after: number
}
interface GuideState {
  hidden: boolean
  tried?: Tried
}

const watchers = new Set<() => void>()
let state = recall<GuideState>('guide', { hidden: false })

function become(next: GuideState): void {
  state = next
  remember('guide', next)
  for (const watcher of watchers) watcher()
}
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function useGuide() {
  const now = useSyncExternalStore(watch, () => state)
  return {
    ...now,
    hide: () => become({ ...state, hidden: true }),
    show: () => become({ ...state, hidden: false }),
    begin: ({ as, room, text }: Example, after: number) => become({ hidden: false, tried: { as, room, text, after } }),
    end: () => become({ hidden: false }),
  }
}
