/**
 * The read API in the shape of WeCom's 居民上报, so that tools written for it read this ledger. `access_token` is an API token with `tickets.read`.
 * Addresses, fields and the envelope are those of the public documents (developer.work.weixin.qq.com 93514–93519); numbers that the documents do not
 * give are our own (core/resident-reports.ts). Every answer has the status 200; what went wrong stands in `errcode`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { may, type Principal, scopeOf, type TicketScope } from '../../../core/access.ts'
import { CATEGORY_FACTS } from '../../../core/categories.ts'
import { CATEGORY_GROUPS, GROUPS } from '../../../core/category-groups.ts'
import type { Directory } from '../../../core/community.ts'
import { CodedError, type ErrorCode } from '../../../core/errors.ts'
import { startOfDay } from '../../../core/time.ts'
import type { DeskContext } from '../../../services/context.ts'
import { isVisible } from '../../../services/ledger/list.ts'
import { principalOfToken } from '../../../services/principals.ts'
import { categoryFigures, orderPage, reportFigures, type Whose } from '../../../services/resident-reports.ts'
import { ticketByNumber } from '../../../services/ticket-rows.ts'
import { cursorOf, readCursor } from '../../pages-of-lists.ts'
import type { App } from '../../typebox.ts'
import { ordersOf } from './orders.ts'

export const WECOM = '/cgi-bin/report/resident'

/** Of WeCom's public list of global codes, where it has one for the case. */
const ERRCODES: Partial<Record<ErrorCode, number>> = {
  SIGN_IN_NEEDED: 41001,
  API_KEY_INVALID: 40014,
  RIGHT_MISSING: 48002,
  FOREIGN_ORIGIN: 48002,
  REQUEST_INVALID: 40058,
  TICKET_UNKNOWN: 40058,
  TARGET_UNKNOWN: 60111,
  TOO_MANY: 45009,
}
const BUSY = -1

interface Asked {
  directory: Directory
  principal: Principal
  scope: TicketScope
  body: Record<string, unknown>
}

type Answerer = (asked: Asked) => Promise<Record<string, unknown>>
export type OnWrongSecret = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

export async function wecomRoutes(app: App, cx: DeskContext, onWrongSecret: OnWrongSecret): Promise<void> {
  await app.register(
    async (room) => {
      // Clients send JSON under whatever name. Nobody acts here, and nothing is read without a token.
      room.removeAllContentTypeParsers()
      room.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, String(body)))
      room.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
        const code = error instanceof CodedError ? ERRCODES[error.code] : (error.statusCode ?? 500) < 500 ? ERRCODES.REQUEST_INVALID : undefined
        if (code === undefined) request.log.error({ err: error, route: request.routeOptions.url }, 'a question in the shape of WeCom failed')
        const errmsg = code === undefined ? 'system busy' : `${error.message}${error instanceof CodedError ? ` ${error.next}` : ''}`
        return reply.code(200).send({ errcode: code ?? BUSY, errmsg })
      })
      const answering = (work: Answerer) => async (request: FastifyRequest, reply: FastifyReply) => ({
        errcode: 0,
        errmsg: 'ok',
        ...(await work(await askedBy(cx, request, reply, onWrongSecret))),
      })
      room.get('/get_grid_info', answering(gridInfo))
      room.post(
        '/get_corp_status',
        answering((asked) => corpStatus(cx, asked)),
      )
      room.post(
        '/get_user_status',
        answering((asked) => userStatus(cx, asked)),
      )
      room.post(
        '/category_statistic',
        answering((asked) => categoryStatistic(cx, asked)),
      )
      room.post(
        '/get_order_list',
        answering((asked) => orderList(cx, asked)),
      )
      room.post(
        '/get_order_info',
        answering((asked) => orderInfo(cx, asked)),
      )
    },
    { prefix: WECOM },
  )
}

async function askedBy(cx: DeskContext, request: FastifyRequest, reply: FastifyReply, onWrongSecret: OnWrongSecret): Promise<Asked> {
  const token = (request.query as Record<string, unknown>).access_token
  if (typeof token !== 'string' || token === '') throw new CodedError('SIGN_IN_NEEDED', 'access_token missing.')
  const principal = token.length <= 200 ? (await principalOfToken(cx, token))?.principal : undefined
  if (!principal) {
    await onWrongSecret(request, reply)
    throw new CodedError('API_KEY_INVALID', 'invalid access_token.')
  }
  if (!may(principal, 'tickets.read')) throw new CodedError('RIGHT_MISSING', 'The token has no scope "tickets.read".')
  return { directory: await cx.directories.get(cx.db.read, principal.communityId), principal, scope: scopeOf(principal), body: bodyOf(request.body) }
}

