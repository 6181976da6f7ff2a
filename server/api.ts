/** /api/v1: who asks is found first, then the routes. A room of routes is one line here. */
import cookie from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskContext } from '../services/context.ts'
import { addIdempotency } from './access/idempotency.ts'
import { addRights } from './access/rights.ts'
import { addOpenApi } from './openapi.ts'
import { auditRoutes } from './routes/audit.ts'
import { boardRoutes } from './routes/board.ts'
import type { GatewayState } from './routes/gateway.ts'
import { icalRoutes } from './routes/ical.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { meetingRoutes } from './routes/meetings.ts'
import { namesRoutes } from './routes/names.ts'
import { open311Routes } from './routes/open311/open311.ts'
import { openApiRoutes } from './routes/openapi.ts'
import { sessionRoutes } from './routes/session.ts'
import { sessionsRoutes } from './routes/sessions.ts'
import { setupRoutes } from './routes/setup.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { wecomRoutes } from './routes/wecom/wecom.ts'
import type { App } from './typebox.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The desk behind /api/v1. */
    desk: DeskContext
  }
}

export interface ApiOptions {
  /** Told of every secret that opens nothing; throws when there were too many. */
  onWrongSecret: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  gateway: () => GatewayState
}

export async function addApi(app: App, cx: DeskContext, { onWrongSecret, gateway }: ApiOptions): Promise<void> {
  const secure = (): boolean => cx.publicUrl().startsWith('https:')
  app.decorate('desk', cx)
  await app.register(cookie)
  await addOpenApi(app)
  addRights(app, cx, { secure, onWrongSecret })
  addIdempotency(app, cx)
  sessionRoutes(app, cx, secure)
  sessionsRoutes(app, cx)
  tokenRoutes(app, cx)
  auditRoutes(app, cx)
  boardRoutes(app, cx)
  namesRoutes(app, cx)
  await ledgerRoutes(app, cx, gateway)
  meetingRoutes(app, cx)
  await setupRoutes(app, cx)
  webhookRoutes(app, cx)
  icalRoutes(app, cx, onWrongSecret)
  await open311Routes(app, cx, onWrongSecret)
  await wecomRoutes(app, cx, onWrongSecret)
  await openApiRoutes(app)
}
