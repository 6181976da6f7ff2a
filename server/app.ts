/** The HTTP server as a function of what it needs. Whoever calls it listens and closes. */
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { SandboxStage } from '../services/ports.ts'
import { addGuard } from './guard.ts'
import { addHeaders } from './headers.ts'
import { addPages } from './pages.ts'
import { addProblems } from './problem.ts'
import { type GatewayState, gatewayRoutes } from './routes/gateway.ts'
import { healthRoutes } from './routes/health.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import type { SandboxDesk } from './sandbox-desk.ts'
import type { Readiness } from './schemas.ts'
import type { App } from './typebox.ts'

/** Of questions without a file; routes that take files say their own. */
const BODY_LIMIT = { bytes: 64 * 1024 }

/** Running answers may end when the server closes; connections that browsers hold open without asking anything may not hold it up longer. */
const CLOSE_GRACE = { ms: 1_000 }

export interface ServerOptions {
  logger: FastifyBaseLogger
  /** Folder of the built pages; without it only the interfaces are served. */
  webRoot?: string
  readiness: () => Promise<Readiness>
  gateway: () => GatewayState
  /** Given in sandbox mode only: the way to speak as the demo community's people. Without it no sandbox route exists. */
  stage?: SandboxStage
  /** Host names beyond loopback under which the server is reached. */
  hosts?: readonly string[]
  /** A name of this run of the program, unlike any earlier one's. */
  epoch: string
}

export async function buildApp(desk: SandboxDesk, options: ServerOptions): Promise<App> {
  const { logger, webRoot, readiness, gateway, stage, hosts = [], epoch } = options
  const app: App = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT.bytes,
    forceCloseConnections: 'idle',
  })
  // Forms and plain text are what a foreign page can post unasked; only JSON is understood.
  app.removeContentTypeParser('text/plain')
  addHeaders(app)
  addGuard(app, hosts)
  addProblems(app)
  app.addHook('onResponse', async (request, reply) => {
    request.log.debug({ method: request.method, url: request.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })

  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), CLOSE_GRACE.ms).unref()
  })

  const mode = stage ? 'sandbox' : 'gateway'
  healthRoutes(app, readiness)
  gatewayRoutes(app, mode, gateway)
  if (stage) sandboxRoutes(app, desk, stage, epoch)
  if (webRoot !== undefined) await addPages(app, webRoot, mode)
  return app
}
