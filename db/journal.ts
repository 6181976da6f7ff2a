/** The migrations this program knows, as drizzle-kit's journal lists them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Stamp (ms) of the newest migration in a dialect's folder. */
export function newestKnownMigration(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { when: number }[] }
  return Math.max(0, ...journal.entries.map((entry) => entry.when))
}

/** Tags of a dialect's migrations, oldest first: `0000_first`, … Both dialects have the same. */
export function migrationTags(folder: string): string[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { idx: number; tag: string }[] }
  return journal.entries.sort((a, b) => a.idx - b.idx).map((entry) => entry.tag)
}
