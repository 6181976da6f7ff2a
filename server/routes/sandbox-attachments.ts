/** Stored pictures and files by content hash. Only real pictures are shown in place; everything else is handed over as a download. */
import { CodedError } from '../../core/errors.ts'
import type { SandboxDesk } from '../sandbox-desk.ts'
import { AttachmentParamsSchema } from '../schemas.ts'
import type { App } from '../typebox.ts'

/** No SVG: it can carry scripts. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function attachmentRoutes(app: App, desk: SandboxDesk): void {
  app.get('/sandbox/api/attachments/:hash', { schema: { params: AttachmentParamsSchema } }, async (request, reply) => {
    const found = await desk.attachment(request.params.hash)
    if (!found) throw new CodedError('NOT_FOUND', 'This picture is not stored here.')
    const shown = SHOWN.has(found.mime)
    const fileName = encodeURIComponent(found.name ?? 'file')
    return reply
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', shown ? 'inline' : `attachment; filename*=UTF-8''${fileName}`)
      .type(shown ? found.mime : 'application/octet-stream')
      .send(Buffer.from(found.bytes))
  })
}
