/** What the bot says, said the community's own way: every sentence with an example, tried before it is kept. */
import { sampleOf } from '../../core/phrases/own-samples.ts'
import { slotsOf, templateFaults, usualTemplate, WORDING_KEYS, WORDING_LANGUAGES } from '../../core/phrases/own-sentences.ts'
import type { DeskContext } from '../../services/context.ts'
import { putWording } from '../../services/setup/entries.ts'
import { API, principalOf } from '../access/rights.ts'
import * as shape from '../schemas/setup.ts'
import type { App } from '../typebox.ts'

const TAGS = ['set-up']

export function wordingRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/setup/wording`,
    {
      config: { permission: 'setup.read' },
      schema: {
        operationId: 'getWording',
        summary: 'Sentences that a community may say its own way, with their slots and an example of each',
        tags: TAGS,
        response: { 200: shape.WordingPageSchema },
      },
    },
    async (request) => {
      const { revision, settings } = await cx.directories.get(cx.db.read, principalOf(request).communityId)
      const items = WORDING_KEYS.flatMap((key) =>
        WORDING_LANGUAGES.map((language) => {
          const own = settings.wording[key]?.[language] ?? null
          return {
            ...{ key, language, own, slots: slotsOf(key), usual: usualTemplate(key, language) },
            usualText: sampleOf(key, language),
            text: sampleOf(key, language, own ?? undefined),
          }
        }),
      )
      return { revision, items }
    },
  )
  app.get(
    `${API}/setup/wording/preview`,
    {
      config: { permission: 'setup.read' },
      schema: {
        operationId: 'previewWording',
        summary: 'What a template would say, and what is wrong with it',
        tags: TAGS,
        querystring: shape.WordingTrySchema,
        response: { 200: shape.WordingPreviewSchema },
      },
    },
    async (request) => {
      const { key, language, template } = request.query
      const faults = templateFaults(key, template)
      return { text: faults.length > 0 ? '' : sampleOf(key, language, template), faults }
    },
  )
  app.put(
    `${API}/setup/wording`,
    {
      config: { permission: 'setup.write' },
      schema: {
        operationId: 'putWording',
        summary: 'Say a sentence the community’s own way, or (null) as it is by itself again',
        tags: TAGS,
        body: shape.WordingBodySchema,
        querystring: shape.SetupRevisionSchema,
        response: { 200: shape.SetupOutcomeSchema },
      },
    },
    async (request) => {
      const { communityId, personId } = principalOf(request)
      return putWording(cx, { communityId, actor: personId, revision: request.query.revision }, request.body)
    },
  )
}
