/** /healthz: the process answers. /readyz: it can do its work. */

import { Type } from 'typebox'
import { type Readiness, ReadinessSchema } from '../schemas.ts'
import type { App } from '../typebox.ts'

export function healthRoutes(app: App, readiness: () => Promise<Readiness>): void {
  app.get('/healthz', { schema: { response: { 200: Type.Object({ alive: Type.Literal(true) }) } } }, async () => ({ alive: true as const }))
  app.get('/readyz', { schema: { response: { 200: ReadinessSchema, 503: ReadinessSchema } } }, async (_request, reply) => {
    const report = await readiness()
    return reply.code(report.ready ? 200 : 503).send(report)
  })
}
