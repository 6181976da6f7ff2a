/** The ledger: lists, one ticket, what is done to it, and the whole as a file. */
import { Type } from 'typebox'
import { CodedError } from '../../core/errors.ts'
import { audit } from '../../services/audit.ts'
import type { DeskContext } from '../../services/context.ts'
import { doAct } from '../../services/ledger/acts.ts'
import { countTickets, everyTicket, listTickets } from '../../services/ledger/list.ts'
import { noteBodiesRead } from '../../services/privacy/body-access.ts'
import { API } from '../access/rights.ts'
import { etagOf, isFresh } from '../etag.ts'
import { csvOf, type Export, xlsxOf } from '../exports.ts'
import { askerOf, type LedgerAsker, questionOf, seenTicket } from '../ledger-asker.ts'
import * as shape from '../schemas/ledger.ts'
import type { App } from '../typebox.ts'
import { linesOf } from '../views/ledger.ts'
import { pageOf } from '../views/ticket-page.ts'

const TAGS = ['tickets']

export function ticketRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/tickets`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'listTickets',
        summary: 'Tickets one may see: filtered, sorted, page by page',
        tags: TAGS,
        querystring: shape.TicketListQuerySchema,
        response: { 200: shape.TicketListSchema },
      },
    },
    async (request) => {
      const { limit, cursor, lang, ...query } = request.query
      const asker = await askerOf(cx, request)
      const question = questionOf(asker, query)
      const { tickets, next } = await listTickets(cx, asker.communityId, question, { limit, cursor })
      return {
        items: await linesOf(cx, asker.directory, tickets, lang),
        next,
        total: cursor === undefined ? await countTickets(cx, asker.communityId, question) : null,
      }
    },
  )
  oneTicket(app, cx)
  actRoutes(app, cx)
  exportRoutes(app, cx)
}

function oneTicket(app: App, cx: DeskContext): void {
  app.get(
    `${API}/tickets/:number`,
    {
      config: { permission: 'tickets.read' },
      schema: {
        operationId: 'getTicket',
        summary: 'One ticket with its timeline, messages, pictures, clocks and what one may do to it now',
        tags: TAGS,
        params: shape.TicketNumberSchema,
        querystring: shape.LangQuerySchema,
        response: { 200: shape.TicketPageSchema, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const asker = await askerOf(cx, request)
      const ticket = await seenTicket(cx, asker, request.params.number)
      const page = await pageOf(cx, asker.directory, ticket, asker, request.query.lang)
      // What may be done and what is late turn with the clock, pictures come without an event: the version alone would hide it.
      const { pictures, overdue, acts, related } = page
      const state = [ticket.version, pictures, overdue ? 1 : 0, acts.length, related.length, request.query.lang].join('.')
      if (isFresh(request, reply, state)) return reply
      if (asker.atWork && page.messages.some(({ text }) => text !== ''))
        await noteBodiesRead(cx, asker.communityId, { by: asker.person.id, number: ticket.number })
      return page
    },
  )
}

function actRoutes(app: App, cx: DeskContext): void {
  app.post(
    `${API}/tickets/:number/acts`,
    {
      config: { permission: 'tickets.act' },
      schema: {
        operationId: 'actOnTicket',
        summary: 'Do something to a ticket; it is told in the chat like what is done there',
        tags: TAGS,
        params: shape.TicketNumberSchema,
        querystring: shape.LangQuerySchema,
        body: shape.ActBodySchema,
        response: { 200: shape.TicketPageSchema },
      },
    },
    async (request, reply) => {
      const asker = await askerOf(cx, request)
      const { command, args = {}, version } = request.body
      const deed = { number: request.params.number, command, args, actor: asker.person, version }
      const ticket = await doAct(cx, asker.communityId, deed, asker.visible)
      reply.header('etag', etagOf(ticket.version))
      return pageOf(cx, asker.directory, ticket, asker, request.query.lang)
    },
  )
  app.post(
    `${API}/tickets/bulk`,
    {
      config: { permission: 'tickets.bulk' },
      schema: {
        operationId: 'actOnTickets',
        summary: 'Do the same to many tickets; each is done or refused by itself',
        tags: TAGS,
        body: shape.BulkBodySchema,
        response: { 200: shape.BulkResultSchema },
      },
    },
    async (request) => bulk(cx, await askerOf(cx, request), request.body),
  )
}

const BULK_COMMANDS: ReadonlySet<string> = new Set(['assign', 'note', 'suspend', 'resume', 'extend', 'close', 'recategorise', 'escalate'])

interface BulkAsked {
  numbers: readonly number[]
  command: string
  args?: Record<string, string | number | null>
}

async function bulk(cx: DeskContext, asker: LedgerAsker, { numbers, command, args = {} }: BulkAsked): Promise<shape.BulkResult> {
  if (!BULK_COMMANDS.has(command)) throw new CodedError('REQUEST_INVALID', `In bulk one can ${[...BULK_COMMANDS].join(', ')}, not "${command}".`)
  const result: shape.BulkResult = { done: [], failed: [] }
  for (const number of new Set(numbers)) {
    try {
      await doAct(cx, asker.communityId, { number, command, args, actor: asker.person }, asker.visible)
      result.done.push(number)
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      result.failed.push({ number, code: error.code, detail: error.message, next: error.next })
    }
  }
  const actor = asker.person.id
  await cx.db.transact((tx) => audit(cx, tx, asker.communityId, { actor, action: 'tickets.bulk', target: command, detail: { done: result.done } }))
  return result
}

function exportRoutes(app: App, cx: DeskContext): void {
  const formats = {
    csv: { type: 'text/csv; charset=utf-8', make: csvOf },
    xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', make: xlsxOf },
  } as const
  for (const format of ['csv', 'xlsx'] as const)
    app.get(
      `${API}/tickets/export.${format}`,
      {
        config: { permission: 'tickets.export' },
        schema: {
          operationId: format === 'csv' ? 'exportCsv' : 'exportXlsx',
          summary: `All tickets that fit the filters, as .${format}`,
          tags: TAGS,
          querystring: shape.ExportQuerySchema,
        },
      },
      async (request, reply) => {
        const asker = await askerOf(cx, request)
        const wanted = await prepareExport(cx, asker, request.query, format)
        const { type, make } = formats[format]
        return reply.type(type).header('content-disposition', `attachment; filename="tickets.${format}"`).send(make(wanted))
      },
    )
}

/** Who takes the ledger out of the house is written down first. */
async function prepareExport(cx: DeskContext, asker: LedgerAsker, { lang, ...query }: shape.ExportQuery, format: string): Promise<Export> {
  const question = questionOf(asker, query)
  const { directory, communityId, person } = asker
  const { q: _, ...filters } = query
  await cx.db.transact((tx) => audit(cx, tx, communityId, { actor: person.id, action: 'tickets.exported', target: format, detail: { ...filters } }))
  async function* pages() {
    for await (const tickets of everyTicket(cx, communityId, question)) yield linesOf(cx, directory, tickets, lang)
  }
  return { pages: pages(), timezone: directory.timezone, language: lang }
}
