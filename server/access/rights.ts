/**
 * Default deny: every route under /api/v1 says who may ask, or the server does not start. The principal is found once, before anything else
 * of the route runs.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, PERMISSIONS, type Permission, type Principal } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { type FoundPrincipal, principalOfSession, principalOfToken } from '../../services/principals.ts'
import { TOKEN_PREFIX } from '../../services/tokens.ts'
import type { App } from '../typebox.ts'
import { dropSession, keepSession, SESSION_COOKIE } from './cookies.ts'

/** `public`: anybody; `signed-in`: anybody who is known; `session`: a person in a browser, no machine's token. */
export type Entitlement = Permission | 'public' | 'signed-in' | 'session'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask. Must be said under /api/v1. */
    permission?: Entitlement
    /** Only to a person in a browser, even where a token has the permission. */
    kind?: 'session'
  }
  interface FastifyInstance {
    /** Every route that says who may ask, in the order they were added. */
    entitlements: readonly RouteEntitlement[]
  }
  interface FastifyRequest {
    /** Whoever asks; on routes that say a permission. */
    principal: Principal | undefined
  }
}

/** What a route says about who may ask it. */
export interface RouteEntitlement {
  method: string
  url: string
  permission: Entitlement
  kind?: 'session'
}

export const API = '/api/v1'
const isEntitlement = (said: unknown): said is Entitlement =>
  typeof said === 'string' && (said in PERMISSIONS || said === 'public' || said === 'signed-in' || said === 'session')

export interface RightsOptions {
  secure: () => boolean
  /** Told of every secret that opens nothing; throws when there were too many. */
  onWrongSecret: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
}

/** To be added before the routes. */
export function addRights(app: App, cx: DeskContext, { secure, onWrongSecret }: RightsOptions): void {
  const entitlements: RouteEntitlement[] = []
  app.decorate('entitlements', entitlements)
  app.decorateRequest('principal', undefined)
  app.addHook('onRoute', ({ url, method, config }) => {
    const said = config?.permission
    if (said === undefined ? url === API || url.startsWith(`${API}/`) : !isEntitlement(said))
      throw new Error(`${String(method)} ${url} must say in config.permission who may ask`)
    if (said !== undefined) entitlements.push({ method: String(method), url, permission: said, ...(config?.kind ? { kind: config.kind } : {}) })
  })
  app.addHook('onRequest', async (request, reply) => {
    const { permission, kind } = request.routeOptions.config
    if (permission === undefined) return
    const { found, shown } = await findPrincipal(cx, request)
    if (shown && !found) {
      dropSession(reply, secure())
      await onWrongSecret(request, reply)
    }
    request.principal = found?.principal
    if (found?.replacement !== undefined) keepSession(reply, found.replacement, secure())
    check(found?.principal, permission)
    if (kind !== undefined) check(found?.principal, kind)
  })
}

async function findPrincipal(cx: DeskContext, request: FastifyRequest): Promise<{ found?: FoundPrincipal | undefined; shown: boolean }> {
  const { authorization } = request.headers
  // A machine's word about itself comes before a cookie that happens to be there.
  if (authorization !== undefined) {
    const secret = /^Bearer (\S{10,200})$/i.exec(authorization)?.[1]
    return { found: secret?.startsWith(TOKEN_PREFIX) ? await principalOfToken(cx, secret) : undefined, shown: true }
  }
  const secret = request.cookies[SESSION_COOKIE]
  return secret ? { found: await principalOfSession(cx, secret), shown: true } : { shown: false }
}

function check(principal: Principal | undefined, permission: Entitlement): void {
  if (permission === 'public') return
  if (!principal) throw new CodedError('SIGN_IN_NEEDED', 'Nobody is signed in.')
  if (permission === 'signed-in') return
  if (permission === 'session' ? principal.kind === 'session' : may(principal, permission)) return
  throw new CodedError('RIGHT_MISSING', `This needs ${permission === 'session' ? 'a browser that signed in' : `the right "${permission}"`}.`)
}

/** The one who asks, on a route that is not public. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw new CodedError('SIGN_IN_NEEDED', 'Nobody is signed in.')
  return request.principal
}
