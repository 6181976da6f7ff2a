/** Which nightly backups stay: the newest of each of the last days, and the newest of each of the last weeks. */
import { rm } from 'node:fs/promises'
import { DateTime } from 'luxon'
import { type Kept, listBackups } from './manifest.ts'

export interface KeepPolicy {
  days: number
  weeks: number
}

export const KEEP: KeepPolicy = { days: 7, weeks: 4 }

/** What is not kept. Days and weeks (from Monday) as in `timezone`; what was made by hand stays. */
export function overdue(backups: readonly Kept[], { days, weeks }: KeepPolicy, timezone: string): Kept[] {
  const nightly = backups.filter(({ madeBy }) => madeBy === 'nightly').sort((a, b) => b.at - a.at)
  const newestOf = (spans: number, format: string): Set<Kept> => {
    const newest = new Map<string, Kept>()
    for (const one of nightly) {
      const span = DateTime.fromMillis(one.at, { zone: timezone }).toFormat(format)
      if (!newest.has(span) && newest.size < spans) newest.set(span, one)
    }
    return new Set(newest.values())
  }
  const kept = new Set([...newestOf(days, 'yyyy-MM-dd'), ...newestOf(weeks, "kkkk-'W'WW")])
  return nightly.filter((one) => !kept.has(one))
}

/** @returns names of what was taken away */
export async function rotate(folder: string, timezone: string, policy = KEEP): Promise<string[]> {
  const old = overdue(await listBackups(folder), policy, timezone)
  for (const one of old) await rm(one.path, { recursive: true, force: true })
  return old.map(({ name }) => name)
}
