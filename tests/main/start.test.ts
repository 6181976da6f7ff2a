/** The whole program, started as `npm start` starts it, on a free port and a data folder of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Running, start } from '../../main.ts'

const ROOT = resolve(import.meta.dirname, '../..')
let dataDir: string
const running: Running[] = []
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'woodpecker-main-'))
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const settings = (more: Record<string, string> = {}): Record<string, string> => ({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...more })
async function begin(more: Record<string, string> = {}): Promise<Running & { url: string }> {
  const one = await start(settings(more))
  running.push(one)
  if (one.url === undefined) throw new Error('no server was started')
  return { ...one, url: one.url }
}

// biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is judged by the expectations
const ask = async (url: string): Promise<any> => (await fetch(url)).json()
async function speak(url: string, words: { as: string; room?: string; text: string }): Promise<number> {
  const answer = await fetch(`${url}/sandbox/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(words),
  })
  return answer.status
}
/** Asks until the answer is as wanted; the last answer when it never is. */
async function until(
  url: string,
  wanted: (answer: { length: number }) => boolean,
): Promise<{ number: number; text: string; from: { role: string } }[]> {
  for (let tries = 0; ; tries++) {
    const answer = await ask(url)
    if (wanted(answer) || tries > 150) return answer
    await sleep(100)
  }
}

describe('the program', () => {
  it('answers that it is alive and ready, and shows the demo community', async () => {
    const { url } = await begin()
    expect(await ask(`${url}/healthz`)).toEqual({ alive: true })
    expect(await ask(`${url}/readyz`)).toMatchObject({
      ready: true,
      checks: expect.arrayContaining([expect.objectContaining({ name: 'database', ok: true })]),
    })
    const scene = await ask(`${url}/sandbox/api/scene`)
    expect(scene.community).toBe('长峰社区')
    expect(scene.rooms.length).toBeGreaterThanOrEqual(4)
    expect(scene.examples).toHaveLength(3)
  })

  it('survives a restart with chat and ticket in place, and goes on counting', async () => {
    const first = await begin()
    expect(await speak(first.url, { as: 'li-ayi', room: 'b128@demo', text: '报修：128号楼楼道被堆满了' })).toBe(201)
    const [ticket] = await until(`${first.url}/sandbox/api/tickets`, (rows) => rows.length > 0)
    expect(ticket).toBeDefined()
    const before = await until(`${first.url}/sandbox/api/messages?room=b128@demo`, (rows) => rows.length >= 2)
    expect(before.at(-1)?.text).toContain(`#${ticket?.number}`)
    await first.stop()
    await expect(fetch(`${first.url}/healthz`)).rejects.toThrow()

    const second = await begin()
    expect(await ask(`${second.url}/sandbox/api/messages?room=b128@demo`)).toEqual(before)
    expect(await ask(`${second.url}/sandbox/api/tickets`)).toMatchObject([{ number: ticket?.number }])
    await speak(second.url, { as: 'xiao-wu', room: 'b128@demo', text: '报修：128号楼电梯坏了，停在三楼' })
    const rows = await until(`${second.url}/sandbox/api/tickets`, (all) => all.length > 1)
    expect(rows.map((row) => row.number).sort()).toEqual([ticket?.number, (ticket?.number ?? 0) + 1])
  })

  it('does only what its roles say: a server without a bot says so when asked whether it is ready', async () => {
    const { url, bot } = await begin({ ROLES: 'server' })
    expect(bot).toBeUndefined()
    expect(await ask(`${url}/readyz`)).toMatchObject({
      ready: true,
      checks: expect.arrayContaining([expect.objectContaining({ detail: 'no bot role' })]),
    })
  })

  it('can be stopped twice', async () => {
    const one = await begin()
    await one.stop()
    await one.stop()
  })
})

