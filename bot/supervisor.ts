/**
 * Keeps the bot on its gateway. The client does not reconnect by itself, and `isLoggedIn` stays true on a dead line, so the line is
 * pinged, and puppet and bot are built anew as soon as it does not answer.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { ScanStatus, type Wechaty, WechatyBuilder } from 'wechaty'
import { discoverEndpoint } from './discover.ts'
import { type GatewayAddress, LeanPuppetService } from './lean-puppet-service.ts'
import { createLinkState, type LinkState, type LinkStateKeeper } from './link-state.ts'
import { type Log, reasonOf } from './log.ts'
import { accountOf } from './plugin.ts'
import { within } from './within.ts'

export interface LinkTiming {
  dingEveryMs: number
  /** The line is dead after so many dings without a dong. */
  missedDongs: number
  startWithinMs: number
  backOffMs: { least: number; most: number }
}

export const LINK_TIMING: LinkTiming = { dingEveryMs: 3_000, missedDongs: 2, startWithinMs: 12_000, backOffMs: { least: 500, most: 10_000 } }

/** Closing is local and quick; a puppet that hangs in it is left behind. */
const CLOSE_WITHIN = { seconds: 2 }

/** So long after our last dong a stream that the server holds may be our own; later TCP has ended ours, and it is somebody else's. */
const OWN_STREAM = { minutes: 15 }

export interface GatewayOptions {
  token: string
  /** `host:port`; asked of the authority's directory when absent. */
  endpoint?: string
  authority?: string
  tls?: GatewayAddress['tls']
  timing?: Partial<LinkTiming>
}

export interface Link {
  readonly state: LinkState
  onChange(listener: (state: LinkState) => void): () => void
  /** Closes this end; the gateway and its login stay. */
  stop(): Promise<void>
}

/** What one outage knows of itself. */
interface Memory {
  /** The server has let go of it; once in an outage is enough. */
  freed: boolean
  /** Attempts since the last dong. */
  attempts: number
}

/** @param install puts the plugin on each new bot and returns how to take it off */
export function superviseGateway(options: GatewayOptions, install: (bot: Wechaty) => () => void, log: Log): Link {
  const timing = { ...LINK_TIMING, ...options.timing }
  const state = createLinkState()
  const memory: Memory = { freed: false, attempts: 0 }
  const stopping = new AbortController()
  const { signal } = stopping

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const reason = await lead(options, install, { log, timing, state, memory, signal }).catch(reasonOf)
      if (signal.aborted) return
      const wait = Math.min(timing.backOffMs.most, timing.backOffMs.least * 2 ** Math.min(memory.attempts++, 10))
      state.set({ status: 'offline', detail: reason, qr: undefined, rebuilds: state.current.rebuilds + 1 })
      if (state.current.lastDongAt) state.openGap(state.current.lastDongAt, reason)
      log.warn({ reason, wait }, 'gateway link down; building it anew')
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  const running = run()
  return {
    get state() {
      return state.current
    },
    onChange: state.onChange,
    async stop() {
      stopping.abort()
      await running
      state.set({ status: 'offline', detail: 'stopped', qr: undefined })
    },
  }
}

interface Surroundings {
  log: Log
  timing: LinkTiming
  state: LinkStateKeeper
  memory: Memory
  signal: AbortSignal
}

/** One life of the link, from building it to the reason of its end. */
async function lead(options: GatewayOptions, install: (bot: Wechaty) => () => void, around: Surroundings): Promise<string> {
  const { timing, state, memory, signal } = around
  state.set({ status: 'connecting' })
  const endpoint = options.endpoint ?? (await discoverEndpoint(options.token, options.authority, signal))
  const puppet = new LeanPuppetService({ token: options.token, endpoint, ...(options.tls && { tls: options.tls }) })
  const bot = WechatyBuilder.build({ puppet: puppet as never })
  const { ended, end, offSignal } = ending(signal)
  puppet.onLineEnd = end
  watch(bot, puppet, around)
  const uninstall = install(bot)
  let pinging: NodeJS.Timeout | undefined
  try {
    const early = await Promise.race([within(timing.startWithinMs, bot.start()).then(() => undefined, reasonOf), ended])
    if (early !== undefined) return inWords(early)
    if (puppet.refused) return await refusedBy(puppet, around)
    if (!puppet.live) return 'the gateway does not answer'
    pinging = ping(puppet, state, timing, end)
    const reason = await ended
    // Deaf from its first moment: some gateways accept a second stream and tell it nothing.
    if (reason === NO_DONG && memory.attempts > 0) await freeOwnStream(puppet, around)
    return reason
  } finally {
    clearInterval(pinging)
    offSignal()
    uninstall()
    puppet.hangUp()
    // A puppet that never started waits for itself before it stops: it may do so alone.
    const stopped = within(CLOSE_WITHIN.seconds * 1000, bot.stop()).catch(() => undefined)
    if (pinging) await stopped
  }
}

