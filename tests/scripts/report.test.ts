import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Config, parseConfig } from '../../config.ts'
import { createReader } from '../../core/understanding/reader.ts'
import { importFile } from '../../scripts/import.ts'
import { withDatabase } from '../../scripts/lib/cli.ts'
import { report } from '../../scripts/report.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { DEMO_FILE } from '../../services/demo.ts'
import { createDesk } from '../../services/desk.ts'

const NOON = Date.parse('2026-11-25T12:00:00+08:00')

interface Place {
  env: Record<string, string>
  config: Config
  say(line: string): void
  /** Lines said so far; taken away by reading them. */
  said(): string
}

/** The demo community with one lamp out, told on a Wednesday at noon. */
async function place(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'woodpecker-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = { DATA_DIR: join(folder, 'data') }
  const lines: string[] = []
  const at: Place = { env, config: parseConfig(env), say: (line) => lines.push(line), said: () => lines.splice(0).join('\n') }
  await importFile(at.config, fileURLToPath(DEMO_FILE), {}, at.say)
  await withDatabase(at.config, async (db) => {
    const log = pino({ level: 'silent' })
    const desk = createDesk({ db, dataDir: at.config.dataDir, reader: createReader(), pace: FREE_PACE, log, now: () => NOON, deliverEveryMs: 0 })
    const told = { account: 'test:bot', id: 'm1', at: NOON, self: false, mentions: [], mentionsBot: false, kind: 'text' as const }
    const from = { room: { id: 'b7@demo', topic: '7号楼群' }, sender: { id: 'tingting-ma', name: '婷婷妈妈' } }
    expect(await desk.receive({ ...told, ...from, text: '报修：7号楼楼道灯不亮了' })).toMatchObject({ action: 'open' })
    await desk.close()
  })
  at.said()
  return at
}

const now = () => NOON + 3_600_000

/** The command as it is typed. */
const typed = (args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/report.ts', ...args],
      { env: { ...process.env, LOG_LEVEL: '', ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    )
  })

describe('report', () => {
  test('shows the week of the community and of each grid group, and the month’s sheet, and writes nothing', async () => {
    const at = await place()
    const rows = () =>
      withDatabase(at.config, async (db) => [await db.read.select().from(db.tables.outbox), await db.read.select().from(db.tables.jobClaims)])
    const before = await rows()
    await report(at.config, {}, at.say, now)
    const text = at.said()
    expect(text).toMatch(
      /── 长峰社区 · 周周转 weekly turn ──\n【周周转 · 长峰社区 · 11月23日—11月25日至今】\n发现 1 件，办成 0 件。\n还在办 1 件：\n#1042 灯不亮/,
    )
    expect(text).toMatch(/── 第3网格群 · 周周转 weekly turn ──\n/)
    expect(text).toMatch(/── 长峰社区 · 月度考核表 appraisal ──\n【2026年11月考核表 · 长峰社区 · 至今】\n新报 1，办结 0，在办 1。/)
    expect(await rows()).toEqual(before)
  })

  test('shows one part when asked for one, and spans long past', async () => {
    const at = await place()
    await report(at.config, { week: true }, at.say, now)
    expect(at.said()).not.toMatch(/考核表/)
    await report(at.config, { month: true, back: 1 }, at.say, now)
    expect(at.said()).toBe('── 长峰社区 · 月度考核表 appraisal ──\nNothing to appraise in this month.\n')
    await report(at.config, { week: true, back: 1 }, at.say, now)
    expect(at.said()).toMatch(/Nothing to tell of this week/)
  })

  test('shows the rates by whatever they can be grouped by', async () => {
    const at = await place()
    const named = { unit: '长峰物业', person: '王建国', building: '7', grid: '第3网格', category: '公共照明' } as const
    for (const [by, name] of Object.entries(named)) {
      await report(at.config, { rates: by as keyof typeof named }, at.say, now)
      expect(at.said(), by).toContain(`── 长峰社区 · rates by ${by}, month ──\n${name}: opened 1, open 1 (overdue 0)\n`)
    }
  })

  test('for machines gives figures and numbers of matters, and no words of residents', async () => {
    const at = await place()
    await report(at.config, { json: true }, at.say, now)
    const text = at.said()
    const [community] = JSON.parse(text) as [
      { community: string; week: { turns: { found: number[] }[] }; month: { whole: { counts: { opened: number } } } },
    ]
    expect(community).toMatchObject({ community: 'demo', week: { turns: [{ group: null, found: [1042] }, { group: { id: 'grid3' } }] } })
    expect(community.month.whole.counts.opened).toBe(1)
    expect(text).not.toContain('报修')
    await report(at.config, { json: true, rates: 'unit', week: true }, at.say, now)
    expect(JSON.parse(at.said())).toMatchObject([{ community: 'demo', rates: { by: 'unit', rows: [{ key: 'cf-property', counts: { opened: 1 } }] } }])
  })

  test('of an unknown community, an unknown grouping or a senseless span says what is there', async () => {
    const at = await place()
    await expect(report(at.config, { community: 'elsewhere' }, at.say, now)).rejects.toMatchObject({
      code: 'COMMUNITY_UNKNOWN',
      message: expect.stringMatching(/demo/),
    })
    await expect(report(at.config, { rates: 'unit', week: true, month: true }, at.say, now)).rejects.toThrow(/one span of time/)
    const grouping = await typed(['--rates', 'street'], at.env)
    expect({ code: grouping.code, err: grouping.err }).toEqual({
      code: 1,
      err: expect.stringMatching(/Allowed choices are unit, person, building, grid, category/),
    })
    const span = await typed(['--back', 'soon'], at.env)
    expect({ code: span.code, err: span.err }).toEqual({ code: 1, err: expect.stringMatching(/^--back takes a whole number.*\n→ Use 0/) })
  })

  test('typed with --help explains itself', async () => {
    const { code, out } = await typed(['--help'], {})
    expect(code).toBe(0)
    for (const option of ['--week', '--month', '--rates', '--back', '--community', '--json']) expect(out).toContain(option)
  })
})
