import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Config, parseConfig } from '../../config.ts'
import { createReader } from '../../core/understanding/reader.ts'
import { digest } from '../../scripts/digest.ts'
import { examine } from '../../scripts/doctor.ts'
import { exportFile } from '../../scripts/export.ts'
import { importFile } from '../../scripts/import.ts'
import { withDatabase } from '../../scripts/lib/cli.ts'
import type { Finding } from '../../scripts/lib/doctor/finding.ts'
import { checkClock, checkNode, checkPages } from '../../scripts/lib/doctor/machine.ts'
import { migrate } from '../../scripts/migrate.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { createDesk } from '../../services/desk.ts'

const DEMO = readFileSync(DEMO_FILE, 'utf8')
const NOON = Date.parse('2026-11-23T12:00:00+08:00')

interface Place {
  folder: string
  env: Record<string, string>
  config: Config
  /** Lines said so far; taken away by reading them. */
  said(): string
  say(line: string): void
  write(name: string, text: string): string
}

function place(env: Record<string, string> = {}): Place {
  const folder = mkdtempSync(join(tmpdir(), 'woodpecker-scripts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const whole = { DATA_DIR: join(folder, 'data'), ...env }
  const lines: string[] = []
  return {
    folder,
    env: whole,
    config: parseConfig(whole),
    said: () => lines.splice(0).join('\n'),
    say: (line) => lines.push(line),
    write(name, text) {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
  }
}

const imported = async (text = DEMO, env: Record<string, string> = {}): Promise<Place> => {
  const at = place(env)
  await importFile(at.config, at.write('community.yaml', text), {}, at.say)
  at.said()
  return at
}

/** A command as it is typed. */
const typed = (script: string, args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', `scripts/${script}.ts`, ...args],
      { env: { ...process.env, LOG_LEVEL: '', ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

describe('import', () => {
  test('says what came in, and the second time that nothing changed', async () => {
    const at = place()
    const file = at.write('community.yaml', DEMO)
    await importFile(at.config, file, {}, at.say)
    expect(at.said()).toBe('Imported: 长峰社区 (demo) — 2 grids, 10 buildings, 3 organisations, 16 people, 6 groups, 3 duty shifts.')
    await importFile(at.config, file, {}, at.say)
    expect(at.said()).toMatch(/^Nothing changed: 长峰社区/)
    await importFile(at.config, at.write('edited.yaml', DEMO.replace('title: 王师傅', 'title: 王工')), {}, at.say)
    expect(at.said()).toMatch(/^Updated: .*\n {2}~ people: wang 王建国 \(title\)$/)
  })

  test('of a file with a fault leaves the database as it was, even without one', async () => {
    const at = place()
    await expect(importFile(at.config, at.write('bad.yaml', DEMO.replace('kind: property', 'kind: properti')), {}, at.say)).rejects.toMatchObject({
      code: 'FILE_INVALID',
    })
    expect(await examine(at.env, NOON)).toContainEqual(expect.objectContaining({ check: 'database', says: 'there is no database file yet' }))
  })

  test('prints codes for staff without a chat id, each good for the one it names', async () => {
    const at = place()
    await importFile(
      at.config,
      at.write('a.yaml', DEMO.replace(', chat: [xiao-sun]', '').replace(', chat: [xiao-he]', '').replace(', chat: [tom]', '')),
      { codes: true },
      at.say,
    )
    const codes = [...at.said().matchAll(/绑定 ([A-Z2-9]{6}) {3}(\S+)/g)].map(([, code, person]) => ({ code, person }))
    expect(codes.map(({ person }) => person)).toEqual(['he', 'sun'])
    await withDatabase(at.config, async (db) => {
      const rows = await db.read.select().from(db.tables.bindCodes)
      expect(rows.map(({ code, personId }) => ({ code, person: personId })).sort((a, b) => a.person.localeCompare(b.person))).toEqual(codes)
    })
  })

  test('typed with a faulty file ends with code 1 and lines for an operator, without a stack', async () => {
    const at = place()
    const { code, out, err } = await typed('import', [at.write('bad.yaml', DEMO.replace('timezone: Asia/Shanghai', 'timezone: Peking'))], at.env)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^✗ line 5, column 13, community\.timezone: "Peking" is not a timezone; use an IANA name such as Asia\/Shanghai/),
      'FILE_INVALID: bad.yaml has one fault',
      '→ Correct the lines named above and import again; nothing was imported.',
    ])
  })
})

describe('export', () => {
  test('of an empty database writes a template that can be imported', async () => {
    const at = place()
    for (const name of ['template.xlsx', 'template.yaml']) {
      await exportFile(at.config, join(at.folder, name), {}, at.say)
      expect(at.said()).toMatch(/as a template, for the database holds none yet/)
      await importFile(place().config, join(at.folder, name), { dryRun: true }, at.say)
      expect(at.said()).toMatch(/The file is good: 长峰社区/)
    }
  })

  test('does not overwrite a file unless told to', async () => {
    const at = await imported()
    const file = at.write('mine.yaml', 'precious')
    await expect(exportFile(at.config, file, {}, at.say)).rejects.toThrow(/exists already/)
    expect(readFileSync(file, 'utf8')).toBe('precious')
    await exportFile(at.config, file, { force: true }, at.say)
    expect(readFileSync(file, 'utf8')).toMatch(/name: 长峰社区/)
  })

  test('of one among several communities asks which', async () => {
    const at = await imported()
    await importFile(at.config, at.write('second.yaml', DEMO.replace('id: demo', 'id: second').replace(/, chat: [a-z0-9]+@demo/g, '')), {}, at.say)
    await expect(exportFile(at.config, join(at.folder, 'x.yaml'), {}, at.say)).rejects.toThrow(/several communities/)
    await exportFile(at.config, join(at.folder, 'x.yaml'), { community: 'second' }, at.say)
    expect(readFileSync(join(at.folder, 'x.yaml'), 'utf8')).toMatch(/id: second/)
  })
})

describe('migrate', () => {
  test('looks without touching, then says from where to where', async () => {
    const { config, say, said } = place()
    expect(await migrate(config, { check: true }, say)).toBe(false)
    expect(said()).toMatch(/is at nothing \(no file yet\); 0000_first.* would be run/)
    expect(await migrate(config, { check: true }, say)).toBe(false)
    said()
    expect(await migrate(config, {}, say)).toBe(true)
    expect(said()).toMatch(/^Migrated the sqlite database from nothing \(no file yet\) to \S+\.$/)
    expect(await migrate(config, { check: true }, say)).toBe(true)
  })

  test('refuses a database that a newer program wrote', async () => {
    const at = await imported()
    age(at, 1)
    await expect(migrate(at.config, { check: true }, at.say)).rejects.toMatchObject({ code: 'SCHEMA_NEWER' })
    expect(await examine(at.env, NOON)).toContainEqual(
      expect.objectContaining({ check: 'schema', state: 'fail', next: expect.stringMatching(/Update the program/) }),
    )
  })
})

/** Writes into the database that a migration of a year later has been run. */
function age(at: Place, years: number): void {
  const db = new BetterSqlite3(join(at.folder, 'data', 'woodpecker.db'))
  db.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('later', Date.now() + years * 365 * 86_400_000)
  db.close()
}

describe('digest', () => {
  test('shows without sending, sends once, and says so the second time', async () => {
    const at = await imported()
    const now = () => NOON
    await digest(at.config, {}, at.say, now)
    expect(at.said()).toMatch(/── 长峰社区 · 总览 overview ──\n【11月23日 社区总览】/)
    const outbox = () => withDatabase(at.config, (db) => db.read.select().from(db.tables.outbox))
    expect(await outbox()).toHaveLength(0)
    await digest(at.config, { send: true }, at.say, now)
    expect(at.said()).toMatch(/0 group digests and the overview/)
    const sent = await outbox()
    expect(sent.map(({ target, targetId }) => `${target} ${targetId}`)).toEqual(['person fang'])
    await digest(at.config, { send: true }, at.say, now)
    expect(at.said()).toMatch(/the digests of today were sent before/)
    expect(await outbox()).toHaveLength(1)
  })

  test('shows each group its own matters, and each unit its sheet', async () => {
    const at = await imported()
    await withDatabase(at.config, async (db) => {
      const desk = createDesk({
        db,
        dataDir: at.config.dataDir,
        reader: createReader(),
        pace: FREE_PACE,
        log: pino({ level: 'silent' }),
        now: () => NOON,
        deliverEveryMs: 0,
      })
      const said = {
        account: 'test:bot',
        id: 'm1',
        at: NOON,
        room: { id: 'b128@demo', topic: '128号楼群' },
        sender: { id: 'li-ayi', name: '李阿姨' },
        self: false,
        mentions: [],
        mentionsBot: false,
      }
      expect(await desk.receive({ ...said, kind: 'text', text: '报修：二单元楼道灯不亮了' })).toMatchObject({ action: 'open' })
      await desk.close()
    })
    await digest(at.config, {}, at.say, () => NOON)
    const text = at.said()
    expect(text).toMatch(/── 128号楼群 ──\n【11月23日 · 128号楼小结】\n今天新报 1/)
    expect(text).not.toMatch(/── 7号楼群 ──/)
    expect(text).toMatch(/── 长峰物业 · 派单表 dispatch ──\n[\s\S]*#1042/)
    await digest(at.config, { group: 'b128' }, at.say, () => NOON)
    expect(at.said()).toMatch(/^── 128号楼群 ──\n【11月23日 · 128号楼小结】/)
  })

  test('of one group goes by id or name, and an unknown one is answered with those there are', async () => {
    const at = await imported()
    await digest(at.config, { group: '128号楼群' }, at.say, () => NOON)
    expect(at.said()).toMatch(/── 128号楼群 ──\nNothing to tell today/)
    await expect(digest(at.config, { group: 'b999' }, at.say, () => NOON)).rejects.toMatchObject({
      message: 'there is no group "b999"',
      next: expect.stringMatching(/b128 128号楼群/),
    })
    await expect(digest(at.config, { group: 'b128', send: true }, at.say)).rejects.toThrow(/--send sends the digests of a whole community/)
    await expect(digest(at.config, { community: 'elsewhere' }, at.say)).rejects.toMatchObject({ code: 'COMMUNITY_UNKNOWN' })
  })
})

describe('doctor', () => {
  const states = (findings: readonly Finding[], state: Finding['state']): string[] =>
    findings.filter((one) => one.state === state).map(({ check, says }) => `${check}: ${says}`)

  test('finds nothing wrong with the demo community', async () => {
    const at = await imported()
    const findings = await examine(at.env, NOON)
    expect(states(findings, 'fail')).toEqual([])
    expect(states(findings, 'warn').filter((line) => !line.startsWith('pages'))).toEqual([])
    expect(states(findings, 'ok')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^community demo: 长峰社区, 10 buildings, 6 groups, 10 staff; 2026-11-23 12:00 in Asia\/Shanghai$/),
        'community demo: somebody is on duty at every hour of the coming week',
      ]),
    )
  })

  test('names unbound groups, staff without a chat id and the hours nobody is on duty, with what to do', async () => {
    const text = DEMO.replace(', chat: b7@demo', '')
      .replace(', chat: [xiao-sun]', '')
      .replace('days: [1, 2, 3, 4, 5, 6, 7], from: "20:00"', 'days: [1, 2, 3, 4, 5, 6], from: "20:30"')
    const at = await imported(text)
    const findings = await examine(at.env, NOON)
    expect(states(findings, 'warn').filter((line) => line.startsWith('community'))).toEqual([
      'community demo: groups not bound to a room: 7号楼群',
      'community demo: staff without a chat id: 小孙',
      'community demo: nobody is on duty: Mon 00:00–Mon 08:00, Sun 20:30–Mon 00:00',
    ])
    expect(findings.filter(({ state }) => state === 'warn').every(({ next }) => next !== undefined && next !== '')).toBe(true)
  })

  test('reports wrong settings, and still looks at the machine', async () => {
    const findings = await examine({ PORT: 'http', DATABASE_URL: 'mysql://x' }, NOON)
    expect(states(findings, 'fail')).toEqual([
      expect.stringMatching(/^settings: CONFIG_INVALID: DATABASE_URL must begin with sqlite: or postgres:\/\/.*\nPORT must be a whole number/),
    ])
    expect(states(findings, 'ok').map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['node', 'clock', 'understanding', 'font']))
  })

  test('finds a damaged database, a data folder that is a file, and a server that is not there', async () => {
    const damaged = place()
    const file = damaged.write('rotten.db', 'this is no database at all, but long enough to look like one'.repeat(100))
    expect(states(await examine({ ...damaged.env, DATABASE_URL: `sqlite:${file}` }, NOON), 'fail')).toEqual([
      expect.stringMatching(/^database: DATABASE_CORRUPT/),
    ])
    expect(states(await examine({ DATA_DIR: file }, NOON), 'fail')).toContainEqual(expect.stringMatching(/^data folder: .* is a file/))
    const nowhere = `postgres://a:secret@127.0.0.1:${await freePort()}/x`
    const findings = await examine({ ...damaged.env, DATABASE_URL: nowhere }, NOON)
    expect(states(findings, 'fail')).toEqual([expect.stringMatching(/^database: DATABASE_UNREACHABLE/)])
    expect(JSON.stringify(findings)).not.toContain('secret')
  })

  test('knocks at the gateway, and with one asks for a community of one’s own', async () => {
    const at = await imported()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const env = { ...at.env, WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_x', WECHATY_PUPPET_SERVICE_ENDPOINT: `127.0.0.1:${port}` }
    const up = await examine(env, NOON)
    expect(states(up, 'ok')).toContain(`gateway: 127.0.0.1:${port} answers`)
    expect(states(up, 'fail')).toEqual(['community: the database holds no community yet'])
    await new Promise((resolve) => server.close(resolve))
    expect(states(await examine(env, NOON), 'fail')).toContainEqual(`gateway: 127.0.0.1:${port} does not answer: ECONNREFUSED`)
  })

  test('distrusts a clock of 1970, an old Node and pages that were never built', () => {
    expect(checkClock(0)).toMatchObject({ state: 'fail', says: '1970-01-01 00:00 UTC cannot be right' })
    expect(checkNode('20.18.3')).toMatchObject({ state: 'fail' })
    expect(checkNode('20.19.0')).toMatchObject({ state: 'ok' })
    expect(checkNode('24.1.0')).toMatchObject({ state: 'ok' })
    expect(checkPages(tmpdir())).toMatchObject({ state: 'warn', says: 'not built yet' })
  })

  test('typed with --json gives one JSON object, and code 1 when something is broken', async () => {
    const at = place()
    const well = await typed('doctor', ['--json'], at.env)
    expect({ code: well.code, ok: JSON.parse(well.out).ok }).toEqual({ code: 0, ok: true })
    const ill = await typed('doctor', ['--json'], { ...at.env, DATABASE_URL: 'sqlite:/dev/null/x.db' })
    const { ok, findings } = JSON.parse(ill.out) as { ok: boolean; findings: Finding[] }
    expect({ code: ill.code, ok }).toEqual({ code: 1, ok: false })
    expect(states(findings, 'fail')).toEqual([expect.stringMatching(/^database: \/dev\/null\/x\.db is not there and cannot be made/)])
  })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