/** What an operator can act on, for the two commonest reasons. */
function inWords(reason: string): string {
  if (/UNAUTHENTICATED|Invalid Wechaty TOKEN/i.test(reason)) return 'the gateway refuses the token'
  if (/No connection established|ECONNREFUSED|ENOTFOUND/.test(reason)) return "nobody answers at the gateway's address"
  return reason
}

function ending(signal: AbortSignal): { ended: Promise<string>; end: (reason: string) => void; offSignal: () => void } {
  let end: (reason: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => {
    end = resolve
  })
  const stop = (): void => end('stopped')
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return { ended, end, offSignal: () => signal.removeEventListener('abort', stop) }
}

const NO_DONG = 'no answer to the pings'

function ping(puppet: LeanPuppetService, state: LinkStateKeeper, timing: LinkTiming, end: (reason: string) => void): NodeJS.Timeout {
  const since = Date.now()
  const patience = timing.dingEveryMs * (timing.missedDongs + 0.7)
  const ding = (): void => {
    if (Date.now() - Math.max(since, state.current.lastDongAt ?? 0) > patience) end(NO_DONG)
    try {
      puppet.ding('woodpecker')
    } catch (error) {
      end(`ping: ${reasonOf(error)}`)
    }
  }
  ding()
  return setInterval(ding, timing.dingEveryMs)
}

/** Writes what puppet and bot tell into the state. */
function watch(bot: Wechaty, puppet: LeanPuppetService, { state, memory, log }: Surroundings): void {
  let loggedIn = false
  const online = (): void => {
    if (!loggedIn || memory.attempts > 0) return
    state.set({ status: 'online', detail: undefined, qr: undefined })
    const gap = state.closeGap(Date.now())
    if (gap) log.warn({ ...gap, seconds: Math.round(((gap.to ?? gap.from) - gap.from) / 1000) }, 'deaf for a while: what was said then is lost')
  }
  puppet.on('dong', () => {
    memory.attempts = 0
    memory.freed = false
    state.set({ lastDongAt: Date.now() })
    if (state.current.status !== 'online') online()
  })
  bot.on('scan', (qr, status) => {
    if (status === ScanStatus.Waiting || status === ScanStatus.Timeout)
      state.set({ status: 'scan', qr, detail: 'waiting for somebody to scan the login QR' })
  })
  bot.on('login', (self) => {
    loggedIn = true
    state.set({ account: accountOf(puppet.name(), self.id) })
    online()
  })
  bot.on('logout', (_, reason) => {
    loggedIn = false
    if (reason === 'puppet stop()') return
    state.set({ status: 'connecting', detail: `logged out: ${reasonOf(reason ?? '')}` })
  })
  // Without a listener an error of the puppet ends the process; the plugin logs it.
  bot.on('error', () => undefined)
}

async function refusedBy(puppet: LeanPuppetService, around: Surroundings): Promise<string> {
  const freed = await freeOwnStream(puppet, around)
  return freed ? 'the gateway still held our old connection' : 'the gateway serves another client (one at a time)'
}

/** After a broken line the server may hold our own old stream, and gives a new one nothing. Never done to a stream that was not ours. */
async function freeOwnStream(puppet: LeanPuppetService, { state, memory }: Surroundings): Promise<boolean> {
  const age = Date.now() - (state.current.lastDongAt ?? 0)
  if (memory.freed || age > OWN_STREAM.minutes * 60_000) return false
  memory.freed = await puppet.stopRemote(CLOSE_WITHIN.seconds * 1000)
  return memory.freed
}
