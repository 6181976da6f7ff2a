/** Everything of the ledger under /api/v1. */
import type { DeskContext } from '../../services/context.ts'
import type { App } from '../typebox.ts'
import { deliveryRoutes } from './deliveries.ts'
import { eventRoutes } from './events.ts'
import type { GatewayState } from './gateway.ts'
import { leadRoutes } from './leads.ts'
import { privacyRoutes } from './privacy.ts'
import { statsRoutes } from './stats.ts'
import { ticketPictureRoutes } from './ticket-pictures.ts'
import { ticketRoutes } from './tickets.ts'
import { todayRoutes } from './today.ts'
import { viewRoutes } from './views.ts'

export async function ledgerRoutes(app: App, cx: DeskContext, gateway: () => GatewayState): Promise<void> {
  ticketRoutes(app, cx)
  await ticketPictureRoutes(app, cx)
  leadRoutes(app, cx)
  privacyRoutes(app, cx)
  todayRoutes(app, cx, gateway)
  deliveryRoutes(app, cx)
  statsRoutes(app, cx)
  viewRoutes(app, cx)
  eventRoutes(app, cx)
}
