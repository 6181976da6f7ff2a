/**
 * A backup is a folder that stands by itself:
 *
 *     nightly-20261123T193000Z/
 *       manifest.json                    what is in it, of which program and schema
 *       SHA256SUMS                       of every other file, as `sha256sum -c` reads it
 *       database.db                      of SQLite: the whole file, or
 *       tables/<table>.ndjson.gz         of PostgreSQL: one line a row
 *       attachments/ab/abcdef…           named by their content; the same file is shared (hard link) by the backups that hold it
 *
 * It is made under a name ending in `.part` and renamed when it is whole.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError } from '../../core/errors.ts'
import type { ColumnForm } from '../../db/portable/forms.ts'

export const FORMAT = 1
export const MANIFEST = 'manifest.json'
export const SUMS = 'SHA256SUMS'
export const DATABASE = 'database.db'
export const PART = '.part'

/** Only what the nightly job made is taken away by rotation. */
export type MadeBy = 'nightly' | 'manual'

export interface Manifest {
  format: number
  /** Version of the program that made it. */
  program: string
  madeBy: MadeBy
  /** When it was begun, ISO 8601 in UTC. */
  at: string
  dialect: 'sqlite' | 'postgres'
  /** Newest migration of the rows. */
  schema: string
  tables: { name: string; rows: number; columns: ColumnForm[] }[]
  attachments: { files: number; bytes: number }
  /** Hash of SHA256SUMS, so that a shortened list is noticed. */
  sums: string
}

export interface Kept {
  name: string
  path: string
  madeBy: MadeBy
  /** Milliseconds. */
  at: number
}

const NAME = /^(nightly|manual)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

/** `nightly-20261123T193000Z` */
export const nameOf = (madeBy: MadeBy, at: number): string => `${madeBy}-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`

/** Whole backups in a folder, newest first; none when there is no such folder. */
export async function listBackups(folder: string): Promise<Kept[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  return names
    .flatMap((name) => {
      const [, madeBy, year, month, day, hour, minute, second] = NAME.exec(name) ?? []
      if (madeBy === undefined) return []
      return [{ name, path: join(folder, name), madeBy: madeBy as MadeBy, at: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) }]
    })
    .sort((a, b) => b.at - a.at)
}

/** @throws CodedError BACKUP_UNREADABLE */
export async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest
  try {
    manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest
  } catch (error) {
    throw new CodedError('BACKUP_UNREADABLE', `${folder} is no backup: ${(error as Error).message}`, {}, error)
  }
  if (!Number.isInteger(manifest.format) || manifest.format > FORMAT || !Array.isArray(manifest.tables))
    throw new CodedError('BACKUP_UNREADABLE', `${folder} has a form (${manifest.format}) that this program does not read`)
  return manifest
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

const LINE = /^([0-9a-f]{64}) {2}([A-Za-z0-9._/-]+)$/

/** Path → hash. @throws CodedError BACKUP_DAMAGED */
export async function readSums(folder: string, manifest: Manifest): Promise<Map<string, string>> {
  const text = await readFile(join(folder, SUMS), 'utf8').catch(() => '')
  if (createHash('sha256').update(text).digest('hex') !== manifest.sums)
    throw new CodedError('BACKUP_DAMAGED', `${join(folder, SUMS)} is not the list the backup was made with`)
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, hash = '', path = ''] = LINE.exec(line) ?? []
        if (!path || path.split('/').includes('..')) throw new CodedError('BACKUP_DAMAGED', `${SUMS} holds a line that is none`)
        return [path, hash] as const
      }),
  )
}

/** Reads every file of a backup. @throws CodedError BACKUP_DAMAGED naming what is missing or changed */
export async function verifyFiles(folder: string, manifest: Manifest, tell: (done: number, of: number) => void = () => {}): Promise<string[]> {
  const sums = await readSums(folder, manifest)
  const faults: string[] = []
  let done = 0
  for (const [path, hash] of sums) {
    const found = await sha256Of(join(folder, path)).catch(() => undefined)
    if (found !== hash) faults.push(`${path} ${found === undefined ? 'is missing' : 'was changed'}`)
    tell(++done, sums.size)
  }
  if (faults.length > 0)
    throw new CodedError('BACKUP_DAMAGED', `${folder}: ${faults.slice(0, 5).join('; ')}${faults.length > 5 ? `; ${faults.length - 5} more` : ''}`, {
      faults,
    })
  return [...sums.keys()]
}
