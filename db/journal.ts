/** The migrations this program knows, as drizzle-kit's journal lists them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Stamp (ms) of the newest migration in a dialect's folder. */
export function newestKnownMigration(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { when: number }[] }
  return Math.max(0, ...journal.entries.map((entry) => entry.when))
}