describe('what keeps it from starting', () => {
  it('a port that is taken is told as PORT_TAKEN, and everything opened before is closed again', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await expect(start(settings({ PORT: String(port) }))).rejects.toMatchObject({ code: 'PORT_TAKEN', next: expect.stringContaining('PORT') })
    other.close()
    expect(await ask(`${(await begin({ PORT: String(port) })).url}/healthz`)).toEqual({ alive: true })
  })

  it('a data folder that cannot be one is told as DATA_DIR_UNUSABLE', async () => {
    writeFileSync(join(dataDir, 'file'), '')
    await expect(start(settings({ DATA_DIR: join(dataDir, 'file', 'data') }))).rejects.toMatchObject({ code: 'DATA_DIR_UNUSABLE' })
  })

  it('settings that are wrong are told together before anything is touched', async () => {
    const untouched = join(dataDir, 'new')
    await expect(start(settings({ DATA_DIR: untouched, PORT: 'x', ROLES: 'cook' }))).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
    expect(existsSync(untouched)).toBe(false)
  })

  it('a database server that is not there is told as DATABASE_UNREACHABLE', async () => {
    await expect(start(settings({ DATABASE_URL: 'postgres://woodpecker@127.0.0.1:1/x' }))).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  })
})

interface Process {
  url: string
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** `npm start` itself, as a process. */
async function startProcess(more: Record<string, string> = {}, as: { uid?: number; gid?: number } = {}): Promise<Process & { said: () => string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: ROOT, env: { ...process.env, ...settings(more) }, ...as })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words) => (said += words))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let over = false
  void ended.then(() => (over = true))
  for (let tries = 0; !/http:\/\/\S+/.test(said) && !over && tries < 600; tries++) await sleep(100)
  return {
    /** Where it serves; asking there says what the process said instead. */
    url: /http:\/\/\S+/.exec(said)?.[0] ?? `not started: ${said}`,
    said: () => said,
    async end(signal) {
      child.kill(signal)
      return Promise.race([ended, sleep(20_000).then(() => Promise.reject(new Error(`it did not end on ${signal}`)))])
    },
  }
}

describe('as a process', () => {
  it('ends by itself on SIGTERM', async () => {
    const one = await startProcess()
    expect(await ask(`${one.url}/healthz`)).toEqual({ alive: true })
    expect(await one.end('SIGTERM')).toBe(0)
  })

  it('leaves nothing open when it is stopped: the process ends without being told to', async () => {
    const script = `import('./main.ts').then(async ({ start }) => { const one = await start(process.env); await one.stop(); console.log('stopped') })`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: ROOT,
      env: { ...process.env, ...settings() },
    })
    let said = ''
    child.stdout.on('data', (words) => (said += words))
    const code = await Promise.race([once(child, 'close').then(([c]) => c), sleep(25_000).then(() => 'still running')])
    if (code === 'still running') child.kill('SIGKILL')
    expect(said.trim()).toBe('stopped')
    expect(code).toBe(0)
  })

  it('killed in the middle of its work comes back with what was said', async () => {
    const one = await startProcess()
    await speak(one.url, { as: 'li-ayi', room: 'b128@demo', text: '报修：128号楼楼道被堆满了' })
    await until(`${one.url}/sandbox/api/tickets`, (rows) => rows.length > 0)
    await one.end('SIGKILL')
    const { url } = await begin()
    expect(await ask(`${url}/sandbox/api/tickets`)).toHaveLength(1)
    const said = await until(`${url}/sandbox/api/messages?room=b128@demo`, (rows) => rows.length >= 2)
    expect(said.length).toBeGreaterThanOrEqual(2)
  })

  it('that may not write its data folder says so in one line with what to do, and ends with 1', async () => {
    chmodSync(dataDir, 0o555)
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    const one = await startProcess({ HOME: dataDir }, nobody)
    expect(await one.end('SIGTERM')).toBe(1)
    expect(one.said()).toMatch(/^DATA_DIR_UNUSABLE: .*\n→ Create the folder/m)
  })
})
