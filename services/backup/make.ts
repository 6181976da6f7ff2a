/** Makes a backup while the program runs: the database as of one moment, then the attachments, then the list of what it holds. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { CodedError } from '../../core/errors.ts'
import { rootMessage, storageFault } from '../../db/errors.ts'
import { tableForms } from '../../db/portable/forms.ts'
import { newestTag } from '../../db/portable/prepare.ts'
import { fileOf, isPostgres, openSource } from '../../db/portable/source.ts'
import { copySqlite } from '../../db/portable/sqlite-copy.ts'
import { gatherAttachments, shelfPath } from './attachments.ts'
import { DATABASE, FORMAT, listBackups, MANIFEST, type MadeBy, type Manifest, nameOf, PART, SUMS, sha256Of } from './manifest.ts'
import { writeTables } from './table-files.ts'

export interface BackupOrder {
  databaseUrl: string
  dataDir: string
  /** Folder that holds the backups. */
  into: string
  madeBy: MadeBy
  now: number
  signal?: AbortSignal
}

export interface BackupMade {
  path: string
  manifest: Manifest
  /** Bytes that were not there in an earlier backup. */
  bytes: number
  shared: number
  /** Attachments whose bytes are not what their name says; left out. */
  changed: string[]
}

const PROGRAM = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

/** The database must have this program's schema. @throws CodedError with a storage code; nothing half-made stays */
export async function makeBackup(order: BackupOrder): Promise<BackupMade> {
  const path = join(order.into, nameOf(order.madeBy, order.now))
  const part = `${path}${PART}`
  try {
    if (existsSync(path)) throw new CodedError('PLACE_NOT_EMPTY', `${path} is there already`)
    await mkdir(order.into, { recursive: true, mode: 0o700 })
    await sweep(order.into, order.now)
    await mkdir(part, { mode: 0o700 })
    const made = await fill(part, order)
    await rename(part, path)
    return { ...made, path }
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {})
    const code = error instanceof CodedError ? undefined : storageFault(error)
    throw code ? new CodedError(code, `the backup could not be made: ${rootMessage(error)}`, {}, error) : error
  }
}

/** What a backup that died left behind; another may be at work just now. */
const LEFT_BEHIND_AFTER_MS = 24 * 3_600_000
async function sweep(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(PART)) continue
    const { mtimeMs } = await stat(join(folder, name))
    if (mtimeMs < now - LEFT_BEHIND_AFTER_MS) await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function fill(part: string, { databaseUrl, dataDir, into, madeBy, now, signal }: BackupOrder): Promise<Omit<BackupMade, 'path'>> {
  const tables = tableForms()
  const counts = await saveDatabase(databaseUrl, part, signal)
  const [newest] = await listBackups(into)
  const gathered = await gatherAttachments({
    from: join(dataDir, 'attachments'),
    to: join(part, 'attachments'),
    ...(newest ? { earlier: join(newest.path, 'attachments') } : {}),
    ...(signal ? { signal } : {}),
  })
  const saved = await filesIn(part)
  const bytes = (await Promise.all(saved.map(async (path) => (await stat(join(part, path))).size))).reduce((sum, size) => sum + size, 0)
  const sums = [
    ...(await Promise.all(saved.map(async (path) => `${await sha256Of(join(part, path))}  ${path}\n`))),
    ...gathered.hashes.map((hash) => `${hash}  attachments/${shelfPath(hash).split(sep).join('/')}\n`),
  ].join('')
  await writeSafely(join(part, SUMS), sums)
  const manifest: Manifest = {
    format: FORMAT,
    program: PROGRAM,
    madeBy,
    at: new Date(now).toISOString(),
    dialect: isPostgres(databaseUrl) ? 'postgres' : 'sqlite',
    schema: newestTag(),
    tables: tables.map(({ name, columns }, i) => ({ name, rows: counts[i] ?? 0, columns })),
    attachments: { files: gathered.hashes.length, bytes: gathered.bytes },
    sums: createHash('sha256').update(sums).digest('hex'),
  }
  await writeSafely(join(part, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  return { manifest, bytes: bytes + gathered.bytes, shared: gathered.shared, changed: gathered.changed }
}

async function saveDatabase(url: string, part: string, signal: AbortSignal | undefined): Promise<number[]> {
  const tables = tableForms()
  if (!isPostgres(url))
    return copySqlite(
      fileOf(url),
      join(part, DATABASE),
      tables.map(({ name }) => name),
      signal,
    )
  const source = await openSource(url)
  try {
    return await writeTables(part, tables, source, signal)
  } finally {
    await source.close()
  }
}

/** Files of the database, with paths as SHA256SUMS names them. */
async function filesIn(part: string): Promise<string[]> {
  const entries = await readdir(part, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(part, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('attachments/'))
}

async function writeSafely(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
