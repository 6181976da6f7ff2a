/** The day at a glance. */
import { may } from '../../core/access.ts'
import type { DeskContext } from '../../services/context.ts'
import { deliveries, undeliveredCount } from '../../services/ledger/deliveries.ts'
import { leadsFor } from '../../services/ledger/leads.ts'
import { namesOf } from '../../services/ledger/page.ts'
import { todayFigures } from '../../services/ledger/today.ts'
import { API } from '../access/rights.ts'
import { askerOf } from '../ledger-asker.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { deliveryOf, leadOf } from '../views/desk.ts'
import { linesOf, personNamed } from '../views/ledger.ts'
import type { GatewayState } from './gateway.ts'

const SHOWN = 20

export function todayRoutes(app: App, cx: DeskContext, gateway: () => GatewayState): void {
  app.get(
    `${API}/today`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'today',
        summary: 'What is late, what falls due, who has how much, leads, undelivered messages, the gateway',
        tags: ['today'],
        querystring: shape.LangQuerySchema,
        response: { 200: shape.TodaySchema },
      },
    },
    async (request): Promise<shape.Today> => {
      const { lang } = request.query
      const { directory, communityId, scope, principal, atWork } = await askerOf(cx, request)
      const { late, dueSoon, load, counts } = await todayFigures(cx, communityId, directory.timezone, scope)
      const names = await namesOf(
        cx,
        communityId,
        load.map(({ personId }) => personId),
      )
      const leads = may(principal, 'leads.judge') ? await leadsFor(cx, directory, scope) : []
      const unheard = may(principal, 'deliveries.read')
      const undelivered = unheard ? await deliveries(cx, directory, { states: ['failed', 'unknown'], limit: SHOWN }) : []
      const { status, lastDongAt, detail } = gateway()
      return {
        now: cx.now(),
        late: await linesOf(cx, directory, late, lang),
        dueSoon: await linesOf(cx, directory, dueSoon, lang),
        load: atWork
          ? load.map(({ personId, orgId, open, overdue }) => ({
              person: personNamed(names, personId) ?? { id: personId, name: '' },
              unit: directory.organisations.filter(({ id }) => id === orgId).map(({ id, name }) => ({ id, name }))[0] ?? null,
              open,
              overdue,
            }))
          : [],
        leads: leads.slice(0, SHOWN).map((lead) => leadOf(cx, directory, lead, lang)),
        undelivered: undelivered.map(deliveryOf),
        gateway: { status, lastDongAt: lastDongAt ?? null, detail: unheard ? (detail ?? '') : '' },
        counts: { ...counts, leads: leads.length, undelivered: unheard ? await undeliveredCount(cx, communityId) : 0 },
      }
    },
  )
}
