/** Where somebody is signed in, and ending it: one's own, or for admins anybody's. */
import { may } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { endSessions, sessionsOf } from '../../services/sessions.ts'
import { API, principalOf } from '../access/rights.ts'
import { namesOf } from '../names.ts'
import { EndedSchema, IdParamsSchema, SessionsQuerySchema, SessionsSchema } from '../schemas/access.ts'
import type { App } from '../typebox.ts'

const TAGS = ['sign-in']

export function sessionsRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/sessions`,
    {
      config: { permission: 'session' },
      schema: {
        operationId: 'listSessions',
        summary: 'Browsers that are signed in: one’s own, or everybody’s',
        tags: TAGS,
        querystring: SessionsQuerySchema,
        response: { 200: SessionsSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request)
      const { all } = request.query
      if (all && !may(principal, 'sessions.manage')) throw new CodedError('RIGHT_MISSING', 'The sessions of others are for admins.')
      const rows = await sessionsOf(cx, principal.communityId, all ? undefined : principal.personId)
      const nameOf = await namesOf(
        cx,
        principal.communityId,
        rows.map((row) => row.personId),
      )
      return {
        items: rows.map(({ id, personId, agent, createdAt, lastSeenAt, expiresAt }) => ({
          id,
          person: { id: personId, name: nameOf(personId) },
          agent,
          createdAt,
          lastSeenAt,
          expiresAt,
          current: principal.kind === 'session' && id === principal.id,
        })),
      }
    },
  )
  app.delete(
    `${API}/sessions/:id`,
    {
      config: { permission: 'session' },
      schema: { operationId: 'endSession', summary: 'End one session', tags: TAGS, params: IdParamsSchema },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const { communityId, personId } = principal
      const ending = { id: request.params.id, ...(may(principal, 'sessions.manage') ? {} : { ofPerson: personId }) }
      const ended = await cx.db.transact((tx) => endSessions(cx, tx, communityId, ending, personId))
      if (ended === 0) throw new CodedError('NOT_FOUND', 'There is no such session.')
      return reply.code(204).send()
    },
  )
  app.delete(
    `${API}/sessions`,
    {
      config: { permission: 'session' },
      schema: { operationId: 'endOtherSessions', summary: 'End all of one’s sessions but this one', tags: TAGS, response: { 200: EndedSchema } },
    },
    async (request) => {
      const { communityId, personId, id } = principalOf(request)
      return { ended: await cx.db.transact((tx) => endSessions(cx, tx, communityId, { allOf: personId, but: id }, personId)) }
    },
  )
}
