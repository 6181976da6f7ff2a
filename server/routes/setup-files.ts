/** The set-up as a file, out and in. */
import multipart from '@fastify/multipart'
import { may } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import { audit } from '../../services/audit.ts'
import type { DeskContext } from '../../services/context.ts'
import { exportSetup, importSetup } from '../../services/setup/exchange.ts'
import { API, principalOf } from '../access/rights.ts'
import * as shape from '../schemas/setup.ts'
import { setupAskerOf } from '../setup-asker.ts'
import type { App } from '../typebox.ts'

const TAGS = ['set-up']
const LARGEST_FILE = { bytes: 4 * 1024 * 1024 }
const WRITE = { permission: 'setup.write' } as const

export async function setupFileRoutes(app: App, cx: DeskContext): Promise<void> {
  exportRoute(app, cx)
  // Files are understood on this route only: everywhere else a form is refused.
  await app.register(async (room) => {
    await room.register(multipart, { limits: { files: 1, fields: 2, parts: 3, fileSize: LARGEST_FILE.bytes, headerPairs: 50 } })
    importRoute(room as unknown as App, cx)
  })
}

const MIME = { yaml: 'application/yaml; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

function exportRoute(app: App, cx: DeskContext): void {
  app.get(
    `${API}/setup/export.:format`,
    {
      // It holds telephone numbers and chat ids: whoever may write it may take it away.
      config: WRITE,
      schema: {
        operationId: 'exportSetup',
        summary: 'The set-up as a community file (yaml or xlsx); importing it again changes nothing',
        tags: TAGS,
        params: shape.SetupExportParamsSchema,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      if (!may(principal, 'people.phones')) throw new CodedError('RIGHT_MISSING', 'This needs the right "people.phones".')
      const { communityId, personId } = principal
      const { format } = request.params
      const bytes = await exportSetup(cx, communityId, format)
      await cx.db.transact((tx) => audit(cx, tx, communityId, { actor: personId, action: 'setup.exported', target: communityId, detail: { format } }))
      return reply
        .type(MIME[format])
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${communityId}.${format}"`)
        .send(Buffer.from(bytes))
    },
  )
}

function importRoute(room: App, cx: DeskContext): void {
  room.post(
    `${API}/setup/import`,
    {
      config: WRITE,
      bodyLimit: LARGEST_FILE.bytes + 64 * 1024,
      schema: {
        operationId: 'importSetup',
        summary: 'Import a community file (multipart/form-data, one .yaml or .xlsx); with dryRun only say what it would change',
        tags: TAGS,
        consumes: ['multipart/form-data'],
        querystring: shape.SetupImportQuerySchema,
        response: { 200: shape.SetupOutcomeSchema },
      },
    },
    async (request) => {
      const upload = request.isMultipart() ? await request.file() : undefined
      if (!upload) throw new CodedError('REQUEST_INVALID', 'There is no file in the form.')
      const bytes = await upload.toBuffer()
      const { dryRun, revision } = request.query
      return importSetup(cx, setupAskerOf(request, revision), { name: upload.filename || 'file', bytes }, { dryRun })
    },
  )
}
