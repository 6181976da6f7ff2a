/** Pictures of tickets: putting one up, and looking at it. What a file is shows in its bytes, not in its name. */
import multipart from '@fastify/multipart'
import { Type } from 'typebox'
import { CodedError } from '../../core/errors.ts'
import type { DeskContext } from '../../services/context.ts'
import { ATTACHMENT_LIMIT } from '../../services/files.ts'
import { pictureOwner } from '../../services/ledger/deliveries.ts'
import { addPicture } from '../../services/ledger/pictures.ts'
import { ticketById } from '../../services/ticket-rows.ts'
import { API } from '../access/rights.ts'
import { askerOf, seenTicket } from '../ledger-asker.ts'
import { LangQuerySchema, TicketNumberSchema, TicketPageSchema } from '../schemas/ledger.ts'
import { AttachmentParamsSchema } from '../schemas.ts'
import type { App } from '../typebox.ts'
import { pageOf } from '../views/ticket-page.ts'

const TAGS = ['tickets']
/** No SVG: it can carry scripts. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const NAME_LENGTH = 200
const PictureQuerySchema = Type.Object({ ...LangQuerySchema.properties, purpose: Type.Enum(['report', 'proof'], { default: 'report' }) })

export async function ticketPictureRoutes(app: App, cx: DeskContext): Promise<void> {
  // Files are understood on this route only: everywhere else a form is refused.
  await app.register(async (room) => {
    await room.register(multipart, { limits: { files: 1, fields: 4, parts: 5, fileSize: ATTACHMENT_LIMIT.bytes, fieldSize: 1_000, headerPairs: 50 } })
    uploadRoute(room as unknown as App, cx)
  })
  app.get(
    `${API}/attachments/:hash`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'getAttachment',
        summary: 'A stored picture or file of a ticket one may see',
        tags: TAGS,
        params: AttachmentParamsSchema,
      },
    },
    async (request, reply) => {
      const asker = await askerOf(cx, request)
      const { hash } = request.params
      const owner = await pictureOwner(cx, asker.communityId, hash)
      const allowed = owner && (owner.personIds.includes(asker.person.id) || (await anySeen(owner.ticketIds)))
      const bytes = allowed ? await cx.files.read(hash).catch(() => undefined) : undefined
      if (!owner || !bytes) throw new CodedError('NOT_FOUND', 'This picture is not stored here.')
      const shown = SHOWN.has(owner.mime)
      return reply
        .header('cache-control', 'private, max-age=31536000, immutable')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', shown ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(owner.name)}`)
        .type(shown ? owner.mime : 'application/octet-stream')
        .send(bytes)
      async function anySeen(ids: readonly string[]): Promise<boolean> {
        for (const id of ids) {
          const ticket = await ticketById(cx, cx.db.read, asker.communityId, id)
          if (ticket && asker.visible(ticket)) return true
        }
        return ids.length === 0 && asker.scope.kind === 'all'
      }
    },
  )
}

/** Words beside the picture, no path. */
const nameOf = (said: string | undefined): string => (said ?? '').toWellFormed().replaceAll('\0', '').slice(0, NAME_LENGTH) || 'picture'

function uploadRoute(room: App, cx: DeskContext): void {
  room.post(
    `${API}/tickets/:number/pictures`,
    {
      config: { permission: 'tickets.act' },
      bodyLimit: ATTACHMENT_LIMIT.bytes + 64 * 1024,
      schema: {
        operationId: 'addPicture',
        summary: 'Add a picture to a ticket (multipart/form-data, one file): of the matter (report), or of the work done (proof)',
        tags: TAGS,
        consumes: ['multipart/form-data'],
        params: TicketNumberSchema,
        querystring: PictureQuerySchema,
        response: { 200: TicketPageSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const { number } = request.params
      // Who may not see it uploads nothing.
      await seenTicket(cx, asker, number)
      const upload = request.isMultipart() ? await request.file() : undefined
      if (!upload) throw new CodedError('REQUEST_INVALID', 'There is no file in the form.')
      const bytes = await upload.toBuffer()
      const { purpose, lang } = request.query
      const file = await cx.files.put(bytes)
      const ticket = await addPicture(
        cx,
        asker.communityId,
        { number, actor: asker.person, purpose, name: nameOf(upload.filename), file },
        asker.visible,
      )
      return pageOf(cx, asker.directory, ticket, asker, lang)
    },
  )
}
