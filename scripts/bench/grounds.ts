/** The two places where bots are measured: in this process, and over gRPC with the platform in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LeanPuppetService } from '../../bot/lean-puppet-service.ts'
import type { Log } from '../../bot/log.ts'
import type { Listener } from '../../bot/plugin.ts'
import { createSandbox } from '../../bot/sandbox.ts'
import { startBot } from '../../bot/start.ts'
import { scene } from './community.ts'
import { startEcho } from './echo.ts'
import type { Order } from './gateway.ts'
import { askAll, type Questions, talkAll } from './load.ts'
import type { Measure } from './measures.ts'

/** A bot on its platform, ready. */
export interface Running {
  ask(questions: Questions): Promise<Measure>
  talk(count: number): void
  stop(): Promise<void>
}

export interface Ground {
  name: 'in-process' | 'gRPC'
  /** The bare echo bot; `onHeard` is called for each message. */
  bare(onHeard: () => void): Promise<Running>
  full(listener: Listener, log: Log): Promise<Running>
}

/** Bursts of the bench must fit: what is measured is speed, not dropping. */
const QUEUES = { perRoom: 10_000, inTotal: 50_000 }

export const inProcess: Ground = {
  name: 'in-process',
  async bare(onHeard) {
    const { puppet, botId } = createSandbox({ ...scene, keepMessages: 10_000 })
    const bot = await startEcho(puppet, onHeard)
    puppet.login(botId)
    return { ask: (questions) => askAll(puppet, questions), talk: (count) => talkAll(puppet, count), stop: () => bot.stop() }
  },
  async full(listener, log) {
    const sandbox = createSandbox({ ...scene, keepMessages: 10_000 })
    const bot = await startBot({ kind: 'sandbox', sandbox, listener, log, queues: QUEUES })
    return { ask: (questions) => askAll(sandbox.puppet, questions), talk: (count) => talkAll(sandbox.puppet, count), stop: bot.stop }
  },
}

/** @param port of the bare bot's gateway process, on the loopback; the full bot has its own on the next */
export function overGrpc(port: number): Ground {
  const addressOf = (at: number) => ({ token: 'insecure_bench', endpoint: `127.0.0.1:${at}`, tls: { disable: true } })
  return {
    name: 'gRPC',
    async bare(onHeard) {
      const gateway = await startGateway(port)
      const bot = await startEcho(new LeanPuppetService(addressOf(port)), onHeard)
      await waitFor(() => bot.isLoggedIn)
      return { ...remote(gateway), stop: async () => bot.stop().then(() => end(gateway)) }
    },
    async full(listener, log) {
      const gateway = await startGateway(port + 1)
      const bot = await startBot({ kind: 'gateway', gateway: addressOf(port + 1), listener, log, queues: QUEUES })
      await waitFor(() => bot.state.status === 'online')
      return { ...remote(gateway), stop: async () => bot.stop().then(() => end(gateway)) }
    },
  }
}

async function startGateway(port: number): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./gateway.ts', import.meta.url))
  const child = fork(script, [String(port)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  await answer(child)
  return child
}

const remote = (gateway: ChildProcess): Pick<Running, 'ask' | 'talk'> => ({
  async ask(questions) {
    gateway.send({ ask: questions } satisfies Order)
    const { measure, error } = await answer(gateway)
    if (!measure) throw new Error(error)
    return measure
  },
  talk: (count) => void gateway.send({ talk: count } satisfies Order),
})

const answer = (child: ChildProcess): Promise<{ measure?: Measure; error?: string }> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as { measure?: Measure; error?: string }))
    child.once('exit', (code) => reject(new Error(`the gateway's process ended with ${code}`)))
  })

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill()
  })

export async function waitFor(ready: () => boolean, seconds = 120): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!ready()) {
    if (Date.now() > deadline) throw new Error(`not ready after ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
