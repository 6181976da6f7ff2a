/** Answers to what never became a question: bytes that are no HTTP, heads beyond any measure. Node answers no hook of ours, so they are written here. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { SECURITY_HEADERS } from './headers.ts'

const STATUS: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

export function answerUnreadable({ code = '' }: Error & { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const status = STATUS[code] ?? 400
  const head = Object.entries({ ...SECURITY_HEADERS, 'cache-control': 'no-store', 'content-length': '0', connection: 'close' })
  if (socket.writable)
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'))
  socket.destroySoon()
}
