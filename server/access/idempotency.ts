/** `Idempotency-Key` on any write of somebody signed in. Added after the rights, so that nobody gets an answer they may not see. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { CodedError } from '../../core/errors.ts'
import { type AnsweredWrite, claimWrite, settleWrite, type WriteKey } from '../../services/answered-writes.ts'
import type { DeskContext } from '../../services/context.ts'
import type { App } from '../typebox.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False: the answer holds a secret and is not kept for whoever asks again. */
    keepsAnswer?: boolean
  }
  interface FastifyRequest {
    /** The write this request has to do, when it brought a key. */
    write: WriteKey | undefined
  }
}

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const KEY = /^[\x21-\x7e]{1,200}$/
/** Longer answers are not kept; no write gives one. */
const KEPT_LENGTH = 256 * 1024

export function addIdempotency(app: App, cx: DeskContext): void {
  app.decorateRequest('write', undefined)
  app.addHook('preHandler', async (request, reply) => {
    const write = writeOf(request)
    if (!write) return
    const hash = hashOf(request)
    const known = await claimWrite(cx, write, hash)
    if (!known) {
      request.write = write
      return
    }
    answerAgain(known, hash)
    reply.code(known.status ?? 200).header('idempotency-replayed', 'true')
    if (known.contentType !== null) reply.type(known.contentType)
    return reply.send(known.body ?? undefined)
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const { write } = request
    if (!write) return
    request.write = undefined
    const { statusCode } = reply
    const text = typeof payload === 'string' && payload.length <= KEPT_LENGTH && request.routeOptions.config.keepsAnswer !== false ? payload : null
    const contentType = reply.getHeader('content-type')
    const answer = { status: statusCode, contentType: typeof contentType === 'string' ? contentType : null, body: text }
    // A refusal is given anew: what stood in the way may be gone.
    await settleWrite(cx, write, statusCode >= 400 ? undefined : answer)
  })
}

function writeOf({ principal, method, headers }: FastifyRequest): WriteKey | undefined {
  const key = headers['idempotency-key']
  if (key === undefined || !principal || !WRITES.has(method)) return undefined
  if (typeof key !== 'string' || !KEY.test(key)) throw new CodedError('REQUEST_INVALID', 'Idempotency-Key is 1 to 200 letters, digits and signs')
  return { communityId: principal.communityId, personId: principal.personId, key }
}

/** Files are not read twice: of an upload only its length counts. */
function hashOf({ method, url, body, headers }: FastifyRequest): string {
  const said = body === undefined ? `length ${headers['content-length'] ?? ''}` : JSON.stringify(body)
  return createHash('sha256').update(`${method} ${url}\n${said}`).digest('base64url')
}

function answerAgain(known: AnsweredWrite, hash: string): void {
  if (known.requestHash !== hash) throw new CodedError('WRITE_DIFFERS', 'Another write was asked for under this Idempotency-Key.')
  if (known.status === null) throw new CodedError('WRITE_RUNNING', 'The first asker is still waiting for the answer.')
  if (known.body === null && known.status !== 204) throw new CodedError('WRITE_DONE', 'The answer was not kept.')
}
