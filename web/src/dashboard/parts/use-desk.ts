/** Wide enough for a table and a menu at its side? The same width as in dashboard.css. */
import { useSyncExternalStore } from 'react'

const DESK = matchMedia('(min-width: 900px)')
const watch = (watcher: () => void): (() => void) => {
  DESK.addEventListener('change', watcher)
  return () => DESK.removeEventListener('change', watcher)
}
export const useDesk = (): boolean => useSyncExternalStore(watch, () => DESK.matches)
