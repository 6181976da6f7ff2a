/** A database that cannot be opened or written says so by a code of the catalogue, with what to do next. */
import { execFile } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CATALOGUE, CodedError } from '../../core/errors.ts'
import { driverCode, isRace, isUniqueViolation, storageFault } from '../../db/errors.ts'
import { openDatabase } from '../../db/open.ts'
import { databases, openSqlite } from '../support/databases.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'woodpecker-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const faultOf = async (url: string): Promise<CodedError> => {
  const error: unknown = await openDatabase(url).then(
    async (db) => db.close(),
    (e) => e,
  )
  if (!(error instanceof CodedError)) throw new Error(`no coded error, but ${error}`)
  return error
}
const made = async (file: string): Promise<void> => (await openDatabase(`sqlite:${file}`)).close()

/** Opens the database as a user who is not root, to whom rights mean something. @returns the code it was refused with */
const codeAsNobody = (file: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const script = `import(process.env.OPEN).then(async ({ openDatabase }) => {
      try {
        const db = await openDatabase('sqlite:' + process.env.FILE)
        await db.transact((tx) => tx.insert(db.tables.communities).values({ id: 'c', name: 'c', timezone: 'UTC', language: 'en', settings: {}, revision: 0, lastTicketNumber: 0, lastLeadNumber: 0 }))
        console.log('opened')
      } catch (error) { console.log(error.code) }
    })`
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const env = { ...process.env, HOME: folder, OPEN: fileURLToPath(new URL('../../db/open.ts', import.meta.url)), FILE: file }
    execFile(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { env, ...nobody }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr)) : resolve(stdout.trim()),
    )
  })

describe('an SQLite database', () => {
  it('in a folder that is missing is made, folder and all', async () => {
    const file = join(folder, 'a', 'b', 'woodpecker.db')
    await made(file)
    await made(file)
  })

  it('keeps what is being written in a log beside it, so that readers never wait', async () => {
    const file = join(folder, 'test.db')
    await made(file)
    const look = new BetterSqlite3(file, { readonly: true })
    expect(look.pragma('journal_mode', { simple: true })).toBe('wal')
    look.close()
  })

  it('held by another program is DATABASE_LOCKED', async () => {
    const file = join(folder, 'test.db')
    await made(file)
    const other = new BetterSqlite3(file)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    const error = await faultOf(`sqlite:${file}`)
    other.close()
    expect(error.code).toBe('DATABASE_LOCKED')
    expect(error.next).toMatch(/another program/i)
    await made(file)
  })

  it('that is written by another program at this moment refuses a transaction with DATABASE_LOCKED, and takes it afterwards', async () => {
    const file = join(folder, 'test.db')
    const db = await openDatabase(`sqlite:${file}`)
    const other = new BetterSqlite3(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(db.transact((tx) => tx.select().from(db.tables.grids))).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
    other.exec('ROLLBACK')
    expect(await db.transact((tx) => tx.select().from(db.tables.grids))).toEqual([])
    other.close()
    await db.close()
  })

  it('that this user may only read is DATABASE_READ_ONLY', async () => {
    const file = join(folder, 'test.db')
    await made(file)
    chmodSync(file, 0o444)
    chmodSync(folder, 0o555)
    expect(await codeAsNobody(file)).toBe('DATABASE_READ_ONLY')
  })

  it('in a folder this user may not write is refused with a code', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o555 })
    chmodSync(folder, 0o755)
    expect(['DATABASE_READ_ONLY', 'DATABASE_UNREACHABLE']).toContain(await codeAsNobody(join(closed, 'test.db')))
    expect(await codeAsNobody(join(closed, 'deeper', 'test.db'))).toBe('DATABASE_READ_ONLY')
  })

  it('that the user may write opens: the refusals above are about rights', async () => {
    const mine = join(folder, 'mine')
    mkdirSync(mine)
    chmodSync(folder, 0o755)
    if (process.getuid?.() === 0) chownSync(mine, 65_534, 65_534)
    expect(await codeAsNobody(join(mine, 'test.db'))).toBe('opened')
  })

  it('that is no database at all is DATABASE_CORRUPT', async () => {
    const file = join(folder, 'test.db')
    writeFileSync(file, 'this is a letter, not a ledger\n'.repeat(200))
    expect((await faultOf(`sqlite:${file}`)).code).toBe('DATABASE_CORRUPT')
  })

  it('that lost its second half is DATABASE_CORRUPT', async () => {
    const file = join(folder, 'test.db')
    await made(file)
    truncateSync(file, 4096 * 5)
    expect((await faultOf(`sqlite:${file}`)).code).toBe('DATABASE_CORRUPT')
  })

  it('whose path leads through a file, or is a folder, is DATABASE_UNREACHABLE', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect((await faultOf(`sqlite:${join(folder, 'file', 'test.db')}`)).code).toBe('DATABASE_UNREACHABLE')
    expect((await faultOf(`sqlite:${folder}`)).code).toBe('DATABASE_UNREACHABLE')
  })

  it('on a full disk takes nothing by halves and works on when there is room', async () => {
    const file = join(folder, 'test.db')
    await made(file)
    const pages = Number(new BetterSqlite3(file, { readonly: true }).pragma('page_count', { simple: true }))
    const full = await openDatabase(`sqlite:${file}`, { maxPages: pages + 4 })
    const { communities, grids } = full.tables
    const one = {
      id: 'c1',
      name: 'c1',
      timezone: 'UTC',
      language: 'en' as const,
      settings: {} as never,
      revision: 0,
      lastTicketNumber: 0,
      lastLeadNumber: 0,
    }
    await full.transact((tx) => tx.insert(communities).values(one))
    const tooMuch = full.transact(async (tx) => {
      await tx.insert(grids).values({ communityId: 'c1', id: 'first', name: 'small' })
      await tx.insert(grids).values({ communityId: 'c1', id: 'second', name: 'x'.repeat(100_000) })
    })
    await expect(tooMuch).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(await full.read.select().from(grids)).toEqual([])
    await full.close()
    const roomy = await openDatabase(`sqlite:${file}`)
    await roomy.transact((tx) => tx.insert(grids).values({ communityId: 'c1', id: 'second', name: 'x'.repeat(100_000) }))
    expect(await roomy.read.select().from(grids)).toHaveLength(1)
    await roomy.close()
  })
})

