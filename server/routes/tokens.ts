/** API tokens for machines. Made and taken back in a browser only: a token that leaked cannot make others. */
import { may } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import type { ApiTokenRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { makeToken, revokeToken, tokensOf } from '../../services/tokens.ts'
import { API, principalOf } from '../access/rights.ts'
import { namesOf } from '../names.ts'
import { IdParamsSchema, MadeTokenSchema, NewTokenSchema, type Token, TokensSchema } from '../schemas/access.ts'
import type { App } from '../typebox.ts'

const TAGS = ['tokens']
const DAY = 86_400_000

export function tokenRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/tokens`,
    {
      config: { permission: 'tokens.manage', kind: 'session' },
      schema: { operationId: 'listTokens', summary: 'API tokens, without their secrets', tags: TAGS, response: { 200: TokensSchema } },
    },
    async (request) => {
      const { communityId } = principalOf(request)
      const rows = await tokensOf(cx, communityId)
      const nameOf = await namesOf(
        cx,
        communityId,
        rows.map((row) => row.personId),
      )
      return { items: rows.map((row) => shown(row, nameOf)) }
    },
  )
  app.post(
    `${API}/tokens`,
    {
      config: { permission: 'tokens.manage', kind: 'session', keepsAnswer: false },
      compress: false,
      schema: {
        operationId: 'makeToken',
        summary: 'Make an API token; its secret is shown in this answer and never again',
        tags: TAGS,
        body: NewTokenSchema,
        response: { 201: MadeTokenSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const { communityId, personId } = principal
      const { name, scopes, days } = request.body
      const beyond = scopes.filter((scope) => !may(principal, scope))
      if (beyond.length > 0) throw new CodedError('RIGHT_MISSING', `A token cannot have rights that its maker does not have: ${beyond.join(', ')}.`)
      const expiresAt = days === undefined ? null : cx.now() + days * DAY
      const { row, secret } = await cx.db.transact((tx) => makeToken(cx, tx, { communityId, personId, name, scopes, expiresAt }))
      const nameOf = await namesOf(cx, communityId, [personId])
      return reply.code(201).send({ ...shown(row, nameOf), secret })
    },
  )
  app.delete(
    `${API}/tokens/:id`,
    {
      config: { permission: 'tokens.manage', kind: 'session' },
      schema: { operationId: 'revokeToken', summary: 'Take an API token back', tags: TAGS, params: IdParamsSchema },
    },
    async (request, reply) => {
      const { communityId, personId } = principalOf(request)
      const gone = await cx.db.transact((tx) => revokeToken(cx, tx, communityId, request.params.id, personId))
      if (!gone) throw new CodedError('NOT_FOUND', 'There is no such token.')
      return reply.code(204).send()
    },
  )
}

const shown = ({ id, name, personId, scopes, createdAt, expiresAt, lastUsedAt }: ApiTokenRow, nameOf: (id: string) => string): Token => ({
  id,
  name,
  madeBy: { id: personId, name: nameOf(personId) },
  scopes,
  createdAt,
  expiresAt,
  lastUsedAt,
})
