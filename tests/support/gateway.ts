/** A real gateway process for tests, and a proxy that can turn into a black hole. */
import { type ChildProcess, fork } from 'node:child_process'
import net from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Order, Report } from './gateway-server.ts'

export interface GatewayProcess {
  said: { to: string; text: string; mentions: string[]; bytes?: number }[]
  /** Carries out an order; resolves with the id of the message it made, if any. */
  tell(order: Order): Promise<string>
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>
}

export async function startGateway(port: number, options: { login?: boolean; tls?: boolean } = {}): Promise<GatewayProcess> {
  const script = fileURLToPath(new URL('./gateway-server.ts', import.meta.url))
  const child: ChildProcess = fork(script, [String(port), ...(options.login === false ? ['nologin'] : []), ...(options.tls ? ['tls'] : [])], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, WECHATY_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const said: GatewayProcess['said'] = []
  const open = new Map<number, { resolve: (id: string) => void; reject: (error: Error) => void }>()
  let orders = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
    child.on('message', (report: Report) => {
      if ('up' in report) resolve()
      else if ('said' in report) said.push(report.said)
      else if (report.error !== undefined) open.get(report.done)?.reject(new Error(report.error))
      else open.get(report.done)?.resolve(report.id ?? '')
    })
  })
  return {
    said,
    tell(order) {
      const number = ++orders
      return new Promise((resolve, reject) => {
        open.set(number, { resolve, reject })
        child.send({ number, order })
      })
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

export interface Proxy {
  /** From now on bytes vanish in both directions and nobody is told; `false` lets new and old ones pass again. */
  blackhole(on: boolean): void
  close(): Promise<void>
}

/** A TCP proxy from `port` to `target`, both on the loopback. */
export async function startProxy(port: number, target: number): Promise<Proxy> {
  const sockets = new Set<net.Socket>()
  let dark = false
  const server = net.createServer((near) => {
    const far = net.connect(target, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (data) => {
        if (!dark) to.write(data)
      })
      // In the dark not even the end of a connection gets through: the server keeps what it holds.
      from.on('close', () => {
        sockets.delete(from)
        if (!dark) to.destroy()
      })
      from.on('error', () => undefined)
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    blackhole(on) {
      dark = on
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
