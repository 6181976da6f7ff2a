/** The built pages. Files whose name carries their content's hash are kept for ever, the rest is asked for anew each time. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { CodedError } from '../core/errors.ts'
import type { GatewayStatus } from './schemas.ts'
import type { App } from './typebox.ts'

/** Paths that are pages of the one application in web/. */
const PAGES = ['/', '/gateway', '/login/:secret', '/app', '/app/*']

export async function addPages(app: App, root: string, mode: GatewayStatus['mode']): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) throw new CodedError('FILE_NOT_FOUND', `The pages are not built: ${root} has no index.html.`)
  await app.register(fastifyStatic, {
    root,
    serve: true,
    index: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('cache-control', path.startsWith(join(root, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const path of PAGES) {
    app.get(path, (_request, reply) => (path === '/' && mode === 'gateway' ? reply.redirect('/gateway') : reply.sendFile('index.html')))
  }
}