function bodyOf(text: unknown): Record<string, unknown> {
  if (typeof text !== 'string' || text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new CodedError('REQUEST_INVALID', 'The body is no JSON object.')
  return body as Record<string, unknown>
}

/** Text of a field; absent, null and empty are the same. */
function text({ body }: Asked, name: string): string | undefined {
  const value = body[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string' || value.length > 200) throw new CodedError('REQUEST_INVALID', `${name} must be text.`)
  return value
}

function whole({ body }: Asked, name: string): number | undefined {
  const value = body[name]
  if (value === undefined || value === null || value === '') return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number) || number < 0 || number > 8e9) throw new CodedError('REQUEST_INVALID', `${name} must be a whole number.`)
  return number
}

const gridInfo: Answerer = async ({ directory }) => ({
  grid_list: directory.grids.map(({ id, name }) => ({
    grid_id: id,
    grid_name: name,
    grid_admin: directory.staff.filter((person) => person.role === 'grid_worker' && person.gridIds.includes(id)).map((person) => person.id),
  })),
})

const figures = (cx: DeskContext, { directory, scope }: Asked, whose: Whose) =>
  reportFigures(cx, directory.id, scope, whose, startOfDay(cx.now(), directory.timezone))

async function corpStatus(cx: DeskContext, asked: Asked) {
  const gridId = text(asked, 'grid_id')
  if (gridId !== undefined && !asked.directory.grids.some(({ id }) => id === gridId))
    throw new CodedError('REQUEST_INVALID', `There is no grid "${gridId}".`)
  const { pending, processing, addedToday, finishedToday, total, accepted, finished } = await figures(
    cx,
    asked,
    gridId === undefined ? {} : { gridId },
  )
  return {
    ...{ processing, added_today: addedToday, solved_today: finishedToday, pending },
    ...{ total_case: total, total_accepted: accepted, total_solved: finished },
  }
}

async function userStatus(cx: DeskContext, asked: Asked) {
  const userid = text(asked, 'userid')
  if (!asked.directory.staff.some(({ id }) => id === userid)) throw new CodedError('TARGET_UNKNOWN', `"${userid ?? ''}" is nobody of the staff.`)
  const { pending, processing, addedToday, finishedToday } = await figures(cx, asked, { assigneeId: userid })
  return { processing, added_today: addedToday, solved_today: finishedToday, pending }
}

async function categoryStatistic(cx: DeskContext, asked: Asked) {
  const groupId = text(asked, 'category_id')
  const group = GROUPS.find(({ id }) => id === groupId)
  if (groupId !== undefined && !group) throw new CodedError('REQUEST_INVALID', `There is no category "${groupId}" of the first level.`)
  const counted = await categoryFigures(cx, asked.directory.id, asked.scope)
  const line = (id: string, name: string, level: number, own: typeof counted) => ({
    ...{ category_id: id, category_name: name, category_level: level },
    total_case: own.reduce((sum, { total }) => sum + total, 0),
    total_solved: own.reduce((sum, { finished }) => sum + finished, 0),
    category_type: id === 'other' ? 0 : 1,
  })
  if (!group)
    return {
      dashboard_list: GROUPS.map(({ id, zh }) =>
        line(
          id,
          zh,
          1,
          counted.filter(({ category }) => CATEGORY_GROUPS[category].id === id),
        ),
      ),
    }
  const within = Object.entries(CATEGORY_FACTS).filter(([category]) => CATEGORY_GROUPS[category as keyof typeof CATEGORY_GROUPS] === group)
  return {
    dashboard_list: within.map(([id, { zh }]) =>
      line(
        id,
        zh,
        2,
        counted.filter(({ category }) => category === id),
      ),
    ),
  }
}

const PAGE = { usual: 20, most: 50 }

async function orderList(cx: DeskContext, asked: Asked) {
  const { directory, principal, scope } = asked
  const limit = Math.min(whole(asked, 'limit') || PAGE.usual, PAGE.most)
  const cursor = text(asked, 'cursor')
  const [created, changed] = [whole(asked, 'begin_create_time'), whole(asked, 'begin_modify_time')]
  const found = await orderPage(cx, directory.id, scope, {
    ...(created === undefined ? {} : { createdFrom: created * 1000 }),
    ...(changed === undefined ? {} : { changedFrom: changed * 1000 }),
    after: cursor === undefined ? 0 : Number(readCursor(cursor, 1)[0]),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    next_cursor: found.length > limit && last ? cursorOf([last.number]) : '',
    order_list: await ordersOf(cx, directory, page, may(principal, 'people.phones')),
  }
}

async function orderInfo(cx: DeskContext, asked: Asked) {
  const id = text(asked, 'order_id') ?? ''
  const ticket = /^\d{1,9}$/.test(id) ? await ticketByNumber(cx, cx.db.read, asked.directory.id, Number(id)) : undefined
  if (!ticket || !isVisible(asked.scope, ticket)) throw new CodedError('TICKET_UNKNOWN', `There is no order "${id}".`)
  const [order] = await ordersOf(cx, asked.directory, [ticket], may(asked.principal, 'people.phones'))
  return { order_info: order }
}
