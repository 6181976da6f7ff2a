/** The composition root: env → config → database → desk → roles asked for (jobs, bot, server). Closes in reverse. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { nanoid } from 'nanoid'
import type { Logger } from 'pino'
import { parse } from 'yaml'
import type { Listener } from './bot/plugin.ts'
import { createSandbox } from './bot/sandbox.ts'
import { type RunningBot, startBot } from './bot/start.ts'
import { type Config, parseConfig } from './config.ts'
import { CodedError } from './core/errors.ts'
import { type Database, openDatabase } from './db/open.ts'
import { newestTag } from './db/portable/prepare.ts'
import { type HouseJob, startJobs } from './jobs/run.ts'
import { buildApp } from './server/app.ts'
import { createPrometheus, type LineGauges, type Prometheus, type Sources } from './server/prometheus.ts'
import { gatewayCheck, readinessOf } from './server/readiness.ts'
import { createSandboxView } from './server/sandbox-view.ts'
import { ensureWebBuilt } from './server/web-build.ts'
import { adminLinkLines, firstAdminLinks } from './services/admin-link.ts'
import { listBackups } from './services/backup/manifest.ts'
import { nightlyBackup } from './services/backup/nightly.ts'
import type { CommunityFile } from './services/community-file.ts'
import { importCommunity } from './services/community-import.ts'
import { CAREFUL_PACE, FREE_PACE } from './services/delivery.ts'
import { DEMO_COMMUNITY, DEMO_FILE, demoScene } from './services/demo.ts'
import { createDesk, type Desk, recoverDesk } from './services/desk.ts'
import { databaseChecks, ledgerGauges } from './services/health.ts'
import { createLog } from './services/log.ts'
import { patiently } from './services/patience.ts'
import type { SandboxStage } from './services/ports.ts'
import { loadReader } from './services/reader.ts'
import { refoldOnce } from './services/refold.ts'
import { forgetOldDeliveries, sendHooks } from './services/webhooks/send.ts'

export interface Running {
  /** Where the pages are; absent without the server role. */
  url?: string
  config: Config
  bot?: RunningBot
  stop(): Promise<void>
}

export interface StartOptions {
  /** A line for whoever looks at the terminal. */
  tell?: (line: string) => void
  log?: Logger
  onQr?: (qr: string) => void
}

const BOT = { id: 'xiaozhuo', name: '小啄' }

