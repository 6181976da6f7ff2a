/** The audit log, newest first. */

import { auditOf } from '../../services/audit.ts'
import type { DeskContext } from '../../services/context.ts'
import { API, principalOf } from '../access/rights.ts'
import { namesOf } from '../names.ts'
import { pageOf, readCursor } from '../pages-of-lists.ts'
import { AuditPageSchema, AuditQuerySchema } from '../schemas/access.ts'
import type { App } from '../typebox.ts'

export function auditRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/audit`,
    {
      config: { permission: 'audit.read' },
      schema: {
        operationId: 'audit',
        summary: 'Who did what beyond the tickets, newest first',
        tags: ['audit'],
        querystring: AuditQuerySchema,
        response: { 200: AuditPageSchema },
      },
    },
    async (request) => {
      const { communityId } = principalOf(request)
      const { limit, cursor, action } = request.query
      const before = cursor === undefined ? undefined : Number(readCursor(cursor, 1)[0])
      const rows = await auditOf(cx, communityId, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
        ...(action === undefined ? {} : { action }),
      })
      const nameOf = await namesOf(
        cx,
        communityId,
        rows.map((row) => row.actorId),
      )
      const { items, next } = pageOf(rows, limit, (row) => [row.position])
      return {
        items: items.map(({ at, actorId, action: what, target, detail }) => ({
          at,
          actor: actorId === null ? null : { id: actorId, name: nameOf(actorId) },
          action: what,
          target,
          detail,
        })),
        next,
      }
    },
  )
}
