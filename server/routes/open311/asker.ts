/** Who asks, and about which community. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Permission, type Principal, scopeOf } from '../../../core/access.ts'
import type { Directory } from '../../../core/community.ts'
import { CodedError } from '../../../core/errors.ts'
import type { DeskContext } from '../../../services/context.ts'
import type { RequestViewer } from '../../../services/open311-requests.ts'
import { principalOfToken } from '../../../services/principals.ts'
import { said } from './parameters.ts'

export type OnWrongSecret = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

export interface GeoAsker {
  directory: Directory
  /** The owner of the api_key, when one was sent. */
  principal: Principal | undefined
}

/** The API token of `api_key` or of the Authorization header. @throws CodedError API_KEY_INVALID */
async function principalBehind(
  cx: DeskContext,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: URLSearchParams,
  onWrongSecret: OnWrongSecret,
): Promise<Principal | undefined> {
  const key = said(parameters, 'api_key') ?? /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (key === undefined) return undefined
  const found = key.length <= 200 ? await principalOfToken(cx, key) : undefined
  if (found) return found.principal
  await onWrongSecret(request, reply)
  throw new CodedError('API_KEY_INVALID', 'The api_key is not valid.')
}

/** @throws CodedError REQUEST_INVALID, JURISDICTION_UNKNOWN, API_KEY_INVALID */
export async function askerOf(
  cx: DeskContext,
  request: FastifyRequest,
  reply: FastifyReply,
  parameters: URLSearchParams,
  onWrongSecret: OnWrongSecret,
): Promise<GeoAsker> {
  const principal = await principalBehind(cx, request, reply, parameters, onWrongSecret)
  const served = await cx.directories.ids(cx.db.read)
  const wanted = said(parameters, 'jurisdiction_id') ?? principal?.communityId ?? (served.length === 1 ? served[0] : undefined)
  if (wanted === undefined) throw new CodedError('REQUEST_INVALID', 'jurisdiction_id was not provided')
  if (!served.includes(wanted)) throw new CodedError('JURISDICTION_UNKNOWN', `jurisdiction_id "${wanted}" was not found.`)
  if (principal && principal.communityId !== wanted) throw new CodedError('API_KEY_INVALID', `The api_key is not one of "${wanted}".`)
  return { directory: await cx.directories.get(cx.db.read, wanted), principal }
}

/** @throws CodedError API_KEY_INVALID, RIGHT_MISSING */
export function withRight({ principal }: GeoAsker, right: Permission): Principal {
  if (!principal) throw new CodedError('API_KEY_INVALID', 'This needs an api_key.')
  if (!may(principal, right)) throw new CodedError('RIGHT_MISSING', `The api_key has no scope "${right}".`)
  return principal
}

/** Without a key, what the public board would show, where there is one. @throws CodedError API_KEY_INVALID, RIGHT_MISSING */
export function viewerOf(asker: GeoAsker): RequestViewer {
  if (!asker.principal && asker.directory.settings.board.open) return 'public'
  return scopeOf(withRight(asker, 'tickets.read'))
}
