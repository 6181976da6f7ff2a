/** What an admin does about people's data on the page: making a matter, one message or one picture of it unreadable. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { Type } from 'typebox'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { redactMessages, redactTicket } from '../../services/privacy/commands.ts'
import { dropFiles } from '../../services/privacy/unused-files.ts'
import { unsayPictures } from '../../services/redaction.ts'
import { ticketByNumber } from '../../services/ticket-rows.ts'
import { API } from '../access/rights.ts'
import { askerOf, seenTicket } from '../ledger-asker.ts'
import { LangQuerySchema, TicketNumberSchema, TicketPageSchema } from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { pageOf } from '../views/ticket-page.ts'

const RedactionSchema = Type.Object(
  {
    messageId: Type.Optional(
      Type.String({ maxLength: 200, description: 'One message of the matter; all that residents said and showed when absent.' }),
    ),
    pictureId: Type.Optional(Type.String({ maxLength: 200, description: 'One picture of the matter.' })),
  },
  { additionalProperties: false },
)

export function privacyRoutes(app: App, cx: DeskContext): void {
  app.post(
    `${API}/tickets/:number/redaction`,
    {
      config: { permission: 'privacy.manage' },
      schema: {
        operationId: 'redactTicket',
        summary: 'Make what residents said and showed in a matter unreadable; the matter goes on',
        tags: ['privacy'],
        params: TicketNumberSchema,
        querystring: LangQuerySchema,
        body: RedactionSchema,
        response: { 200: TicketPageSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const { number } = request.params
      const ticket = await seenTicket(cx, asker, number)
      const { directory, person, communityId } = asker
      const { messageId, pictureId } = request.body
      const { attachments: a, messages: m } = cx.db.tables
      const shown = await cx.db.read
        .select({ id: a.id, hash: a.hash, messageId: a.messageId })
        .from(a)
        .where(and(eq(a.communityId, communityId), eq(a.ticketId, ticket.id), isNotNull(a.hash)))
      const found = await cx.db.transact(async (tx) => {
        if (pictureId !== undefined) {
          const [gone] = await tx
            .update(a)
            .set({ state: 'refused', hash: null, nextAt: null, problem: 'erased' })
            .where(and(eq(a.communityId, communityId), eq(a.ticketId, ticket.id), eq(a.id, pictureId)))
            .returning({ id: a.id })
          const hashes = shown.flatMap(({ id, hash }) => (id === pictureId && hash !== null ? [hash] : []))
          await unsayPictures(cx, tx, communityId, hashes)
          return gone !== undefined
        }
        if (messageId === undefined) return redactTicket(cx, tx, { directory, person }, ticket).then(() => true)
        const rows = await tx
          .select()
          .from(m)
          .where(and(eq(m.communityId, communityId), eq(m.account, ticket.account), eq(m.id, messageId)))
        const ofTicket = rows.filter(({ matterId, id }) => matterId === ticket.id || id === ticket.messageId)
        await redactMessages(cx, tx, { directory, person }, ofTicket)
        return ofTicket.length > 0
      })
      if (!found) throw new CodedError('NOT_FOUND', `#${number} has no such message or picture.`)
      await dropFiles(
        cx,
        shown.flatMap(({ hash }) => (hash === null ? [] : [hash])),
      )
      cx.changes.tell({ kind: 'ticket', communityId, ticketNumber: number })
      const after = (await ticketByNumber(cx, cx.db.read, communityId, number)) ?? ticket
      return pageOf(cx, directory, after, asker, request.query.lang)
    },
  )
}
