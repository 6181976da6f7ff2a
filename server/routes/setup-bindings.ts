/** Who is who in the chats: codes to bind with, and taking a binding back. */
import type { DeskContext } from '../../services/context.ts'
import { codeFor, unbindGroup, unbindPerson } from '../../services/setup/bindings.ts'
import { API } from '../access/rights.ts'
import * as shape from '../schemas/setup.ts'
import { setupAskerOf } from '../setup-asker.ts'
import type { App } from '../typebox.ts'

const TAGS = ['set-up']
const WRITE = { permission: 'setup.write' } as const

export function bindingRoutes(app: App, cx: DeskContext): void {
  app.post(
    `${API}/setup/people/:id/code`,
    {
      config: { ...WRITE, keepsAnswer: false },
      compress: false,
      schema: {
        operationId: 'issueBindCode',
        summary: 'A code for one day: whoever sends it to the bot directly is this person from then on',
        tags: TAGS,
        params: shape.SetupIdSchema,
        response: { 201: shape.BindCodeSchema },
      },
    },
    async (request, reply) => reply.code(201).send(await codeFor(cx, setupAskerOf(request, undefined), request.params.id)),
  )
  app.delete(
    `${API}/setup/people/:id/binding`,
    {
      config: WRITE,
      schema: {
        operationId: 'unbindPerson',
        summary: 'Take a chat id back from a person',
        tags: TAGS,
        params: shape.SetupIdSchema,
        querystring: shape.SetupBindingQuerySchema,
      },
    },
    async (request, reply) => {
      const { account, externalId, revision } = request.query
      await unbindPerson(cx, setupAskerOf(request, revision), { personId: request.params.id, account, externalId })
      return reply.code(204).send()
    },
  )
  app.delete(
    `${API}/setup/groups/:id/room`,
    {
      config: WRITE,
      schema: {
        operationId: 'unbindGroup',
        summary: 'Take its room away from a group',
        tags: TAGS,
        params: shape.SetupIdSchema,
        querystring: shape.SetupRevisionSchema,
      },
    },
    async (request, reply) => {
      await unbindGroup(cx, setupAskerOf(request, request.query.revision), request.params.id)
      return reply.code(204).send()
    },
  )
}
