/** What the doctor finds in a ledger that was damaged, and the way back from a backup. */
import { appendFileSync, closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../config.ts'
import { openDatabase } from '../../db/open.ts'
import { copySqlite } from '../../db/portable/sqlite-copy.ts'
import { backup } from '../../scripts/backup.ts'
import { copy } from '../../scripts/copy-database.ts'
import { examine } from '../../scripts/doctor.ts'
import type { Finding } from '../../scripts/lib/doctor/finding.ts'
import { restore } from '../../scripts/restore.ts'
import { databases, type TestDatabase } from '../support/databases.ts'
import { livedIn } from '../support/lived-in.ts'

const [sqlite, postgres] = databases as [TestDatabase, TestDatabase]
const of = (findings: readonly Finding[], check: string): Finding[] => findings.filter((one) => one.check === check)
const quiet = (): void => {}

/** Scribbles over the head of each page from the second third of the file on: a disk that lost a track. */
function scribble(file: string): void {
  const pages = readFileSync(file).length / 4096
  const fd = openSync(file, 'r+')
  for (let page = Math.floor(pages / 3); page < pages; page++) writeSync(fd, Buffer.alloc(64, 0x5a), 0, 64, page * 4096)
  closeSync(fd)
}

describe('a damaged page', () => {
  test('is found, named with the newest backup and how to put it back, and what is put back is well', async () => {
    const at = await livedIn(sqlite)
    const env = { DATA_DIR: at.folder, BACKUP_DIR: join(at.folder, 'backups'), DATABASE_URL: `sqlite:${join(at.folder, 'woodpecker.db')}` }
    await copySqlite(at.url.replace('sqlite:', ''), join(at.folder, 'woodpecker.db'), [])
    const now = at.town.now()
    await backup(parseConfig({ ...env, DATA_DIR: at.dataDir }), {}, quiet, now)
    scribble(join(at.folder, 'woodpecker.db'))

    const [damaged] = of(await examine(env, now), 'database')
    expect(damaged).toMatchObject({ state: 'fail', says: expect.stringMatching(/damaged|DATABASE_CORRUPT/) })
    const [, newest = ''] = /npm run -s restore -- (\S+) --to sqlite:/.exec(damaged?.next ?? '') ?? []
    expect(newest).toContain(join(at.folder, 'backups', 'manual-'))
    await expect(backup(parseConfig(env), {}, quiet, now + 1000)).rejects.toMatchObject({ code: 'DATABASE_CORRUPT' })

    const place = join(at.folder, 'restored')
    expect(await restore(newest, { to: `sqlite:${join(place, 'woodpecker.db')}` }, quiet)).toBe(true)
    const well = await examine({ ...env, DATA_DIR: place, DATABASE_URL: `sqlite:${join(place, 'woodpecker.db')}` }, now)
    expect(well.filter(({ state }) => state === 'fail')).toEqual([])
    expect(of(well, 'ledger')).toMatchObject([{ state: 'ok', says: '2 tickets, each what its events tell' }])
    expect(of(well, 'attachments')).toMatchObject([{ state: 'ok' }])
    expect(of(well, 'backup')).toMatchObject([{ state: 'ok' }])
  })
})

describe.each(databases)('in a ledger on $name the doctor', (kind) => {
  test('finds tickets that differ from their events, pictures missing or changed, and words that are stuck', async () => {
    const at = await livedIn(kind)
    const env = { DATA_DIR: at.dataDir, DATABASE_URL: at.url }
    const now = at.town.now()
    const db = await openDatabase(at.url)
    const { tickets, outbox, attachments } = db.tables
    expect((await examine(env, now)).filter(({ state }) => state === 'fail')).toEqual([])

    const urge = (urges: number) => db.transact((tx) => tx.update(tickets).set({ urges }).where(eq(tickets.number, 1043)))
    await urge(3)
    const [words] = await db.read.select().from(outbox).where(eq(outbox.state, 'sent')).limit(1)
    const stuck = { communityId: words?.communityId ?? '', state: 'sending' as const, claimedAt: now - 3_600_000 }
    const ours = and(eq(outbox.communityId, stuck.communityId), eq(outbox.id, words?.id ?? ''))
    await db.transact((tx) => tx.update(outbox).set(stuck).where(ours))
    const [picture] = await db.read.select().from(attachments).where(eq(attachments.state, 'stored'))
    const path = at.town.desk.context.files.pathOf(picture?.hash ?? '')

    appendFileSync(path, 'x')
    const findings = await examine(env, now)
    expect(of(findings, 'ledger')).toMatchObject([{ state: 'fail', says: '1 of 2 tickets are not what their events tell: demo #1043' }])
    expect(of(findings, 'attachments')).toMatchObject([{ state: 'fail', says: expect.stringMatching(/^1 of 1 have other bytes/) }])
    expect(of(findings, 'outbox')).toMatchObject([{ state: 'warn', says: expect.stringMatching(/^1 words were being said/) }])
    unlinkSync(path)
    expect(of(await examine(env, now), 'attachments')).toMatchObject([{ says: expect.stringMatching(/^1 of 1 are missing/) }])

    await urge(0)
    await db.transact((tx) => tx.update(outbox).set({ state: 'sent' }).where(ours))
    await db.close()
  })
})

describe('the commands', () => {
  test('copy a ledger there and say what they did, and refuse a place that holds one', async () => {
    const at = await livedIn(sqlite)
    const to = await at.fresh(postgres)
    const said: string[] = []
    expect(await copy(at.url, to, (line) => said.push(line))).toBe(true)
    expect(said.join('\n')).toMatch(
      /messages \d+ of \d+ …[\s\S]*Copied \d+ rows to postgres:\/\/\w+:\*\*\*@[\s\S]*Every one of 2 tickets is what its events tell/,
    )
    await expect(copy(at.url, to, quiet)).rejects.toMatchObject({ code: 'PLACE_NOT_EMPTY' })
    await expect(copy(join(at.folder, 'none.db'), to, quiet)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  })

  test('list and verify backups', async () => {
    const at = await livedIn(sqlite)
    const config = parseConfig({ DATA_DIR: at.dataDir, DATABASE_URL: at.url, BACKUP_DIR: join(at.folder, 'backups') })
    const said: string[] = []
    const say = (line: string): void => void said.push(line)
    await backup(config, { list: true }, say)
    await backup(config, { nightly: true }, say, at.town.now())
    await backup(config, { list: true }, say)
    const path = said[2]?.split(' ')[0] ?? ''
    await backup(config, { verify: path }, say)
    expect(said).toEqual([
      expect.stringMatching(/^No backup in /),
      expect.stringMatching(/nightly-20261123T\d{6}Z: \d+ rows, 1 attachments \(0 shared with the backup before\), [\d.]+ kB\.$/),
      expect.stringMatching(/ {2}sqlite, 2 tickets, 1 attachments, by 0\.\d+\.\d+ at \d{4}_\w+$/),
      expect.stringMatching(/is whole: 2 files as they were written\.$/),
    ])
    await expect(restore(path, { to: await at.fresh(postgres) }, quiet)).rejects.toThrow(/holds attachments/)
  })
})
