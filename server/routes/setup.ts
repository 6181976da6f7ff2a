/** The set-up: looked at whole, changed entry by entry, or by a file. Everything goes through the checks of the community file. */
import type { DeskContext } from '../../services/context.ts'
import { dropEntry, putCommunity, putEntry, putPolicies, type SetupEntry } from '../../services/setup/entries.ts'
import { lookAtSetup } from '../../services/setup/look.ts'
import { API, principalOf } from '../access/rights.ts'
import * as shape from '../schemas/setup.ts'
import { setupAskerOf } from '../setup-asker.ts'
import type { App } from '../typebox.ts'
import { bindingRoutes } from './setup-bindings.ts'
import { setupFileRoutes } from './setup-files.ts'
import { wordingRoutes } from './wording.ts'

const TAGS = ['set-up']
const READ = { permission: 'setup.read' } as const
const WRITE = { permission: 'setup.write' } as const
const CHANGED = { 200: shape.SetupOutcomeSchema }

export async function setupRoutes(app: App, cx: DeskContext): Promise<void> {
  readingRoutes(app, cx)
  wordingRoutes(app, cx)
  wholeRoutes(app, cx)
  entryRoutes(app, cx)
  bindingRoutes(app, cx)
  await setupFileRoutes(app, cx)
}

function readingRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/setup`,
    {
      config: READ,
      schema: { operationId: 'getSetup', summary: 'The whole set-up of the community', tags: TAGS, response: { 200: shape.SetupSchema } },
    },
    (request) => lookAtSetup(cx, principalOf(request)),
  )
  app.get(
    `${API}/setup/policies`,
    {
      config: READ,
      schema: {
        operationId: 'getPolicies',
        summary: 'The house rules as they hold, and what holds where nothing is said',
        tags: TAGS,
        response: { 200: shape.PoliciesPairSchema },
      },
    },
    async (request) => {
      const { revision, policies, defaults } = await lookAtSetup(cx, principalOf(request))
      return { revision, policies, defaults }
    },
  )
}

function wholeRoutes(app: App, cx: DeskContext): void {
  const body = shape.SetupBodySchema
  const querystring = shape.SetupRevisionSchema
  app.put(
    `${API}/setup/policies`,
    {
      config: WRITE,
      schema: {
        operationId: 'putPolicies',
        summary: 'Set house rules: those named; null goes back to what holds without being said',
        tags: TAGS,
        ...{ body, querystring },
        response: CHANGED,
      },
    },
    (request) => putPolicies(cx, setupAskerOf(request, request.query.revision), request.body as SetupEntry),
  )
  app.put(
    `${API}/setup/community`,
    {
      config: WRITE,
      schema: {
        operationId: 'putCommunity',
        summary: 'What the community is called, its timezone and language',
        tags: TAGS,
        ...{ body, querystring },
        response: CHANGED,
      },
    },
    (request) => putCommunity(cx, setupAskerOf(request, request.query.revision), request.body as SetupEntry),
  )
}

function entryRoutes(app: App, cx: DeskContext): void {
  const body = shape.SetupBodySchema
  const querystring = shape.SetupRevisionSchema
  app.put(
    `${API}/setup/:kind/:id`,
    {
      config: WRITE,
      schema: {
        operationId: 'putSetupEntry',
        summary: 'Add an entry, or put it in the place of the one of this id; a shift with an id nobody has is added',
        tags: TAGS,
        params: shape.SetupKindSchema,
        ...{ body, querystring },
        response: CHANGED,
      },
    },
    (request) => putEntry(cx, setupAskerOf(request, request.query.revision), request.params.kind, request.params.id, request.body as SetupEntry),
  )
  app.delete(
    `${API}/setup/:kind/:id`,
    {
      config: WRITE,
      schema: {
        operationId: 'dropSetupEntry',
        summary: 'Take an entry out; people become inactive, their past stays',
        tags: TAGS,
        params: shape.SetupKindSchema,
        querystring,
        response: CHANGED,
      },
    },
    (request) => dropEntry(cx, setupAskerOf(request, request.query.revision), request.params.kind, request.params.id),
  )
}
