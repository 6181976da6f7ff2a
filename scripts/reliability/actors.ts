/** The two processes of a kill test, as its director sees them. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Order, Report } from './gateway.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export interface Gateway {
  /** Everything spoken in the chats by people, in order. */
  readonly put: { id: string; at: number }[]
  /** Ids the bot has asked the content of. */
  readonly fetched: ReadonlySet<string>
  /** How often it has asked for any. */
  fetches(): number
  readonly said: { to: string; text: string }[]
  tell(order: Order): void
  /** Resolves with the next ping of a bot. @throws Error after `withinMs` */
  nextDing(withinMs: number): Promise<void>
  end(): Promise<void>
}

export async function startGateway(port: number, seed: number, rate: number): Promise<Gateway> {
  const script = fileURLToPath(new URL('./gateway.ts', import.meta.url))
  const child: ChildProcess = fork(script, [port, seed, rate].map(String), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const put: Gateway['put'] = []
  const fetched = new Set<string>()
  const said: Gateway['said'] = []
  let fetches = 0
  let dinged: () => void = () => undefined
  await new Promise<void>((up, reject) => {
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
    child.on('message', (report: Report) => {
      if ('up' in report) up()
      else if ('ding' in report) dinged()
      else if ('put' in report) put.push(report.put)
      else if ('fetched' in report) {
        fetched.add(report.fetched)
        fetches++
      } else said.push(report.said)
    })
  })
  return {
    put,
    fetched,
    fetches: () => fetches,
    said,
    tell: (order) => void child.send(order),
    async nextDing(withinMs) {
      const late = new AbortController()
      const heard = new Promise<void>((done) => {
        dinged = done
      })
      const inVain = sleep(withinMs, true, { signal: late.signal }).catch(() => false)
      const tooLate = await Promise.race([heard.then(() => false), inVain])
      late.abort()
      if (tooLate) throw new Error(`the bot was not back on its gateway within ${withinMs} ms`)
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

export interface Program {
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>
}

/** The whole program, as an operator starts it, with nothing of its environment but what is said here. */
export function startProgram(options: { port: number; dataDir: string; databaseUrl: string }): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: options.dataDir,
      DATABASE_URL: options.databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'error',
      ROLES: 'bot,jobs',
      SPEECH_PACE: 'free',
      BACKUP_AT: 'off',
      WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_fire',
      WECHATY_PUPPET_SERVICE_ENDPOINT: `127.0.0.1:${options.port}`,
      WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'close')
  // A director that is stopped leaves no program behind: it would find the next run's gateway and speak there.
  const orphaned = (): void => void child.kill('SIGKILL')
  process.once('exit', orphaned)
  return {
    async kill() {
      process.off('exit', orphaned)
      child.kill('SIGKILL')
      await ended
    },
  }
}
