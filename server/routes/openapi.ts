/** The document of these interfaces, and a page to read it and try them out. */

import { createHash } from 'node:crypto'
import swaggerUi from '@fastify/swagger-ui'
import { Type } from 'typebox'
import { API } from '../access/rights.ts'
import { isFresh } from '../etag.ts'
import { SECURITY_HEADERS } from '../headers.ts'
import type { App } from '../typebox.ts'

const CSP = 'content-security-policy'
/** The page's scripts and styles are files, but for this one attribute, which hides its drawings until they are used. */
const SPRITE = "'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"

export async function openApiRoutes(app: App): Promise<void> {
  let text: string | undefined
  app.get(
    `${API}/openapi.json`,
    {
      config: { permission: 'public' },
      schema: { operationId: 'openapi', summary: 'This document', tags: ['about'], response: { 200: Type.Unsafe<string>({ type: 'string' }) } },
      serializerCompiler: () => (body) => body as string,
    },
    async (request, reply) => {
      text ??= JSON.stringify(app.swagger())
      if (isFresh(request, reply, createHash('sha256').update(text).digest('base64url').slice(0, 16))) return reply
      return reply.type('application/json; charset=utf-8').send(text)
    },
  )
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: false,
    uiHooks: {
      onRequest: async (_request, reply) => {
        reply.header(CSP, SECURITY_HEADERS[CSP].replace("style-src 'self'", `style-src 'self' ${SPRITE}`))
      },
    },
    uiConfig: { url: `${API}/openapi.json`, docExpansion: 'list', deepLinking: true, tryItOutEnabled: false },
    theme: { title: 'Woodpecker 啄木鸟 API' },
  })
}
