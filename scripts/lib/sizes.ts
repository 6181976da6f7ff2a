/** Sizes and long work as people read them. */
import type { Progress } from '../../db/portable/move.ts'

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** `12.3 MB`, in thousands. */
export function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${UNITS[step]}`
}

const EVERY_MS = 2_000

/** Says each new step at once, and how far it is every two seconds. */
export function progressTeller(say: (line: string) => void, now: () => number = Date.now): (progress: Progress) => void {
  let [step, at] = ['', 0]
  return ({ table, rows, of }) => {
    if (table === step && now() - at < EVERY_MS) return
    step = table
    at = now()
    say(`  ${table}${rows > 0 || of !== undefined ? ` ${rows}${of === undefined ? '' : ` of ${of}`}` : ''} …`)
  }
}
