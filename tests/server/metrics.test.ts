import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { createPrometheus } from '../../server/prometheus.ts'
import { gatewayCheck, readinessOf } from '../../server/readiness.ts'
import type { App } from '../../server/typebox.ts'
import { databaseChecks, ledgerGauges } from '../../services/health.ts'
import { databases } from '../support/databases.ts'
import { openScene } from '../support/scene.ts'
import { quietOptions } from '../support/scene-server.ts'
import { openTown } from '../support/town.ts'

const apps: App[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

/** `woodpecker_x{a="b"}` → its value; undefined when the text has no such line. */
const value = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

describe.each(databases)('the figures of a ledger on $name', ({ open }) => {
  test('count messages by outcome, tickets, words, failures and times, and tell what waits', async () => {
    const { meters, text } = createPrometheus()
    const town = await openTown({ db: await open(), meters, at: '2026-11-23 12:00' })
    await town.hear({ from: '李阿姨', in: '128号楼群', text: '报修：128号楼楼道被堆满了' })
    const { message } = await town.hear({ from: '小吴', in: '7号楼群', text: '大家早上好呀' })
    await town.receive(message)
    await town.pass(town.now() + 60_000)
    town.edge.answer = () => ({ state: 'failed', reason: 'error', detail: 'the line is bad' })
    await town.hear({ from: '小吴', in: '7号楼群', text: '报修：7号楼电梯坏了，停在三楼' })
    await town.pass(town.now() + 20_000)
    const sources = {
      ledger: () => ledgerGauges(town.db, town.now() + 600_000),
      line: () => ({ dongAgeSeconds: 2, queued: 0, oldestQueuedSeconds: 0, dropped: 0 }),
    }
    const figures = await text({ ...sources, newestBackupAt: async () => 1_700_000_000_000 })

    expect(value(figures, 'woodpecker_messages_total{outcome="open"}')).toBe(2)
    expect(value(figures, 'woodpecker_messages_total{outcome="ignore"}')).toBe(1)
    expect(value(figures, 'woodpecker_messages_total{outcome="again"}')).toBeGreaterThan(0)
    expect(value(figures, 'woodpecker_tickets_opened_total')).toBe(2)
    expect(value(figures, 'woodpecker_words_total{outcome="sent"}')).toBeGreaterThan(1)
    expect(value(figures, 'woodpecker_words_total{outcome="error"}')).toBeGreaterThan(0)
    expect(value(figures, 'woodpecker_understanding_seconds_count')).toBe(3)
    expect(value(figures, 'woodpecker_intake_seconds_count')).toBeGreaterThan(3)
    expect(value(figures, 'woodpecker_tickets{state="open"}')).toBe(2)
    expect(value(figures, 'woodpecker_tickets{state="overdue"}')).toBe(0)
    expect(value(figures, 'woodpecker_outbox{state="due"}')).toBeGreaterThan(0)
    expect(value(figures, 'woodpecker_outbox_oldest_due_seconds')).toBeGreaterThan(500)
    expect(value(figures, 'woodpecker_database_up')).toBe(1)
    expect(value(figures, 'woodpecker_gateway_last_dong_seconds')).toBe(2)
    expect(value(figures, 'woodpecker_backup_newest_timestamp_seconds')).toBe(1_700_000_000)
    expect(figures).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(figures).toMatch(/^process_resident_memory_bytes /m)
    for (const word of ['李阿姨', '电梯', '小吴']) expect(figures).not.toContain(word)
    town.edge.answer = () => ({ state: 'sent' })
    await town.pass(town.now() + 3_600_000)
  })

  test('the schema counts for readiness: this program’s, an older one and a newer one are told apart', async () => {
    const db = await open()
    expect(await databaseChecks(db)).toEqual([
      { name: 'database', ok: true },
      { name: 'migrations', ok: true },
    ])
    const journal = sql.raw(db.dialect === 'postgres' ? 'drizzle.__drizzle_migrations' : '__drizzle_migrations')
    // The program itself never writes there.
    type Raw = Record<'execute' | 'run', (statement: ReturnType<typeof sql>) => Promise<unknown>>
    const write = (statement: ReturnType<typeof sql>) =>
      db.transact(async (tx) => void (await (tx as unknown as Raw)[db.dialect === 'postgres' ? 'execute' : 'run'](statement)))
    await write(sql`update ${journal} set created_at = created_at + 1000000`)
    expect(await databaseChecks(db)).toMatchObject([{ ok: true }, { name: 'migrations', ok: false, detail: expect.stringMatching(/newer program/) }])
    await write(sql`update ${journal} set created_at = created_at - 2000000`)
    expect(await databaseChecks(db)).toMatchObject([{ ok: true }, { ok: false, detail: expect.stringMatching(/lacks a migration/) }])
    await db.close()
  })
})

test('figures of a ledger that does not answer are left out, and that it does not is told', async () => {
  const { text } = createPrometheus()
  const sources = { ledger: async () => ({ open: 3, overdue: 0, waiting: 0, due: 0, sending: 0, oldestDueSeconds: 0, leads: 0 }) }
  expect(value(await text(sources), 'woodpecker_tickets{state="open"}')).toBe(3)
  const figures = await text({ ledger: () => Promise.reject(new Error('away')) })
  expect(value(figures, 'woodpecker_database_up')).toBe(0)
  expect(value(figures, 'woodpecker_tickets{state="open"}')).toBeUndefined()
  expect(value(figures, 'woodpecker_leads_pending')).toBeUndefined()
})

describe('/metrics', () => {
  const TOKEN = 'correct horse battery'
  async function ask(more: { token?: string; from?: string; headers?: Record<string, string> } = {}) {
    const scene = openScene()
    const { contentType, text } = createPrometheus()
    const sources = { ledger: () => Promise.reject(new Error('away')) }
    const metrics = { contentType, text: () => text(sources), ...(more.token ? { token: more.token } : {}) }
    const app = await buildApp(scene, quietOptions(scene, { metrics }))
    apps.push(app)
    return app.inject({ url: '/metrics', ...(more.from ? { remoteAddress: more.from } : {}), headers: more.headers ?? {} })
  }

  test('answers the machine itself, in Prometheus’ own form', async () => {
    const answer = await ask()
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4')
    expect(answer.body).toContain('# TYPE woodpecker_intake_seconds histogram')
  })

  test('is closed to other machines and behind a proxy, unless the token is shown', async () => {
    const far = { from: '192.168.1.7' }
    expect((await ask(far)).json()).toMatchObject({ status: 403, code: 'METRICS_CLOSED' })
    expect((await ask({ headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode).toBe(403)
    expect((await ask({ ...far, headers: { authorization: 'Bearer undefined' } })).statusCode).toBe(403)
    expect((await ask({ ...far, token: TOKEN, headers: { authorization: 'Bearer correct horse' } })).statusCode).toBe(403)
    expect((await ask({ ...far, token: TOKEN, headers: { authorization: `Bearer ${TOKEN}` } })).statusCode).toBe(200)
  })
})

test('a gateway without a sign of life for half a minute is not ready; a process without ears does not wait for one', () => {
  const now = 1_000_000
  expect(gatewayCheck(undefined, now)).toMatchObject({ ok: true, detail: 'no bot role' })
  expect(gatewayCheck({}, now)).toMatchObject({ ok: false })
  expect(gatewayCheck({ lastDongAt: now - 29_000 }, now)).toMatchObject({ ok: true })
  expect(gatewayCheck({ lastDongAt: now - 31_000 }, now)).toMatchObject({ ok: false, detail: 'last sign of life 31 s ago' })
  expect(readinessOf([gatewayCheck({}, now), { name: 'database', ok: true }]).ready).toBe(false)
})
