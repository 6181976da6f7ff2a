/** What one can choose from. */
import type { DeskContext } from '../../services/context.ts'
import { namesOf } from '../../services/names.ts'
import { API, principalOf } from '../access/rights.ts'
import { NamesQuerySchema, NamesSchema } from '../schemas/names.ts'
import type { App } from '../typebox.ts'

export function namesRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/names`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'listNames',
        summary: 'What states, categories, units, staff, buildings and grids are called',
        tags: ['tickets'],
        querystring: NamesQuerySchema,
        response: { 200: NamesSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const directory = await cx.directories.get(cx.db.read, principal.communityId)
      return namesOf(directory, principal, request.query.lang === 'en' ? 'en' : 'zh')
    },
  )
}
