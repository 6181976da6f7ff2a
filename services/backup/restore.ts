/** Puts a backup into a new, empty place and proves that it is all there. Nothing is put over something else. */
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CodedError } from '../../core/errors.ts'
import { type Database, openDatabase } from '../../db/open.ts'
import { type TableForm, tableForms } from '../../db/portable/forms.ts'
import { moveRows, proveSame, type Tell } from '../../db/portable/move.ts'
import { holdsRows, newestTag, prepare } from '../../db/portable/prepare.ts'
import { fileOf, isPostgres, openSource, type RowSource } from '../../db/portable/source.ts'
import { emptyAgain, openTarget } from '../../db/portable/target.ts'
import { createFileStore } from '../files.ts'
import { type AttachmentsChecked, checkAttachments, checkLedger, type LedgerChecked } from '../ledger-check.ts'
import { copyHashing, shelfPath, storedHashes } from './attachments.ts'
import { DATABASE, type Manifest, readManifest, verifyFiles } from './manifest.ts'
import { readTables } from './table-files.ts'

export interface RestoreOrder {
  backup: string
  /** A database URL. */
  to: string
  /** Folder whose `attachments` folder is filled. */
  dataDir: string
  tell?: Tell
}

export interface Arrived {
  rows: number
  ledger: LedgerChecked
}
export interface Restored extends Arrived {
  manifest: Manifest
  files: number
  attachments: AttachmentsChecked
}

/** @throws CodedError PLACE_NOT_EMPTY, BACKUP_UNREADABLE, BACKUP_DAMAGED, COPY_DIFFERS, SCHEMA_NEWER or a storage code; the place is empty again then */
export async function restoreBackup({ backup, to, dataDir, tell = () => {} }: RestoreOrder): Promise<Restored> {
  const manifest = await readManifest(backup)
  const folder = join(dataDir, 'attachments')
  await refuseFull(to)
  if ((await storedHashes(folder)).length > 0) throw new CodedError('PLACE_NOT_EMPTY', `${folder} holds attachments already`)
  await verifyFiles(backup, manifest, (rows, of) => tell({ table: 'files looked at', rows, of }))
  try {
    await fillDatabase(backup, manifest, to, tell)
    const files = await fillAttachments(join(backup, 'attachments'), folder, tell)
    const arrived = await lookThrough(to, tell, (db) => checkAttachments(db, createFileStore(folder)))
    refuseOtherCounts(manifest, arrived.counts)
    return { manifest, files, rows: arrived.rows, ledger: arrived.ledger, attachments: arrived.more }
  } catch (error) {
    await emptyAgain(to, tableForms()).catch(() => {})
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** @throws CodedError PLACE_NOT_EMPTY */
export async function refuseFull(to: string): Promise<void> {
  if (await holdsRows(to, tableForms())) throw new CodedError('PLACE_NOT_EMPTY', `the database ${withoutPassword(to)} holds a ledger already`)
}

export const withoutPassword = (url: string): string => url.replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@')

async function fillDatabase(backup: string, manifest: Manifest, to: string, tell: Tell): Promise<void> {
  if (manifest.dialect === 'postgres') return pour(readTables(backup), formsOf(manifest), manifest.schema, to, tell)
  const file = join(backup, DATABASE)
  if (!isPostgres(to)) {
    await placeFile(file, fileOf(to))
    return (await openDatabase(to)).close() // brings an older one to this program's schema
  }
  // To the other database go rows of this program's schema only: a copy is brought there first.
  const workshop = await mkdtemp(join(tmpdir(), 'woodpecker-restore-'))
  const copy = `sqlite:${join(workshop, DATABASE)}`
  try {
    await copyFile(file, fileOf(copy))
    await (await openDatabase(copy)).close()
    const source = await openSource(copy)
    await pour(source, tableForms(), newestTag(), to, tell).finally(() => source.close())
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

const formsOf = ({ tables }: Manifest): TableForm[] => tables.map(({ name, columns }) => ({ name, columns }))

async function placeFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await copyHashing(from, `${to}.part`)
  for (const part of ['-wal', '-shm']) await rm(`${to}${part}`, { force: true })
  await rename(`${to}.part`, to)
}

/** Rows of the schema `tag` into an empty database, proved; then the database is brought to this program's schema. */
export async function pour(
  source: Pick<RowSource, 'lines'> & Partial<RowSource>,
  tables: readonly TableForm[],
  tag: string,
  to: string,
  tell: Tell,
): Promise<void> {
  await prepare(to, tag)
  const target = await openTarget(to)
  const moved = await moveRows(tables, source, target, tell).finally(() => target.close())
  tell({ table: 'reading again what arrived', rows: 0 })
  await proveSame(tables, moved, to)
  await (await openDatabase(to)).close()
}

async function fillAttachments(from: string, to: string, tell: Tell): Promise<number> {
  const hashes = await storedHashes(from)
  let done = 0
  for (const hash of hashes) {
    const path = join(to, shelfPath(hash))
    await mkdir(dirname(path), { recursive: true })
    const copied = await copyHashing(join(from, shelfPath(hash)), path)
    if (copied.hash !== hash) throw new CodedError('COPY_DIFFERS', `the attachment ${hash} did not arrive as it left`)
    tell({ table: 'attachments', rows: ++done, of: hashes.length })
  }
  return hashes.length
}

/** Counts every table and folds every ticket of a database that has just been filled. */
export async function lookThrough<T>(
  url: string,
  tell: Tell,
  more: (db: Database) => Promise<T>,
): Promise<Arrived & { counts: Map<string, number>; more: T }> {
  const source = await openSource(url)
  const counts = new Map<string, number>()
  try {
    for (const table of tableForms()) counts.set(table.name, await source.count(table))
  } finally {
    await source.close()
  }
  const db = await openDatabase(url)
  try {
    const ledger = await checkLedger(db, (rows) => tell({ table: 'tickets against their events', rows, of: counts.get('tickets') }))
    return { rows: [...counts.values()].reduce((sum, n) => sum + n, 0), counts, ledger, more: await more(db) }
  } finally {
    await db.close()
  }
}

function refuseOtherCounts(manifest: Manifest, counts: ReadonlyMap<string, number>): void {
  const faults = manifest.tables
    .filter(({ name, rows }) => manifest.schema === newestTag() && counts.get(name) !== rows)
    .map(({ name, rows }) => `${name} has ${counts.get(name)} rows instead of ${rows}`)
  if (faults.length > 0) throw new CodedError('COPY_DIFFERS', faults.join('; '), { faults })
}
