/** Moderation of the public board: which tickets do not stand on it. */
import { Type } from 'typebox'
import { hiddenAmong, setHidden } from '../../services/board-moderation.ts'
import type { DeskContext } from '../../services/context.ts'
import { API } from '../access/rights.ts'
import { askerOf, seenTicket } from '../ledger-asker.ts'
import { TicketNumberSchema } from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'

const TAGS = ['board']
const HiddenSchema = Type.Object({ hidden: Type.Boolean({ description: 'kept off the public board' }) })

export function boardRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/tickets/:number/board`,
    {
      config: { permission: 'board.moderate' },
      schema: {
        operationId: 'getBoardMark',
        summary: 'Whether a ticket is kept off the public board',
        tags: TAGS,
        params: TicketNumberSchema,
        response: { 200: HiddenSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const { id } = await seenTicket(cx, asker, request.params.number)
      return { hidden: (await hiddenAmong(cx, cx.db.read, asker.communityId, [id])).has(id) }
    },
  )
  app.post(
    `${API}/tickets/:number/board`,
    {
      config: { permission: 'board.moderate' },
      schema: {
        operationId: 'setBoardMark',
        summary: 'Take a ticket off the public board, or put it back',
        tags: TAGS,
        params: TicketNumberSchema,
        body: HiddenSchema,
        response: { 200: HiddenSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const ticket = await seenTicket(cx, asker, request.params.number)
      const { hidden } = request.body
      await cx.db.transact((tx) => setHidden(cx, tx, asker.communityId, ticket, hidden, asker.person))
      return { hidden }
    },
  )
}
