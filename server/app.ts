/** The HTTP server as a function of what it needs. Whoever calls it listens and closes. */
import Fastify, { type FastifyBaseLogger, LogController, type RouteOptions } from 'fastify'
import { withoutSecrets } from '../core/login-address.ts'
import type { DeskContext } from '../services/context.ts'
import type { SandboxStage } from '../services/ports.ts'
import { addApi } from './api.ts'
import { addCompression } from './compression.ts'
import { addGuard } from './guard.ts'
import { addHeaders } from './headers.ts'
import { addLimits, type Limits } from './limits.ts'
import { addPages } from './pages.ts'
import { plainPages } from './pages-plain/routes.ts'
import { addPlainQuestions } from './plain-questions.ts'
import { addProblems, answerMisaddressed } from './problem.ts'
import { type GatewayState, gatewayRoutes } from './routes/gateway.ts'
import { healthRoutes } from './routes/health.ts'
import { type MetricsOptions, metricsRoutes } from './routes/metrics.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import type { SandboxDesk } from './sandbox-desk.ts'
import type { Readiness } from './schemas.ts'
import type { App } from './typebox.ts'
import { answerUnreadable } from './unreadable.ts'

/** Of questions without a file; routes that take files say their own. */
const BODY_LIMIT = { bytes: 64 * 1024 }

/** Running answers may end when the server closes; connections that browsers hold open without asking anything may not hold it up longer. */
const CLOSE_GRACE = { ms: 1_000 }

export interface ServerOptions {
  logger: FastifyBaseLogger
  /** Folder of the built pages; without it only the interfaces are served. */
  webRoot?: string
  /** The desk behind /api/v1; without it none of its routes exist. */
  context?: DeskContext
  /** How much one address may ask, where it differs from the usual. */
  limits?: Partial<Limits>
  /** Addresses or networks of proxies whose word about the asker is believed. */
  proxies?: readonly string[]
  /** Told where the sandbox was reached: http://127.0.0.1:3000. */
  onOrigin?: (url: string) => void
  readiness: () => Promise<Readiness>
  /** What /metrics tells; without it there is none. */
  metrics?: MetricsOptions
  gateway: () => GatewayState
  /** Given in sandbox mode only: the way to speak as the demo community's people. Without it no sandbox route exists. */
  stage?: SandboxStage
  /** Host names beyond loopback under which the server is reached. */
  hosts?: readonly string[]
  /** Told of every route as it is added. */
  onRoute?: (route: KnownRoute) => void
  /** A name of this run of the program, unlike any earlier one's. */
  epoch: string
}

/** A route as Fastify knows it. */
export type KnownRoute = RouteOptions

export async function buildApp(desk: SandboxDesk, options: ServerOptions): Promise<App> {
  const { logger, webRoot, readiness, gateway, stage, hosts = [], epoch } = options
  const app: App = Fastify({
    ...(options.proxies?.length ? { trustProxy: [...options.proxies] } : {}),
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT.bytes,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    frameworkErrors: answerMisaddressed,
  })
  // Forms and plain text are what a foreign page can post unasked; only JSON is understood.
  app.removeContentTypeParser('text/plain')
  const { onRoute } = options
  if (onRoute) app.addHook('onRoute', (route) => onRoute(route))
  addHeaders(app)
  addGuard(app, hosts)
  addPlainQuestions(app)
  addProblems(app)
  const limited = await addLimits(app, options.limits)
  await addCompression(app)
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug(
      { method: request.method, url: withoutSecrets(request.url.split('?')[0] ?? ''), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })

  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/sandbox/')) options.onOrigin?.(`${request.protocol}://${request.headers.host ?? ''}`)
  })

  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE.ms).unref()
  })

  const mode = stage ? 'sandbox' : 'gateway'
  if (options.context) await addApi(app, options.context, { onWrongSecret: limited.wrongSecret, gateway })
  if (options.context) await plainPages(app, options.context)
  healthRoutes(app, readiness)
  if (options.metrics) metricsRoutes(app, options.metrics)
  gatewayRoutes(app, mode, gateway)
  if (stage) sandboxRoutes(app, desk, stage, epoch)
  if (webRoot !== undefined) await addPages(app, webRoot, mode)
  return app
}
