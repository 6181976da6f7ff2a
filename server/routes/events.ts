/** /api/v1/events: what changed in the community of whoever is signed in, so that two browsers stay in step. */
import { nanoid } from 'nanoid'
import type { Change } from '../../services/changes.ts'
import type { DeskContext } from '../../services/context.ts'
import { isStill } from '../../services/principals.ts'
import { API, principalOf } from '../access/rights.ts'
import { eventLines } from '../event-lines.ts'
import { type Feed, openFeed } from '../feed.ts'
import type { LedgerChange } from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'

/** Rights are looked at again when the line is taken up anew. */
const LINE = { ms: 10 * 60_000 }

export function eventRoutes(app: App, cx: DeskContext): void {
  const lines = eventLines(app)
  const feeds = new Map<string, Feed<Change>>()
  app.addHook('onClose', async () => {
    for (const feed of feeds.values()) feed.close()
  })
  const feedOf = (communityId: string): Feed<Change> => {
    const known = feeds.get(communityId)
    if (known) return known
    const ours = (listener: (change: Change) => void) =>
      cx.changes.watch((change) => {
        if (change.communityId === communityId) listener(change)
      })
    const feed = openFeed(ours, nanoid())
    feeds.set(communityId, feed)
    return feed
  }
  app.get(
    `${API}/events`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'events',
        summary: 'Server-sent events: `hello` (look at everything), `change` {kind, number?} (look there again)',
        tags: ['events'],
      },
    },
    (request, reply) => {
      const principal = principalOf(request)
      const { communityId, role } = principal
      // Residents hear that something moved, not what of their neighbours.
      const shown = ({ kind, ticketNumber }: Change): LedgerChange | undefined => {
        if (role === 'resident') return kind === 'ticket' ? { kind } : undefined
        return { kind, ...(ticketNumber === undefined ? {} : { number: ticketNumber }) }
      }
      lines.open(request, reply, feedOf(communityId), { shown, endsAfterMs: LINE.ms, stillMay: () => isStill(cx, principal) })
    },
  )
}
