import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter, SHARED_BY_AT_MOST } from '../../db/sqlite-writer.ts'

describe('works that wait for SQLite at the same time', () => {
  let folder: string
  let sqlite: BetterSqlite3.Database
  let commits: number
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'woodpecker-shared-'))
    sqlite = new BetterSqlite3(join(folder, 'test.db'), { verbose: (text) => void (text === 'COMMIT' && commits++) })
    commits = 0
    sqlite.pragma('journal_mode = WAL')
    sqlite.exec('create table notes (id integer primary key, text text not null unique)')
  })
  afterEach(async () => {
    sqlite.close()
    await rm(folder, { recursive: true })
  })

  const write = (text: string): void => void sqlite.prepare('insert into notes (text) values (?)').run(text)
  const written = (): unknown[] => {
    const other = new BetterSqlite3(join(folder, 'test.db'), { readonly: true })
    try {
      return other.prepare('select text from notes order by id').pluck().all()
    } finally {
      other.close()
    }
  }
  const texts = (count: number): string[] => Array.from({ length: count }, (_, n) => `note ${n}`)

  it('share a commit, run in the order they came, and are told done when everything is on the disk', async () => {
    const { transact } = createWriter(sqlite, undefined)
    const seen: unknown[][] = []
    await Promise.all(texts(10).map((text) => transact(async () => write(text)).then(() => seen.push(written()))))
    expect(commits).toBe(1)
    expect(seen).toEqual(Array(10).fill(texts(10)))
  })

  it('are not held up without end: a commit takes a bounded number of them', async () => {
    const { transact } = createWriter(sqlite, undefined)
    const many = texts(SHARED_BY_AT_MOST * 2 + 1)
    await Promise.all(many.map((text) => transact(async () => write(text))))
    expect(commits).toBe(3)
    expect(written()).toEqual(many)
  })

  it('fail alone: what one wrote is undone, the others are committed', async () => {
    const { transact } = createWriter(sqlite, undefined)
    const outcomes = await Promise.allSettled([
      transact(async () => write('before')),
      transact(async () => {
        write('half')
        throw new Error('after all')
      }),
      transact(async () => write('before')),
      transact(async () => write('after')),
    ])
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(written()).toEqual(['before', 'after'])
  })

  it('see what those before them in the same commit wrote', async () => {
    const { transact } = createWriter(sqlite, undefined)
    const [, count] = await Promise.all([
      transact(async () => write('one')),
      transact(async () => sqlite.prepare('select count(*) from notes').pluck().get()),
    ])
    expect(count).toBe(1)
  })

  it('are tried again one by one when SQLite gives up their common transaction, and each hears its own verdict', async () => {
    const { transact } = createWriter(sqlite, undefined)
    sqlite.exec(`create trigger full before insert on notes when new.text = 'too much' begin select raise(rollback, 'no room'); end`)
    const outcomes = await Promise.allSettled(['one', 'too much', 'two'].map((text) => transact(async () => write(text))))
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(written()).toEqual(['one', 'two'])
  })

  it('all hear of it when the transaction cannot begin, and later ones go through', async () => {
    const { transact, idle } = createWriter(sqlite, undefined)
    sqlite.pragma('busy_timeout = 0')
    const other = new BetterSqlite3(join(folder, 'test.db'))
    other.exec('BEGIN IMMEDIATE')
    const outcomes = await Promise.allSettled(['one', 'two'].map((text) => transact(async () => write(text))))
    expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected'])
    other.exec('ROLLBACK')
    other.close()
    await transact(async () => write('three'))
    await idle()
    expect(written()).toEqual(['three'])
  })
})
