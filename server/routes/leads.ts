/** Leads: messages that may be reports, and the verdict on each. */
import type { DeskContext } from '../../services/context.ts'
import { judge, leadsFor } from '../../services/ledger/leads.ts'
import { API } from '../access/rights.ts'
import { askerOf } from '../ledger-asker.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { leadOf } from '../views/desk.ts'

const TAGS = ['leads']

export function leadRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/leads`,
    {
      config: { permission: 'leads.judge' },
      schema: {
        operationId: 'listLeads',
        summary: 'Messages that may be reports and wait for a verdict, newest first',
        tags: TAGS,
        querystring: shape.LangQuerySchema,
        response: { 200: shape.LeadListSchema },
      },
    },
    async (request) => {
      const { directory, scope } = await askerOf(cx, request)
      const leads = await leadsFor(cx, directory, scope)
      return { items: leads.map((lead) => leadOf(cx, directory, lead, request.query.lang)), total: leads.length }
    },
  )
  app.post(
    `${API}/leads/:number`,
    {
      config: { permission: 'leads.judge' },
      schema: {
        operationId: 'judgeLead',
        summary: 'Open a ticket from a lead, or drop it',
        tags: TAGS,
        params: shape.LeadParamsSchema,
        body: shape.VerdictSchema,
        response: { 200: shape.JudgedSchema },
      },
    },
    async (request) => {
      const { communityId, scope } = await askerOf(cx, request)
      const { number } = request.params
      return { number, ticket: await judge(cx, communityId, scope, number, request.body.verdict === 'open') }
    },
  )
}
