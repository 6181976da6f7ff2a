/** Checks of where things are kept: the data folder and the database. */
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { CATALOGUE } from '../../../core/errors.ts'
import { asCoded } from '../cli.ts'
import { type SchemaState, schemaState } from '../schema-state.ts'
import { type Finding, fail, failed, ok, warn } from './finding.ts'

const MEGABYTE = 1024 * 1024
/** Below `fail` the next pictures and a database checkpoint may not fit. */
const SPACE = { warn: 500, fail: 50 }

export async function checkDataDir(folder: string): Promise<Finding[]> {
  const exists = existsSync(folder)
  if (exists && !statSync(folder).isDirectory()) return [fail('data folder', `${folder} is a file`, CATALOGUE.DATA_DIR_UNUSABLE.next)]
  const nearest = standingPart(folder)
  const problem = await unwritable(nearest)
  if (problem !== undefined)
    return [
      fail(
        'data folder',
        exists ? `${folder} cannot be written: ${problem}` : `${folder} is not there and cannot be made: ${problem}`,
        CATALOGUE.DATA_DIR_UNUSABLE.next,
      ),
    ]
  const place = exists
    ? ok('data folder', `${folder} can be written`)
    : warn('data folder', `${folder} is not there yet`, 'Nothing to do: the first start makes it. If you expected data there, check DATA_DIR.')
  return [place, await checkSpace(nearest)]
}

/** The folder itself, or the nearest one above it that is there. */
const standingPart = (folder: string): string => (existsSync(folder) ? folder : standingPart(dirname(folder)))

/** Why nothing can be made in a folder; undefined when it can. */
async function unwritable(folder: string): Promise<string | undefined> {
  try {
    await rm(await mkdtemp(join(folder, '.doctor-')), { recursive: true })
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

async function checkSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder)
  const free = Math.floor((bavail * bsize) / MEGABYTE)
  if (free < SPACE.fail) return fail('disk space', `${free} MB are free`, CATALOGUE.DISK_FULL.next)
  return free < SPACE.warn
    ? warn('disk space', `only ${free} MB are free`, 'Free some space on the disk of DATA_DIR soon.')
    : ok('disk space', `${free} MB are free`)
}

export interface DatabaseChecked {
  findings: Finding[]
  /** The database can be opened as it is, without migrating it. */
  usable: boolean
}

/** @param advice how to put the newest backup back, said where the database is damaged */
export async function checkDatabase(url: string, advice: string): Promise<DatabaseChecked> {
  try {
    const state = await schemaState(url)
    if (!state.exists) return { findings: [await checkPlace(fileOf(url))], usable: false }
    const sound = state.dialect === 'sqlite' ? checkIntegrity(fileOf(url), advice) : ok('database', 'the server lets us in')
    const schema = checkSchema(state)
    return { findings: [sound, schema], usable: sound.state === 'ok' && schema.state === 'ok' }
  } catch (error) {
    const coded = asCoded(error)
    const finding = failed('database', coded)
    return { findings: [coded.code === 'DATABASE_CORRUPT' ? { ...finding, next: `${finding.next} ${advice}` } : finding], usable: false }
  }
}

const fileOf = (url: string): string => url.replace(/^sqlite:/, '')

async function checkPlace(file: string): Promise<Finding> {
  const problem = await unwritable(standingPart(dirname(file)))
  if (problem !== undefined) return fail('database', `${file} is not there and cannot be made: ${problem}`, CATALOGUE.DATABASE_READ_ONLY.next)
  return warn(
    'database',
    'there is no database file yet',
    'Nothing to do: the first start or import makes it. If you expected one, check DATABASE_URL and DATA_DIR.',
  )
}

function checkSchema({ at, pending, newer }: SchemaState): Finding {
  if (newer) return fail('schema', 'a newer Woodpecker wrote this database', CATALOGUE.SCHEMA_NEWER.next)
  if (pending.length > 0)
    return warn('schema', `${pending.join(', ')} would be run at the next start`, 'Back the database up, then start, or run  npm run -s migrate')
  return ok('schema', `up to date (${at})`)
}

/** Structure of every page and index; minutes only for databases of many gigabytes. */
function checkIntegrity(file: string, advice: string): Finding {
  const db = new BetterSqlite3(file, { readonly: true })
  try {
    const faults = (db.pragma('integrity_check(5)') as { integrity_check: string }[]).map((row) => row.integrity_check)
    return faults.length === 1 && faults[0] === 'ok'
      ? ok('database', `${file} is sound`)
      : fail('database', `${file} is damaged: ${faults[0]}`, `${CATALOGUE.DATABASE_CORRUPT.next} ${advice}`)
  } finally {
    db.close()
  }
}
