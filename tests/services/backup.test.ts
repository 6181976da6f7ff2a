import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openDatabase } from '../../db/open.ts'
import { tableForms } from '../../db/portable/forms.ts'
import { holdsRows } from '../../db/portable/prepare.ts'
import { copyDatabase } from '../../services/backup/copy-database.ts'
import { type BackupMade, makeBackup } from '../../services/backup/make.ts'
import { type Kept, listBackups, type MadeBy, nameOf, readManifest, verifyFiles } from '../../services/backup/manifest.ts'
import { nightlyBackup } from '../../services/backup/nightly.ts'
import { pour, restoreBackup } from '../../services/backup/restore.ts'
import { overdue } from '../../services/backup/rotation.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { type LivedIn, livedIn } from '../support/lived-in.ts'

const NOW = Date.parse('2026-11-23T20:00:00Z')
const [sqlite, postgres] = databases as [TestDatabase, TestDatabase]

async function opened(url: string): Promise<Database> {
  const db = await openDatabase(url)
  onTestFinished(() => db.close())
  return db
}

/** Every row of every table, in an order of its own; what is found by words is reckoned anew by a job. */
async function contents(url: string): Promise<Record<string, string[]>> {
  const db = await openDatabase(url)
  const rows: Record<string, string[]> = {}
  const { ticketWords: _, ticketFollowers: __, ...tables } = db.tables
  for (const [name, table] of Object.entries(tables))
    rows[name] = (await db.read.select().from(table as typeof db.tables.messages))
      .map((row) => JSON.stringify(row, (_key, value) => (value && !Array.isArray(value) && typeof value === 'object' ? ordered(value) : value)))
      .sort()
  await db.close()
  return rows
}
const ordered = (value: object): object => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** A PostgreSQL database without any table. */
async function emptyPostgres(at: LivedIn): Promise<string> {
  const url = await at.fresh(postgres)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('drop schema public cascade; drop schema drizzle cascade; create schema public').finally(() => client.end())
  return url
}

const backupOf = (at: LivedIn, more: { now?: number; madeBy?: MadeBy } = {}): Promise<BackupMade> =>
  makeBackup({ databaseUrl: at.url, dataDir: at.dataDir, into: join(at.folder, 'backups'), madeBy: 'manual', now: NOW, ...more })

