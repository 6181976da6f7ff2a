/** Saved views of the ledger. */

import { Type } from 'typebox'
import type { SavedViewRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { dropView, saveView, viewsFor } from '../../services/ledger/views.ts'
import { API, principalOf } from '../access/rights.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'

const TAGS = ['views']

const shown = ({ id, name, shared, personId, query, columns }: SavedViewRow, asker: string): shape.SavedView => ({
  ...{ id, name, shared, query, columns },
  mine: personId === asker,
})

export function viewRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/views`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'listViews',
        summary: 'Saved views: one’s own, and those that are shared',
        tags: TAGS,
        response: { 200: Type.Object({ items: Type.Array(shape.SavedViewSchema) }) },
      },
    },
    async (request) => {
      const { communityId, personId, role } = principalOf(request)
      const views = await viewsFor(cx, communityId, personId)
      return { items: views.filter((view) => role !== 'resident' || view.personId === personId).map((view) => shown(view, personId)) }
    },
  )
  app.post(
    `${API}/views`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'saveView',
        summary: 'Save a view; one of the same name takes the old one’s place',
        tags: TAGS,
        body: shape.NewViewSchema,
        response: { 201: shape.SavedViewSchema },
      },
    },
    async (request, reply) => {
      const { communityId, personId, role } = principalOf(request)
      const { name, shared = false, query, columns = [] } = request.body
      const view = await saveView(cx, communityId, personId, { name: name.trim(), shared: shared && role !== 'resident', query, columns })
      return reply.code(201).send(shown(view, personId))
    },
  )
  app.delete(
    `${API}/views/:id`,
    {
      config: { permission: 'tickets.read' },
      schema: { operationId: 'dropView', summary: 'Drop a saved view of one’s own', tags: TAGS, params: shape.IdParamsSchema },
    },
    async (request, reply) => {
      const { communityId, personId } = principalOf(request)
      await dropView(cx, communityId, personId, request.params.id)
      return reply.code(204).send()
    },
  )
}
