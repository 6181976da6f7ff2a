/** Errors as the HTTP client sees them: problem+json (RFC 9457) with a code of the catalogue, what happened, and what to do next. */
import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { CATALOGUE, CodedError, type ErrorCode } from '../core/errors.ts'
import { SECURITY_HEADERS } from './headers.ts'
import type { ProblemBody } from './schemas.ts'
import type { App } from './typebox.ts'

/** Where the fault alone (see `statusOf`) does not say it. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  REQUEST_INVALID: 400,
  FOREIGN_ORIGIN: 403,
  METRICS_CLOSED: 403,
  NOT_ENTITLED: 403,
  NOT_FOUND: 404,
  TICKET_UNKNOWN: 404,
  STEP_FORBIDDEN: 409,
  VERSION_STALE: 409,
  SETUP_STALE: 409,
  FILE_INVALID: 422,
  DELIVERY_SETTLED: 409,
  TOO_LARGE: 413,
  SIGN_IN_NEEDED: 401,
  RIGHT_MISSING: 403,
  LINK_INVALID: 410,
  LINK_ELSEWHERE: 403,
  TOO_MANY: 429,
  WRITE_RUNNING: 409,
  WRITE_DONE: 409,
}
const STATUS_OF_FAULT = { user: 422, operator: 503, program: 500 } as const

const statusOf = (code: ErrorCode): number => STATUS[code] ?? STATUS_OF_FAULT[CATALOGUE[code].fault]

function toCoded(error: Error): CodedError {
  if (error instanceof CodedError) return error
  const { statusCode = 500 } = error as Partial<FastifyError>
  if (statusCode === 413) return new CodedError('TOO_LARGE', error.message)
  if (statusCode >= 400 && statusCode < 500) return new CodedError('REQUEST_INVALID', error.message)
  return new CodedError('INTERNAL', 'Something went wrong inside.', {}, error)
}

function send(reply: FastifyReply, error: CodedError, status = statusOf(error.code)): FastifyReply {
  const body: ProblemBody = {
    type: `urn:woodpecker:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: error.code,
    detail: error.message,
    next: error.next,
    ...(Array.isArray(error.facts.faults) ? { faults: error.facts.faults as string[] } : {}),
  }
  return reply.code(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body))
}

/** An address that cannot be read reaches no hook. */
export function answerMisaddressed(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  send(reply.headers({ ...SECURITY_HEADERS, 'cache-control': 'no-store' }), toCoded(error))
}

export function addProblems(app: App): void {
  app.setErrorHandler((error: Error, request: FastifyRequest, reply) => {
    const coded = toCoded(error)
    if (statusOf(coded.code) >= 500) request.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed')
    return send(reply, coded)
  })
  app.setNotFoundHandler((request, reply) => send(reply, new CodedError('NOT_FOUND', `${request.method} ${request.url.split('?')[0]} is not known.`)))
}
