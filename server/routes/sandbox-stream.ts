/**
 * /sandbox/api/stream: server-sent events. `hello` opens a line: look at everything once. `change` says where to look again.
 * A line that broke is taken up after `Last-Event-ID`; when that is too long ago (or before a restart) it is greeted with `hello` again.
 */
import type { ServerResponse } from 'node:http'
import type { Feed, FeedEntry } from '../feed.ts'
import { SECURITY_HEADERS } from '../headers.ts'
import type { App } from '../typebox.ts'

const HEARTBEAT = { ms: 15_000 }
const RETRY = { ms: 1_500 }
/** A browser that reads this much too slowly is let go; it comes back by itself. */
const UNREAD_AT_MOST = { bytes: 1024 * 1024 }

const HEADERS = {
  ...SECURITY_HEADERS,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // When the line ends the connection ends with it: an idle one would hold up the server's closing.
  connection: 'close',
  'x-accel-buffering': 'no',
}

const written = ({ id, change }: FeedEntry): string => `id: ${id}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`

export function streamRoutes(app: App, feed: Feed): void {
  const lines = new Set<ServerResponse>()
  // Open lines would keep the server from closing.
  app.addHook('preClose', async () => {
    for (const line of lines) line.end()
  })
  app.get('/sandbox/api/stream', (request, reply) => {
    reply.hijack()
    const line = reply.raw
    line.writeHead(200, HEADERS)
    const write = (words: string) => {
      line.write(words)
      if (line.writableLength > UNREAD_AT_MOST.bytes) line.destroy()
    }
    const missed = resume(feed, request.headers['last-event-id'])
    write(`retry: ${RETRY.ms}\n\n`)
    write(missed ? missed.map(written).join('') : `id: ${feed.lastId()}\nevent: hello\ndata: {}\n\n`)
    const off = feed.listen((entry) => write(written(entry)))
    const heartbeat = setInterval(() => write(': beat\n\n'), HEARTBEAT.ms)
    lines.add(line)
    line.on('close', () => {
      off()
      clearInterval(heartbeat)
      lines.delete(line)
    })
  })
}

function resume(feed: Feed, lastId: string | string[] | undefined): FeedEntry[] | undefined {
  return typeof lastId === 'string' ? feed.since(lastId) : undefined
}
