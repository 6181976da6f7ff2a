/** The sandbox's questions to the desk. */
import { Type } from 'typebox'
import { CodedError } from '../../core/errors.ts'
import type { SandboxDesk } from '../sandbox-desk.ts'
import * as shape from '../schemas.ts'
import type { App } from '../typebox.ts'

export function readingRoutes(app: App, desk: SandboxDesk): void {
  app.get('/sandbox/api/scene', { schema: { response: { 200: shape.SceneSchema } } }, () => desk.scene())

  const messages = Type.Array(shape.ChatMessageSchema)
  app.get('/sandbox/api/messages', { schema: { querystring: shape.MessagesQuerySchema, response: { 200: messages } } }, (request) => {
    const { room, person } = request.query
    if ((room === undefined) === (person === undefined)) throw new CodedError('REQUEST_INVALID', 'Name one chat: either room or person.')
    return desk.messages(request.query)
  })
  app.get('/sandbox/api/latest', { schema: { response: { 200: messages } } }, () => desk.latest())

  const rows = Type.Array(shape.TicketRowSchema)
  app.get('/sandbox/api/tickets', { schema: { querystring: shape.TicketsQuerySchema, response: { 200: rows } } }, (request) =>
    desk.tickets(request.query),
  )
  const one = { params: shape.TicketParamsSchema, querystring: shape.TicketLanguageSchema, response: { 200: shape.TicketDetailSchema } }
  app.get('/sandbox/api/tickets/:number', { schema: one }, async (request) => {
    const { number } = request.params
    const ticket = await desk.ticket(number, request.query.lang)
    if (!ticket) throw new CodedError('TICKET_UNKNOWN', `There is no ticket #${number}.`)
    return ticket
  })

  app.get('/sandbox/api/leads', { schema: { response: { 200: Type.Array(shape.LeadSchema) } } }, () => desk.leads())
  app.get('/sandbox/api/outbox', { schema: { response: { 200: shape.OutboxSchema } } }, () => desk.outbox())
  app.post('/sandbox/api/digest', { schema: { response: { 200: shape.DigestRunSchema } } }, () => desk.runDigest())
}
