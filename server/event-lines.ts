/**
 * Server-sent events. `hello` opens a line: look at everything once. `change` says where to look again.
 * A line that broke is taken up after `Last-Event-ID`; when that is too long ago (or before a restart) it is greeted with `hello` again.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Feed, FeedEntry } from './feed.ts'
import { SECURITY_HEADERS } from './headers.ts'
import type { App } from './typebox.ts'

const HEARTBEAT = { ms: 15_000 }
const RETRY = { ms: 1_500 }
/** Whoever listens is looked at again before they are told more, no more often than this. */
const TRUSTED = { ms: 5_000 }
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

export interface LineOptions<Change> {
  /** What this listener is told of a change; undefined keeps it from them. */
  shown?: (change: Change) => object | undefined
  /** After this the line ends and the browser comes back, so that its rights are looked at anew. */
  endsAfterMs?: number
  /** Asked again while the line is open; false ends it. */
  stillMay?: () => Promise<boolean>
}

export interface EventLines {
  open<Change extends object>(request: FastifyRequest, reply: FastifyReply, feed: Feed<Change>, options?: LineOptions<Change>): void
}

export function eventLines(app: App): EventLines {
  const lines = new Set<ServerResponse>()
  // Open lines would keep the server from closing.
  app.addHook('preClose', async () => {
    for (const line of lines) line.end()
  })
  return {
    open<Change extends object>(request: FastifyRequest, reply: FastifyReply, feed: Feed<Change>, options: LineOptions<Change> = {}) {
      const { shown = (change: Change) => change, endsAfterMs, stillMay } = options
      reply.hijack()
      const line = reply.raw
      line.writeHead(200, HEADERS)
      const write = (words: string) => {
        if (line.writableEnded) return
        line.write(words)
        if (line.writableLength > UNREAD_AT_MOST.bytes) line.destroy()
      }
      const written = ({ id, change }: FeedEntry<Change>): string => {
        const told = shown(change)
        return told ? `id: ${id}\nevent: change\ndata: ${JSON.stringify(told)}\n\n` : ''
      }
      const lastId = request.headers['last-event-id']
      const missed = typeof lastId === 'string' ? feed.since(lastId) : undefined
      write(`retry: ${RETRY.ms}\n\n`)
      write(missed ? missed.map(written).join('') : `id: ${feed.lastId()}\nevent: hello\ndata: {}\n\n`)
      let trustedAt = 0
      let told = Promise.resolve()
      /** In order, and only while they may hear it. */
      const tell = (words: string) => {
        if (!stillMay) return write(words)
        told = told
          .then(async () => {
            if (Date.now() - trustedAt > TRUSTED.ms) {
              if (!(await stillMay())) return void line.end()
              trustedAt = Date.now()
            }
            write(words)
          })
          .catch(() => void line.end())
      }
      const off = feed.listen((entry) => tell(written(entry)))
      const heartbeat = setInterval(() => tell(': beat\n\n'), HEARTBEAT.ms)
      const ending = endsAfterMs === undefined ? undefined : setTimeout(() => line.end(), endsAfterMs)
      lines.add(line)
      line.on('close', () => {
        off()
        clearInterval(heartbeat)
        clearTimeout(ending)
        lines.delete(line)
      })
    },
  }
}
