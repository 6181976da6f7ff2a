/** The OpenAPI document of /api/v1, written from the routes' own schemas. To be added before the routes. */
import swagger from '@fastify/swagger'
import { API, type Entitlement } from './access/rights.ts'
import { ProblemSchema } from './schemas.ts'
import type { App } from './typebox.ts'

const ABOUT = `Everything the pages can do. Times are milliseconds since the epoch (UTC). Errors are problem+json with a code of the
catalogue (docs/errors.md). Lists are paged by \`cursor\`: hand back \`next\` until it is null. A write sent with an \`Idempotency-Key\`
is done once; sent again within a day, it gets the same answer.`

const securityOf = (said: Entitlement): Record<string, string[]>[] => {
  if (said === 'public') return []
  return said === 'session' ? [{ session: [] }] : [{ token: [] }, { session: [] }]
}

const DONE = { 204: { type: 'null', description: 'Done' } }
const PROBLEM = { description: 'What went wrong, and what to do next', content: { 'application/problem+json': { schema: ProblemSchema } } }

export async function addOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Woodpecker 啄木鸟', version: '1', description: ABOUT.replaceAll('\n', ' ') },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token (wp_…), made by an admin: POST /api/v1/tokens' },
          session: { type: 'apiKey', in: 'cookie', name: 'wp_session', description: 'A browser that signed in' },
        },
      },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => {
      const said = route.config?.permission
      if (said === undefined || !url.startsWith(API)) return { schema: { ...schema, hide: true }, url }
      const response = {
        ...(schema.response as object | undefined),
        ...(route.method === 'DELETE' && !schema.response ? DONE : {}),
        default: PROBLEM,
      }
      return { schema: { ...schema, response, security: securityOf(said) }, url }
    },
  })
}
