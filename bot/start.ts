/** Starts the bot on the in-process sandbox or on a real gateway. Both hear through the same plugin. */
import { type Wechaty, WechatyBuilder, log as wechatyLog } from 'wechaty'
import { createHearing, type HearingOptions, type HearingStats } from './hearing.ts'
import { createLinkState } from './link-state.ts'
import type { Log } from './log.ts'
import { accountOf, type Listener, type PluginOptions, woodpecker } from './plugin.ts'
import type { Sandbox } from './sandbox.ts'
import { type GatewayOptions, LINK_TIMING, type Link, superviseGateway } from './supervisor.ts'
import { within } from './within.ts'

/** At the end, messages already heard are still worked off for so long. */
const FINISH_WITHIN = { seconds: 5 }

interface Common {
  listener: Listener
  log: Log
  /** Bounds of the queues. */
  queues?: HearingOptions
  tooOldMs?: number
  port?: PluginOptions['port']
  /** What Wechaty itself may print beside our log; default `silent`: what matters of it is logged here. */
  wechatyLog?: 'silent' | 'error' | 'warn' | 'info'
  /** Called with each new login QR (what it encodes). */
  onQr?: (qr: string) => void
}

export type StartBotOptions = Common &
  ({ kind: 'sandbox'; sandbox: Pick<Sandbox, 'puppet' | 'botId'> } | { kind: 'gateway'; gateway: GatewayOptions })

export interface RunningBot extends Link {
  /** Queue depth, drops, age of the oldest message, counters since the start. */
  hearing(): HearingStats
}

/** Resolves when the sandbox bot is logged in; for a gateway at once, for it may be down for hours. */
export async function startBot(options: StartBotOptions): Promise<RunningBot> {
  const { listener, log } = options
  wechatyLog.level(options.wechatyLog ?? 'silent')
  const hearing = createHearing(log, options.queues)
  const plugin = woodpecker(listener, {
    log,
    hearing,
    ...(options.tooOldMs !== undefined && { tooOldMs: options.tooOldMs }),
    ...(options.port && { port: options.port }),
  })
  const install = (bot: Wechaty): (() => void) => bot.use(plugin)
  const link = options.kind === 'sandbox' ? await startSandbox(options.sandbox, install) : superviseGateway(options.gateway, install, log)

  let shownQr: string | undefined
  const tellQr = ({ qr }: Link['state']): void => {
    if (qr && qr !== shownQr) options.onQr?.(qr)
    shownQr = qr
  }
  const offQr = link.onChange(tellQr)
  tellQr(link.state)
  return {
    get state() {
      return link.state
    },
    onChange: link.onChange,
    hearing: hearing.stats,
    async stop() {
      offQr()
      await link.stop()
      await within(FINISH_WITHIN.seconds * 1000, hearing.queues.idle()).catch(() => log.warn(hearing.stats(), 'stopped with messages unfinished'))
    },
  }
}

async function startSandbox({ puppet, botId }: Pick<Sandbox, 'puppet' | 'botId'>, install: (bot: Wechaty) => () => void): Promise<Link> {
  const state = createLinkState()
  const bot = WechatyBuilder.build({ puppet: puppet as never })
  bot.on('error', () => undefined)
  const uninstall = install(bot)
  puppet.on('dong', () => state.set({ lastDongAt: Date.now() }))
  await bot.start()
  const loggedIn = new Promise<void>((resolve) => bot.once('login', () => resolve()))
  puppet.login(botId)
  await loggedIn
  const pinging = setInterval(() => puppet.ding('woodpecker'), LINK_TIMING.dingEveryMs)
  puppet.ding('woodpecker')
  state.set({ status: 'online', account: accountOf(puppet.name(), botId) })
  return {
    get state() {
      return state.current
    },
    onChange: state.onChange,
    async stop() {
      clearInterval(pinging)
      uninstall()
      await bot.stop()
      state.set({ status: 'offline', detail: 'stopped' })
    },
  }
}