describe.each(databases)('a backup of $name', (kind) => {
  test('restored is the same ledger, row by row, with its pictures, and goes on counting where it stopped', async () => {
    const at = await livedIn(kind)
    const made = await backupOf(at)
    expect(made.changed).toEqual([])
    const before = await contents(at.url)
    expect(before.tickets).toHaveLength(2)
    expect(made.manifest.tables.find(({ name }) => name === 'messages')?.rows).toBe(before.messages?.length)

    const [to, dataDir] = [await at.fresh(kind), join(at.folder, 'new')]
    const restored = await restoreBackup({ backup: made.path, to, dataDir })
    expect(restored).toMatchObject({ files: 1, ledger: { tickets: 2, wrong: [] }, attachments: { files: 1, missing: [], changed: [] } })
    expect(await contents(to)).toEqual(before)
    const db = await opened(to)
    const [community] = await db.read.select().from(db.tables.communities)
    expect(community?.lastTicketNumber).toBe(1043)
  })

  test('takes in what is one moment, whatever is written meanwhile', async () => {
    const at = await livedIn(kind)
    const [, made] = await Promise.all([at.town.hear({ from: '小吴', in: '7号楼群', text: '报修：7号楼一楼门禁坏了' }), backupOf(at)])
    const to = await at.fresh(kind)
    expect((await restoreBackup({ backup: made.path, to, dataDir: join(at.folder, 'new') })).ledger.wrong).toEqual([])
  })

  test('shares the pictures it has in common with the one before', async () => {
    const at = await livedIn(kind)
    const first = await backupOf(at)
    const second = await backupOf(at, { now: NOW + 1000 })
    expect([first.shared, second.shared]).toEqual([0, 1])
    const [file] = readdirSync(join(second.path, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const path = join(file?.parentPath ?? '', file?.name ?? '')
    expect(statSync(path).nlink).toBe(2)
    rmSync(first.path, { recursive: true })
    await expect(verifyFiles(second.path, second.manifest)).resolves.toContain(`attachments/${file?.name.slice(0, 2)}/${file?.name}`)
  })

  test('with a changed, a missing or an unlisted file is refused before anything is touched', async () => {
    const at = await livedIn(kind)
    const { path } = await backupOf(at)
    const sums = readFileSync(join(path, 'SHA256SUMS'), 'utf8')
    const to = await at.fresh(kind)
    const attempt = () => restoreBackup({ backup: path, to, dataDir: join(at.folder, 'new') })
    writeFileSync(join(path, 'SHA256SUMS'), sums.split('\n').slice(1).join('\n'))
    await expect(attempt()).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
    writeFileSync(join(path, 'SHA256SUMS'), sums)
    const [database = '', picture = ''] = [/\S+$/m.exec(sums)?.[0], /attachments\/\S+/.exec(sums)?.[0]]
    appendFileSync(join(path, database), 'x')
    unlinkSync(join(path, picture))
    const fault = await attempt().catch((error: Error) => error)
    expect(fault).toMatchObject({ code: 'BACKUP_DAMAGED', facts: { faults: [`${database} was changed`, `${picture} is missing`] } })
    expect(await holdsRows(to, tableForms())).toBe(false)
  })

  test('is refused by a place that holds a ledger or pictures, which stay as they are', async () => {
    const at = await livedIn(kind)
    const { path } = await backupOf(at)
    const before = await contents(at.url)
    await expect(restoreBackup({ backup: path, to: at.url, dataDir: join(at.folder, 'new') })).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    await expect(restoreBackup({ backup: path, to: await at.fresh(kind), dataDir: at.dataDir })).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    expect(await contents(at.url)).toEqual(before)
  })

  test('can be put into the other database', async () => {
    const at = await livedIn(kind)
    const { path } = await backupOf(at)
    const to = await at.fresh(kind === sqlite ? postgres : sqlite)
    await restoreBackup({ backup: path, to, dataDir: join(at.folder, 'new') })
    expect(await contents(to)).toEqual(await contents(at.url))
  })

  test('by an older program is put in at its own schema first, and brought to this one', async () => {
    const at = await livedIn(kind)
    const kinds = { id: 'text', name: 'text', timezone: 'text', language: 'text', settings: 'json', revision: 'whole' } as const
    const counters = { last_ticket_number: 'whole', last_lead_number: 'whole' } as const
    const columns = Object.entries({ ...kinds, ...counters }).map(([name, kind]) => ({ name, kind }))
    async function* lines(): AsyncGenerator<string[]> {
      yield ['["old","旧社区","Asia/Shanghai","zh-CN",{"quietFrom":"22:00"},1,77,3]']
    }
    const to = `${kind === sqlite ? `sqlite:${join(at.folder, 'old.db')}` : await emptyPostgres(at)}`
    await pour({ lines }, [{ name: 'communities', columns }], '0000_first', to, () => {})
    const db = await opened(to)
    expect(await db.read.select().from(db.tables.communities)).toMatchObject([{ id: 'old', lastTicketNumber: 77, settings: { quietFrom: '22:00' } }])
    await expect(pour({ lines }, [], '9999_later', to, () => {})).rejects.toMatchObject({ code: 'SCHEMA_NEWER' })
  })

  test('that cannot be written leaves nothing behind', async () => {
    const at = await livedIn(kind)
    await backupOf(at)
    await expect(backupOf(at)).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    const away = { ...at, url: kind === sqlite ? `sqlite:${at.folder}/none.db` : at.url.replace(/\w+$/, 'nowhere') }
    await expect(backupOf(away, { now: NOW + 1000 })).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    expect(readdirSync(join(at.folder, 'backups'))).toEqual([nameOf('manual', NOW)])
  })
})

describe.each([
  [sqlite, postgres],
  [postgres, sqlite],
])('copying $name to the other database', (from, other) => {
  test('takes every row along unchanged, there and back', async () => {
    const at = await livedIn(from)
    const before = await contents(at.url)
    const [there, back] = [await at.fresh(other), await at.fresh(from)]
    expect((await copyDatabase({ from: at.url, to: there })).ledger).toEqual({ tickets: 2, wrong: [] })
    expect(await contents(there)).toEqual(before)
    await copyDatabase({ from: there, to: back })
    expect(await contents(back)).toEqual(before)
  })

  test('into a place that holds something is refused, and one that fails half-way leaves the place empty', async () => {
    const at = await livedIn(from)
    await expect(copyDatabase({ from: at.url, to: at.url })).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    const full = await livedIn(other)
    const before = await contents(full.url)
    await expect(copyDatabase({ from: at.url, to: full.url })).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    expect(await contents(full.url)).toEqual(before)

    const to = await at.fresh(other)
    const tell = ({ table, rows }: { table: string; rows: number }): void => {
      if (table === 'messages' && rows > 0) throw new Error('the line broke')
    }
    await expect(copyDatabase({ from: at.url, to, tell })).rejects.toThrow('the line broke')
    expect(await holdsRows(to, tableForms())).toBe(false)
    await copyDatabase({ from: at.url, to })
    expect(await contents(to)).toEqual(await contents(at.url))
  })

  test('tells of a ticket that was not what its events tell', async () => {
    const at = await livedIn(from)
    const to = await at.fresh(other)
    const db = await opened(at.url)
    const urge = (urges: number) => db.transact((tx) => tx.update(db.tables.tickets).set({ urges }).where(eq(db.tables.tickets.number, 1043)))
    await urge(7)
    expect((await copyDatabase({ from: at.url, to })).ledger).toEqual({ tickets: 2, wrong: ['demo #1043'] })
    await urge(0)
  })
})

describe('nightly backups', () => {
  const kept = (at: string, madeBy: MadeBy = 'nightly'): Kept => ({ name: nameOf(madeBy, Date.parse(at)), path: '', madeBy, at: Date.parse(at) })
  const DAY = 86_400_000

  test('stay for seven days and four weeks, the newest of each; what was made by hand stays', () => {
    const nights = Array.from({ length: 40 }, (_, i) => kept(new Date(NOW - i * DAY).toISOString()))
    const twice = kept(new Date(NOW - 3_600_000).toISOString())
    const byHand = kept('2026-01-01T00:00:00Z', 'manual')
    const gone = overdue([...nights, twice, byHand], { days: 7, weeks: 4 }, 'Asia/Shanghai')
    const stay = nights.filter((one) => !gone.includes(one)).map(({ at }) => (NOW - at) / DAY)
    // The newest is of Tuesday the 24th in Shanghai: Sundays end the weeks before.
    expect(stay).toEqual([0, 1, 2, 3, 4, 5, 6, 9, 16])
    expect(gone).toContain(twice)
    expect(gone).not.toContain(byHand)
  })

  test('after a long time without any are not taken away for being old', () => {
    const old = [kept('2024-03-01T00:00:00Z'), kept('2024-02-01T00:00:00Z')]
    expect(overdue(old, { days: 7, weeks: 4 }, 'UTC')).toEqual([])
  })

  test('are listed newest first, and half-made ones are none', async () => {
    const at = await livedIn(sqlite)
    for (const now of [NOW - DAY, NOW]) await backupOf(at, { now, madeBy: 'nightly' })
    writeFileSync(join(at.folder, 'backups', 'nightly-20261122T200000Z.part'), '')
    const list = await listBackups(join(at.folder, 'backups'))
    expect(list.map(({ name }) => name)).toEqual(['nightly-20261123T200000Z', 'nightly-20261122T200000Z'])
    expect(await readManifest(list[0]?.path ?? '')).toMatchObject({ madeBy: 'nightly', dialect: 'sqlite' })
    await expect(readManifest(at.folder)).rejects.toMatchObject({ code: 'BACKUP_UNREADABLE' })
  })

  test('are made once a night however many processes look, from the hour on, and one that failed is made anew half an hour later', async () => {
    const at = await livedIn(sqlite)
    const { context } = at.town.desk
    const into = join(at.folder, 'backups')
    const order = { databaseUrl: at.url, dataDir: at.dataDir, into, at: '03:30', timezone: 'Asia/Shanghai' }
    const [one, other] = [nightlyBackup(order), nightlyBackup(order)]
    const { signal } = new AbortController()
    const made = async () => (await listBackups(into)).length
    const day = at.town.today('23:59') + 60_000
    await at.town.pass(day + 3 * 3_600_000)
    await Promise.all([one(context, signal), other(context, signal)]) // today's hour was long ago, tomorrow's is to come
    expect(await made()).toBe(0)
    await at.town.pass(day + 3.6 * 3_600_000)
    writeFileSync(into, 'a file where the folder should be')
    await one(context, signal)
    rmSync(into)
    await one(context, signal)
    expect(await made()).toBe(0)
    await at.town.pass(day + 4.2 * 3_600_000)
    await Promise.all([one(context, signal), other(context, signal)])
    await other(context, signal)
    expect(await made()).toBe(1)
  })

  test('one that is under way when the program stops leaves nothing half-made and is free to be made again', async () => {
    const at = await livedIn(sqlite)
    const into = join(at.folder, 'backups')
    const stopping = new AbortController()
    const going = nightlyBackup({ databaseUrl: at.url, dataDir: at.dataDir, into, at: '00:00', timezone: 'UTC' })(
      at.town.desk.context,
      stopping.signal,
    )
    stopping.abort(new Error('stop'))
    await going
    expect(await listBackups(into)).toEqual([])
    const { jobClaims } = at.town.db.tables
    expect((await at.town.db.read.select().from(jobClaims)).filter(({ name }) => name === 'backup')).toEqual([])
  })
})
