/** Light or dark: as the visitor chose, else as the system has it. */
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { recall, remember } from '../live/memory.ts'
import { type Shade, shadeClass } from './theme.ts'

export const SHADE_CHOICES = ['system', 'light', 'dark'] as const
export type ShadeChoice = (typeof SHADE_CHOICES)[number]

const DARK = matchMedia('(prefers-color-scheme: dark)')
const watchSystem = (watcher: () => void): (() => void) => {
  DARK.addEventListener('change', watcher)
  return () => DARK.removeEventListener('change', watcher)
}

const ShadeContext = createContext<{ shade: Shade; choice: ShadeChoice; choose(choice: ShadeChoice): void }>({
  shade: 'light',
  choice: 'system',
  choose: () => {},
})
export const useShade = () => useContext(ShadeContext)

export function ShadeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(() => recall<ShadeChoice>('shade', 'system'))
  const systemDark = useSyncExternalStore(watchSystem, () => DARK.matches)
  const shade: Shade = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice
  useEffect(() => {
    const { classList } = document.documentElement
    classList.add(shadeClass(shade))
    return () => classList.remove(shadeClass(shade))
  }, [shade])
  const choose = (next: ShadeChoice) => {
    remember('shade', next)
    setChoice(next)
  }
  return <ShadeContext value={{ shade, choice, choose }}>{children}</ShadeContext>
}
