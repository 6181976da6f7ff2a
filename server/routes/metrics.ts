/** /metrics for Prometheus: to this machine itself, or to whoever shows the token of the settings. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { CodedError } from '../../core/errors.ts'
import { isLocal } from '../guard.ts'
import type { App } from '../typebox.ts'

export interface MetricsOptions {
  contentType: string
  text(): Promise<string>
  /** Without one, only this machine may ask. */
  token?: string
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function showsToken(request: FastifyRequest, token: string | undefined): boolean {
  const [, shown] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? []
  return token !== undefined && shown !== undefined && timingSafeEqual(digest(shown), digest(token))
}

export function metricsRoutes(app: App, { contentType, text, token }: MetricsOptions): void {
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !showsToken(request, token)) throw new CodedError('METRICS_CLOSED', 'The figures are not for everybody.')
    return reply.type(contentType).send(await text())
  })
}