describe('a PostgreSQL server', () => {
  const [, postgres] = databases

  it('that is not there is DATABASE_UNREACHABLE, and the password is not in the message', async () => {
    const error = await faultOf('postgres://woodpecker:secret@127.0.0.1:1/woodpecker')
    expect(error.code).toBe('DATABASE_UNREACHABLE')
    expect(error.message).not.toContain('secret')
  })

  it('that lets this user not in, or has no such database, is DATABASE_UNREACHABLE', async () => {
    const place = await postgres?.place()
    if (!place) throw new Error('no PostgreSQL')
    const wrong = new URL(place.url)
    wrong.password = 'wrong'
    expect((await faultOf(wrong.href)).code).toBe('DATABASE_UNREACHABLE')
    expect((await faultOf(Object.assign(new URL(place.url), { pathname: '/nowhere' }).href)).code).toBe('DATABASE_UNREACHABLE')
    await place.remove()
  })

  it('that goes away refuses a transaction with a code, and is used again when it is back', async () => {
    const db = await postgres?.open()
    if (!db) throw new Error('no PostgreSQL')
    const dying = db.transact(async (tx) => {
      await tx.select({ gone: sql`pg_terminate_backend(pg_backend_pid())` }).from(sql`(select 1) as one`)
    })
    await expect(dying).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    expect(await db.transact((tx) => tx.select().from(db.tables.grids))).toEqual([])
    await db.close()
  })
})

describe('errors of drivers', () => {
  it('are known through whatever wraps them', () => {
    const wrapped = new Error('outer', { cause: new Error('middle', { cause: Object.assign(new Error('inner'), { code: '40001' }) }) })
    expect(driverCode(wrapped)).toBe('40001')
    expect(isRace(wrapped)).toBe(true)
    expect(isUniqueViolation(Object.assign(new Error(), { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' }))).toBe(true)
    expect(driverCode('no error')).toBeUndefined()
    expect(storageFault(new Error('anything else'))).toBeUndefined()
  })

  it.each([
    ['SQLITE_BUSY_SNAPSHOT', 'DATABASE_LOCKED'],
    ['SQLITE_READONLY_DBMOVED', 'DATABASE_READ_ONLY'],
    ['EROFS', 'DATABASE_READ_ONLY'],
    ['25006', 'DATABASE_READ_ONLY'],
    ['SQLITE_FULL', 'DISK_FULL'],
    ['53100', 'DISK_FULL'],
    ['ENOSPC', 'DISK_FULL'],
    ['SQLITE_CORRUPT_INDEX', 'DATABASE_CORRUPT'],
    ['XX001', 'DATABASE_CORRUPT'],
    ['EAI_AGAIN', 'DATABASE_UNREACHABLE'],
    ['08006', 'DATABASE_UNREACHABLE'],
  ] as const)('%s is %s', (code, means) => {
    expect(storageFault(Object.assign(new Error(), { code }))).toBe(means)
    expect(CATALOGUE[means].fault).toBe('operator')
  })

  it('a unique violation on a table is no fault of the storage', async () => {
    const db = await openSqlite()
    const row = { name: 'digest:c1', tick: '2026-11-23', claimedAt: 1 }
    await db.transact((tx) => tx.insert(db.tables.jobClaims).values(row))
    const error: unknown = await db.transact((tx) => tx.insert(db.tables.jobClaims).values(row)).catch((e) => e)
    expect(isUniqueViolation(error)).toBe(true)
    expect(error).not.toBeInstanceOf(CodedError)
    await db.close()
  })
})