/** @throws CodedError when it cannot start, saying what to do */
export async function start(env: Readonly<Record<string, string | undefined>>, options: StartOptions = {}): Promise<Running> {
  const config = parseConfig(env)
  const tell = options.tell ?? (() => {})
  const log = options.log ?? createLog(config.logLevel)
  /** Whoever opens, closes: in reverse. */
  const closers: (() => Promise<unknown> | unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await Promise.resolve(close()).catch((error) => log.error({ err: error }, 'closing stumbled'))
  }
  try {
    makeDataDir(config.dataDir)
    const db = await openDatabase(config.databaseUrl)
    closers.push(() => db.close())
    const sandboxed = config.gateway === undefined
    if (sandboxed) await seedDemo(db)
    const address = createAddress(config)
    const prometheus = createPrometheus()
    const desk = createDesk({
      db,
      meters: prometheus.meters,
      dataDir: config.dataDir,
      reader: loadReader(),
      pace: sandboxed || config.speechPace === 'free' ? FREE_PACE : CAREFUL_PACE,
      log,
      hidden: sandboxed ? [] : [DEMO_COMMUNITY],
      publicUrl: address.get,
      sandbox: sandboxed,
      ...(config.llm ? { llm: config.llm } : {}),
    })
    closers.push(() => desk.close())
    await recoverDesk(desk, sandboxed ? [] : [DEMO_COMMUNITY])
    if (!sandboxed && (await desk.context.directories.ids(db.read)).length === 0)
      log.warn('no community is known yet: import one with  npm run -s import -- community.yaml')
    if (config.roles.includes('jobs')) {
      const jobs = startJobs(desk.context, houseJobs(config))
      closers.push(() => jobs.stop())
      await jobs.runAll()
    }
    const stopping = new AbortController()
    const listener = { ...desk, receive: patiently(desk.receive, { log, signal: stopping.signal }) }
    const { bot, stage } = config.roles.includes('bot') ? await startEars(config, desk, listener, log, options.onQr) : {}
    if (bot) closers.push(noteGapsOf(bot, desk, log))
    if (bot) closers.push(() => bot.stop())
    closers.push(() => stopping.abort())
    const url = config.roles.includes('server') ? await serve(config, { db, desk, bot, stage, prometheus, address, log, tell, closers }) : undefined
    return { config, ...(bot ? { bot } : {}), ...(url === undefined ? {} : { url }), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Writes down each time of deafness when it ends. @returns how to stop */
function noteGapsOf(bot: RunningBot, desk: Desk, log: Logger): () => void {
  let noted = 0
  return bot.onChange(({ account, gaps }) => {
    for (const { from, to, reason } of gaps) {
      if (to === undefined || to <= noted) continue
      noted = to
      desk.noteGap({ account: account ?? '', from, to, reason }).catch((error) => log.error({ err: error }, 'a gap could not be written down'))
    }
  })
}

/** What is done for the whole house: rows of an older program are brought up to date, webhooks are told, and the nightly backup is made, where one is wanted. */
function houseJobs({ backup, databaseUrl, dataDir, timezone, webhooksLocal }: Config): HouseJob[] {
  const always: HouseJob[] = [
    { name: 'refold', cron: '* * * * *', run: refoldAll },
    { name: 'webhooks', cron: '*/5 * * * * *', run: async (cx, signal) => void (await sendHooks(cx, { allowLocal: webhooksLocal, signal })) },
    { name: 'webhook-log', cron: '41 * * * *', run: forgetOldDeliveries },
  ]
  if (backup.at === undefined) return always
  return [...always, { name: 'backup', cron: '* * * * *', run: nightlyBackup({ databaseUrl, dataDir, into: backup.dir, at: backup.at, timezone }) }]
}

const refoldAll: HouseJob['run'] = async (cx, signal) => {
  for (const communityId of await cx.directories.ids(cx.db.read)) await refoldOnce(cx, communityId, newestTag(), signal)
}

function makeDataDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CodedError('DATA_DIR_UNUSABLE', `the folder ${folder} cannot be used: ${(error as Error).message}`, {}, error)
  }
}

async function seedDemo(db: Database): Promise<void> {
  const { communities } = db.tables
  const known = await db.read.select({ id: communities.id }).from(communities)
  if (known.some((row) => row.id === DEMO_COMMUNITY)) return
  const file = parse(await readFile(DEMO_FILE, 'utf8')) as CommunityFile
  // A visitor may come at night and wants to see every word at once.
  await importCommunity(db, { ...file, policies: { ...file.policies, quietFrom: '00:00', quietTo: '00:00' } })
}

async function startEars(
  config: Config,
  desk: Desk,
  listener: Listener,
  log: Logger,
  onQr: StartOptions['onQr'],
): Promise<{ bot: RunningBot; stage?: SandboxStage }> {
  const common = { listener, log, ...(onQr ? { onQr } : {}) }
  if (config.gateway) {
    const { token = '', endpoint, authority, tlsDisabled, tlsCaCert, tlsServerName } = config.gateway
    const tls = { disable: tlsDisabled, ...(tlsCaCert ? { caCert: tlsCaCert } : {}), ...(tlsServerName ? { serverName: tlsServerName } : {}) }
    const gateway = { token, tls, ...(endpoint ? { endpoint } : {}), ...(authority ? { authority } : {}) }
    return { bot: await startBot({ kind: 'gateway', gateway, ...common }) }
  }
  const { context } = desk
  const scene = await demoScene(context, await context.directories.get(context.db.read, DEMO_COMMUNITY))
  const sandbox = createSandbox({
    botId: BOT.id,
    botName: BOT.name,
    people: scene.people.map((p) => ({ id: p.chatId, name: p.role === 'resident' ? p.name : (p.title ?? p.name) })),
    rooms: scene.rooms.map((room) => ({ id: room.id, topic: room.name, memberIds: room.memberIds })),
  })
  return { bot: await startBot({ kind: 'sandbox', sandbox, ...common }), stage: sandbox.stage }
}

/** Where people reach the pages: as set, else where this server was seen to be reached. */
interface Address {
  get(): string
  seen(url: string): void
}

function createAddress({ publicUrl, port }: Config): Address {
  let seen = `http://127.0.0.1:${port}`
  return {
    get: () => publicUrl ?? seen,
    seen(url) {
      seen = url
    },
  }
}

interface Serving {
  db: Database
  desk: Desk
  bot: RunningBot | undefined
  stage: SandboxStage | undefined
  prometheus: Prometheus
  address: Address
  log: Logger
  tell: (line: string) => void
  closers: (() => Promise<unknown> | unknown)[]
}

function sourcesOf(config: Config, db: Database, bot: RunningBot | undefined): Sources {
  const line = (running: RunningBot): LineGauges => {
    const { depth, oldestAgeMs, dropped } = running.hearing()
    const at = running.state.lastDongAt
    return { queued: depth, oldestQueuedSeconds: oldestAgeMs / 1000, dropped, ...(at ? { dongAgeSeconds: (Date.now() - at) / 1000 } : {}) }
  }
  return {
    ledger: () => ledgerGauges(db, Date.now()),
    ...(bot ? { line: () => line(bot) } : {}),
    newestBackupAt: async () => (await listBackups(config.backup.dir))[0]?.at,
  }
}

async function serve(config: Config, { db, desk, bot, stage, prometheus, address, log, tell, closers }: Serving): Promise<string> {
  const webRoot = await ensureWebBuilt(tell)
  const app = await buildApp(createSandboxView(desk.context, { communityId: DEMO_COMMUNITY, bot: BOT }), {
    logger: log,
    webRoot,
    hosts: config.hosts,
    proxies: config.proxies,
    context: desk.context,
    // A visitor of the sandbox gets links to where they are.
    ...(stage ? { onOrigin: address.seen } : {}),
    epoch: nanoid(),
    gateway: () => bot?.state ?? { status: 'offline', detail: 'this process has no bot role', gaps: [] },
    readiness: async () => readinessOf([...(await databaseChecks(db)), gatewayCheck(bot?.state, Date.now())]),
    metrics: {
      contentType: prometheus.contentType,
      text: () => prometheus.text(sourcesOf(config, db, bot)),
      ...(config.metricsToken ? { token: config.metricsToken } : {}),
    },
    ...(stage ? { stage } : {}),
  })
  closers.push(() => app.close())
  await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    throw new CodedError('PORT_TAKEN', `${config.host}:${config.port} cannot be listened on (${error.code})`, {}, error)
  })
  const { port } = app.server.address() as AddressInfo
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`
  address.seen(url)
  if (!stage) for (const link of await firstAdminLinks(desk.context)) tell(adminLinkLines(link))
  return url
}
