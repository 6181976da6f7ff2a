/**
 * Who may ask. The sandbox has no sign-in, so two tricks of web pages against local servers are shut out:
 * a foreign name that points at this machine (DNS rebinding: the Host is not ours), and a foreign page that posts here (CSRF: the Origin is not ours).
 */

import type { FastifyRequest } from 'fastify'
import { CodedError } from '../core/errors.ts'
import type { App } from './typebox.ts'

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]']
const LOOPBACK_PEERS = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `localhost:3000` → `localhost`, `[::1]:3000` → `[::1]`. */
const hostName = (host: string): string => host.toLowerCase().replace(/:\d+$/, '')

/** @param names host names beyond loopback under which this server is reached; `*` lets every name in (behind a proxy that checks). */
export function addGuard(app: App, names: readonly string[]): void {
  const own = new Set([...LOOPBACK_HOSTS, ...names.map((name) => name.toLowerCase())])
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? ''
    if (!own.has('*') && !own.has(hostName(host))) {
      throw new CodedError(
        'FOREIGN_ORIGIN',
        `"${host}" is not an address of this program. Open it as http://127.0.0.1, or name the host in its settings.`,
      )
    }
    if (isForeign(request, host)) throw new CodedError('FOREIGN_ORIGIN', 'The question comes from another web page.')
  })
}

function isForeign(request: FastifyRequest, host: string): boolean {
  const site = request.headers['sec-fetch-site']
  // A link on another page may open ours; everything else from elsewhere is refused.
  if (site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') return true
  const { origin } = request.headers
  if (origin === undefined) return site === 'cross-site' && request.method !== 'GET'
  return !URL.canParse(origin) || new URL(origin).host !== host
}

/** Asked by a program on this very machine, with no proxy between. */
export function isLocal(request: FastifyRequest): boolean {
  const { headers } = request
  const proxied = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip']
  return proxied === undefined && LOOPBACK_PEERS.has(request.socket.remoteAddress ?? '')
}
