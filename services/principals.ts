/** Who is behind a secret: the person, what they are to the community now, and what they may do. */
import { and, eq } from 'drizzle-orm'
import { accessRole, type Permission, type Principal, permissionsOf } from '../core/access.ts'
import type { DeskContext } from './context.ts'
import { personById } from './identity.ts'
import { sessionBehind } from './sessions.ts'
import { tokenBehind } from './tokens.ts'

export interface FoundPrincipal {
  principal: Principal
  /** The secret the browser is to keep from now on. */
  replacement?: string
}

export async function principalOfSession(cx: DeskContext, secret: string): Promise<FoundPrincipal | undefined> {
  const found = await sessionBehind(cx, secret)
  if (!found) return undefined
  const { session, replacement } = found
  const principal = await principalOf(cx, { kind: 'session', ...session })
  return principal && { principal, ...(replacement === undefined ? {} : { replacement }) }
}

export async function principalOfToken(cx: DeskContext, secret: string): Promise<FoundPrincipal | undefined> {
  const token = await tokenBehind(cx, secret)
  const principal = token && (await principalOf(cx, { kind: 'token', ...token }))
  return principal && { principal }
}

/** Neither ended nor changed in what they may do since they were found: asked again for lines that stay open. */
export async function isStill(cx: DeskContext, { kind, id, communityId, personId, role }: Principal): Promise<boolean> {
  const { sessions, apiTokens } = cx.db.tables
  const proof = kind === 'session' ? sessions : apiTokens
  const [row] = await cx.db.read
    .select({ expiresAt: proof.expiresAt })
    .from(proof)
    .where(and(eq(proof.communityId, communityId), eq(proof.id, id)))
  if (!row || (row.expiresAt !== null && row.expiresAt <= cx.now())) return false
  return (await principalOf(cx, { kind, id, communityId, personId }))?.role === role
}

interface Proof {
  kind: Principal['kind']
  id: string
  communityId: string
  personId: string
  scopes?: readonly Permission[]
}

/** Rights are read anew each time: who left the staff yesterday is a resident today, and so are their tokens. */
async function principalOf(cx: DeskContext, { kind, id, communityId, personId, scopes }: Proof): Promise<Principal | undefined> {
  // The demo community, on a real gateway, is nobody's.
  if (!(await cx.directories.ids(cx.db.read)).includes(communityId)) return undefined
  const person = await personById(cx, cx.db.read, communityId, personId)
  if (!person) return undefined
  const role = accessRole(await cx.directories.get(cx.db.read, communityId), person)
  const rights = permissionsOf(role)
  return {
    kind,
    id,
    communityId,
    personId,
    role,
    gridIds: person.gridIds,
    orgId: person.orgId,
    scopes: scopes === undefined ? rights : rights.filter((right) => scopes.includes(right)),
  }
}
