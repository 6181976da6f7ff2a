/** Signing in and out, and who one is. */
import { accessRole, type Permission, permissionsOf } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { personById } from '../../services/identity.ts'
import { openLink, redeemLink } from '../../services/login-links.ts'
import { endSessions } from '../../services/sessions.ts'
import { BROWSER_COOKIE, dropMark, dropSession, keepMark, keepSession } from '../access/cookies.ts'
import { API, principalOf } from '../access/rights.ts'
import { type Me, MeSchema, OpenedLinkSchema, SecretSchema } from '../schemas/access.ts'
import type { App } from '../typebox.ts'

const TAGS = ['sign-in']

export function sessionRoutes(app: App, cx: DeskContext, secure: () => boolean): void {
  app.post(
    `${API}/session/open`,
    {
      config: { permission: 'public', limit: 'sign-in' },
      schema: {
        operationId: 'openLink',
        summary: 'Open a sign-in link: binds it to this browser and says who would sign in',
        tags: TAGS,
        body: SecretSchema,
        response: { 200: OpenedLinkSchema },
      },
    },
    async (request, reply) => {
      const { communityId, person, expiresAt, mark } = await openLink(cx, request.body.secret, request.cookies[BROWSER_COOKIE])
      const directory = await cx.directories.get(cx.db.read, communityId)
      keepMark(reply, mark, secure())
      return {
        person: { name: person.name, ...(person.title ? { title: person.title } : {}) },
        accessRole: accessRole(directory, person),
        communityName: directory.name,
        expiresAt,
      }
    },
  )
  app.post(
    `${API}/session`,
    {
      config: { permission: 'public', limit: 'sign-in' },
      schema: { operationId: 'signIn', summary: 'Sign in with an opened link', tags: TAGS, body: SecretSchema, response: { 200: MeSchema } },
    },
    async (request, reply) => {
      const { secret } = request.body
      const signedIn = await redeemLink(cx, secret, request.cookies[BROWSER_COOKIE], request.headers['user-agent'] ?? '')
      keepSession(dropMark(reply, secure()), signedIn.secret, secure())
      return me(cx, signedIn)
    },
  )
  app.delete(
    `${API}/session`,
    { config: { permission: 'session' }, schema: { operationId: 'signOut', summary: 'Sign out of this browser', tags: TAGS } },
    async (request, reply) => {
      const { communityId, id, personId } = principalOf(request)
      await cx.db.transact((tx) => endSessions(cx, tx, communityId, { id }, personId))
      return dropSession(reply, secure()).code(204).send()
    },
  )
  app.get(
    `${API}/me`,
    {
      config: { permission: 'signed-in' },
      schema: { operationId: 'me', summary: 'Who asks and what they may do', tags: TAGS, response: { 200: MeSchema } },
    },
    (request) => {
      const principal = principalOf(request)
      return me(cx, principal, principal.scopes)
    },
  )
}

async function me(
  cx: DeskContext,
  { communityId, personId }: { communityId: string; personId: string },
  scopes?: readonly Permission[],
): Promise<Me> {
  const directory = await cx.directories.get(cx.db.read, communityId)
  const person = await personById(cx, cx.db.read, communityId, personId)
  if (!person) throw new CodedError('SIGN_IN_NEEDED', 'This person is not known any more.')
  const role = accessRole(directory, person)
  return {
    person: { id: person.id, name: person.name, role: person.role, ...(person.title ? { title: person.title } : {}) },
    communityId,
    communityName: directory.name,
    timezone: directory.timezone,
    accessRole: role,
    permissions: [...(scopes ?? permissionsOf(role))],
    language: directory.language,
    now: cx.now(),
  }
}
