/**
 * Open311 GeoReport v2 under /open311/v2, and the same under /open311/test/v2, where a request is checked and nothing is opened. Requests are read with
 * an API token (`tickets.read`), or by anybody as far as the public board goes; opening one takes a token with `tickets.open`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CATALOGUE, CodedError, type ErrorCode } from '../../../core/errors.ts'
import type { DeskContext } from '../../../services/context.ts'
import { knownOrder, takeOrder } from '../../../services/open311.ts'
import { type FoundRequest, findRequests } from '../../../services/open311-requests.ts'
import { ticketById } from '../../../services/ticket-rows.ts'
import { tokenName } from '../../../services/tokens.ts'
import type { App } from '../../typebox.ts'
import { answer, FORMATS, type Format, named, type Plain, refusal } from './answers.ts'
import { askerOf, type GeoAsker, type OnWrongSecret, viewerOf, withRight } from './asker.ts'
import { discoveryOf } from './discovery.ts'
import { categoryOf, orderOf, parametersOf, questionOf } from './parameters.ts'
import { definitionOf, requestOf, servicesOf } from './views.ts'

export const OPEN311 = '/open311/v2'
export const OPEN311_TEST = '/open311/test/v2'

/** As the specification has it: a wrong key is 403, whatever is not there 404. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  REQUEST_INVALID: 400,
  WRITE_DIFFERS: 400,
  API_KEY_INVALID: 403,
  RIGHT_MISSING: 403,
  FOREIGN_ORIGIN: 403,
  JURISDICTION_UNKNOWN: 404,
  NOT_FOUND: 404,
  TOO_LARGE: 413,
  TOO_MANY: 429,
}

export async function open311Routes(app: App, cx: DeskContext, onWrongSecret: OnWrongSecret): Promise<void> {
  for (const base of [OPEN311, OPEN311_TEST])
    await app.register(
      async (room) => {
        addForms(room as unknown as App)
        addRefusals(room as unknown as App)
        addReads(room as unknown as App, cx, onWrongSecret)
        addOpening(room as unknown as App, cx, onWrongSecret, base === OPEN311_TEST)
      },
      { prefix: base },
    )
}

/** Forms are understood here and nowhere else: everywhere else they are what a foreign page could post unasked. Here nobody acts without a key. */
function addForms(room: App): void {
  room.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)))
  })
}

/** XML unless the address says JSON. */
const formatOf = (request: FastifyRequest): Format => named(request.url.split('?')[0] ?? '')?.format ?? 'xml'

function addRefusals(room: App): void {
  room.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const format = formatOf(request)
    if (error instanceof CodedError) {
      const status = STATUS[error.code] ?? (CATALOGUE[error.code].fault === 'user' ? 400 : 500)
      if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'an Open311 request failed')
      return refusal(reply, format, status, `${error.message} ${error.next}`)
    }
    const { statusCode = 500 } = error
    if (statusCode >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'an Open311 request failed')
    return refusal(reply, format, statusCode, statusCode >= 500 ? CATALOGUE.INTERNAL.next : error.message)
  })
  room.setNotFoundHandler((request, reply) => refusal(reply, formatOf(request), 404, `${request.method} ${request.url.split('?')[0]} is not known.`))
}

interface Asked extends GeoAsker {
  parameters: URLSearchParams
}

type Answerer = (asked: Asked, name: string, request: FastifyRequest) => Promise<{ root: string; value: Plain }>

function addReads(room: App, cx: DeskContext, onWrongSecret: OnWrongSecret): void {
  const answering =
    (work: Answerer) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const file = named((request.params as { file?: string }).file ?? request.url.split('?')[0]?.split('/').at(-1) ?? '')
      if (!file) throw new CodedError('NOT_FOUND', 'Addresses end in .xml or .json.')
      const parameters = parametersOf(request)
      const asker = await askerOf(cx, request, reply, parameters, onWrongSecret)
      const { root, value } = await work({ ...asker, parameters }, file.name, request)
      return answer(reply, file.format, root, value)
    }
  for (const format of FORMATS) {
    room.get(`/discovery.${format}`, async (_request, reply) =>
      answer(reply, format, 'discovery', discoveryOf(cx.publicUrl(), [OPEN311, OPEN311_TEST]), 'text/xml'),
    )
    room.get(
      `/services.${format}`,
      answering(async ({ directory }) => ({ root: 'services', value: servicesOf(directory) })),
    )
    room.get(
      `/requests.${format}`,
      answering(async (asked) => {
        const viewer = viewerOf(asked)
        const found = await findRequests(cx, asked.directory.id, viewer, questionOf(asked.parameters, cx.now()))
        return { root: 'service_requests', value: found.map((one) => requestOf(cx, asked.directory, viewer, one)) }
      }),
    )
  }
  room.get(
    '/services/:file',
    answering(async ({ directory }, name) => {
      const category = categoryOf(name)
      if (!category) throw new CodedError('NOT_FOUND', `service_code "${name}" was not found.`)
      return { root: 'service_definition', value: definitionOf(directory, category) }
    }),
  )
  const one = answering(async (asked, name) => {
    const viewer = viewerOf(asked)
    const found = await oneRequest(cx, asked, name)
    return { root: 'service_requests', value: [requestOf(cx, asked.directory, viewer, found)] }
  })
  room.get('/requests/:file', one)
  // As the API description of open311/schema-validation has it.
  room.get('/request/:file', one)
  room.get(
    '/tokens/:file',
    answering(async (asked, name) => {
      const { id } = withRight(asked, 'tickets.open')
      const known = await knownOrder(cx, cx.db.read, asked.directory.id, id, name)
      const ticket = known && (await ticketById(cx, cx.db.read, asked.directory.id, known.ticketId))
      if (!ticket) throw new CodedError('NOT_FOUND', `The token "${name}" was not found.`)
      return { root: 'service_requests', value: [{ service_request_id: String(ticket.number), token: name }] }
    }),
  )
}

async function oneRequest(cx: DeskContext, asked: Asked, name: string): Promise<FoundRequest> {
  const question = questionOf(new URLSearchParams({ service_request_id: name }), cx.now())
  const [found] = await findRequests(cx, asked.directory.id, viewerOf(asked), question)
  if (!found) throw new CodedError('NOT_FOUND', `service_request_id "${name}" was not found.`)
  return found
}

/** What the test endpoint answers with: no request of this id can ever be. */
const CHECKED_ONLY = '0'

function addOpening(room: App, cx: DeskContext, onWrongSecret: OnWrongSecret, checkOnly: boolean): void {
  for (const format of FORMATS)
    room.post(`/requests.${format}`, async (request, reply) => {
      const parameters = parametersOf(request)
      const asker = await askerOf(cx, request, reply, parameters, onWrongSecret)
      const principal = withRight(asker, 'tickets.open')
      const key = request.headers['idempotency-key']
      const order = orderOf(parameters, asker.directory.buildings, typeof key === 'string' ? key.slice(0, 200) : undefined)
      const client = { tokenId: principal.id, name: await tokenName(cx, principal.communityId, principal.id) }
      const id = checkOnly ? CHECKED_ONLY : String((await takeOrder(cx, asker.directory, client, order)).number)
      const notice = checkOnly ? 'Checked only: the test endpoint opens nothing.' : null
      return answer(reply, format, 'service_requests', [{ service_request_id: id, service_notice: notice, account_id: null }])
    })
}
