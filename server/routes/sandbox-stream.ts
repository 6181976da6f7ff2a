/** /sandbox/api/stream: what changed in the demo community, as it happens. */
import { eventLines } from '../event-lines.ts'
import type { Feed } from '../feed.ts'
import type { Change } from '../schemas.ts'
import type { App } from '../typebox.ts'

export function streamRoutes(app: App, feed: Feed<Change>): void {
  const lines = eventLines(app)
  app.get('/sandbox/api/stream', (request, reply) => lines.open(request, reply, feed))
}
