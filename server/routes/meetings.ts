/** Joint meetings 碰头会: the agenda as it gathers, what is agreed, and the meetings that were. The chat hears what is done here. */
import { inArray } from 'drizzle-orm'
import { holdsMeetings } from '../../core/command-rights.ts'
import { CodedError } from '../../core/errors.ts'
import { openParts } from '../../core/parts.ts'
import type { Ticket } from '../../core/ticket.ts'
import type { Tx } from '../../db/open.ts'
import { agendaNow, mattersOfMeeting, meetingsOf } from '../../services/agenda.ts'
import type { DeskContext } from '../../services/context.ts'
import { chosen, tellOf } from '../../services/ledger/acts.ts'
import { callForMatter, callMeeting, closeMeeting, type Minutes, recordMinutes } from '../../services/meetings.ts'
import { handName } from '../../services/part-lines.ts'
import { onlyTicket } from '../../services/ticket-rows.ts'
import { API } from '../access/rights.ts'
import { askerOf, type LedgerAsker, seenTicket } from '../ledger-asker.ts'
import * as shape from '../schemas/meetings.ts'
import type { App } from '../typebox.ts'
import { linesOf, type PageLanguage } from '../views/ledger.ts'

const TAGS = ['meetings']
const READ = { permission: 'meetings.read' } as const
const WRITE = { permission: 'meetings.write' } as const

type Kept = Omit<shape.Matter, 'ticket' | 'supports'> & { ticket: Ticket }

/** Only matters that the asker may see. */
async function shown(cx: DeskContext, asker: LedgerAsker, items: readonly Kept[], lang: PageLanguage): Promise<shape.Matter[]> {
  const seen = items.filter(({ ticket }) => asker.visible(ticket))
  const lines = await linesOf(
    cx,
    asker.directory,
    seen.map(({ ticket }) => ticket),
    lang,
  )
  return seen.flatMap(({ ticket, ...rest }, index) => {
    const line = lines[index]
    return line ? [{ ...rest, ticket: line, supports: openParts(ticket).map((part) => handName(asker.directory, part)) }] : []
  })
}

async function pageNow(cx: DeskContext, asker: LedgerAsker, lang: PageLanguage): Promise<shape.MeetingPage> {
  const { meeting, items } = await agendaNow(cx, cx.db.read, asker.directory)
  const planned = <T extends { plan: string; until: number | null }>(said: T | null) => said && { plan: said.plan, until: said.until }
  const kept = items.map(({ ticket, why, reason, minutes, before }) => ({
    ...{ ticket, why, reason },
    minutes: planned(minutes),
    before: planned(before),
  }))
  return {
    meeting: { number: meeting.number, at: meeting.at, place: meeting.place, closedAt: null },
    items: await shown(cx, asker, kept, lang),
    mayHold: holdsMeetings(asker.directory, asker.person),
    begun: meeting.at !== null || items.some(({ minutes }) => minutes !== null),
  }
}

export function meetingRoutes(app: App, cx: DeskContext): void {
  readingRoutes(app, cx)
  callingRoutes(app, cx)
  holdingRoutes(app, cx)
}

function readingRoutes(app: App, cx: DeskContext): void {
  app.get(
    `${API}/meetings`,
    {
      config: READ,
      schema: {
        operationId: 'listMeetings',
        summary: 'Meetings that were called or closed, the newest first (at most 50)',
        tags: TAGS,
        response: { 200: shape.MeetingsSchema },
      },
    },
    async (request) => {
      const { communityId } = await askerOf(cx, request)
      return {
        items: (await meetingsOf(cx, cx.db.read, communityId, 50)).map(({ number, at, place, closedAt }) => ({ number, at, place, closedAt })),
      }
    },
  )
  app.get(
    `${API}/meetings/now`,
    {
      config: READ,
      schema: {
        operationId: 'getAgenda',
        summary: 'The next meeting, or the one under way: its agenda, and what it has agreed so far',
        tags: TAGS,
        querystring: shape.MeetingQuerySchema,
        response: { 200: shape.MeetingPageSchema },
      },
    },
    async (request) => pageNow(cx, await askerOf(cx, request), request.query.lang),
  )
  app.get(
    `${API}/meetings/:number`,
    {
      config: READ,
      schema: {
        operationId: 'getMeeting',
        summary: 'A meeting that is closed: what stood on its agenda and what was agreed',
        tags: TAGS,
        params: shape.MeetingNumberSchema,
        querystring: shape.MeetingQuerySchema,
        response: { 200: shape.MeetingPageSchema },
      },
    },
    async (request) => pastPage(cx, await askerOf(cx, request), request.params.number, request.query.lang),
  )
}

async function pastPage(cx: DeskContext, asker: LedgerAsker, number: number, lang: PageLanguage): Promise<shape.MeetingPage> {
  const { communityId } = asker
  const meeting = (await meetingsOf(cx, cx.db.read, communityId, 1000)).find((one) => one.number === number)
  if (!meeting) throw new CodedError('NOT_FOUND', `There was no meeting ${number}.`)
  const rows = await mattersOfMeeting(cx, cx.db.read, communityId, number)
  const { tickets } = cx.db.tables
  const ids = rows.map(({ ticketId }) => ticketId)
  const known = ids.length === 0 ? [] : (await cx.db.read.select().from(tickets).where(inArray(tickets.id, ids))).map(onlyTicket)
  const items = rows.flatMap(({ ticketId, why, reason, plan, until, minutedAt }): Kept[] => {
    const ticket = known.find(({ id }) => id === ticketId)
    return ticket ? [{ ticket, why, reason, minutes: minutedAt === null ? null : { plan: plan ?? '', until }, before: null }] : []
  })
  return {
    meeting: { number, at: meeting.at, place: meeting.place, closedAt: meeting.closedAt },
    items: await shown(cx, asker, items, lang),
    mayHold: false,
    begun: true,
  }
}

function callingRoutes(app: App, cx: DeskContext): void {
  app.post(
    `${API}/meetings/now/call`,
    {
      config: WRITE,
      schema: {
        operationId: 'callMeeting',
        summary: 'Set its time and place; whoever is concerned is told, with their matters',
        tags: TAGS,
        querystring: shape.MeetingQuerySchema,
        body: shape.CallMeetingSchema,
        response: { 200: shape.MeetingPageSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const { at, place = '' } = request.body
      await cx.db.transact((tx) => callMeeting(cx, tx, asker.directory, { at, place: place.trim(), by: asker.person }))
      cx.changes.tell({ kind: 'outbox', communityId: asker.communityId })
      return pageNow(cx, asker, request.query.lang)
    },
  )
  app.post(
    `${API}/meetings/now/matters`,
    {
      // Whoever answers for a matter may bring it: `callForMatter` knows.
      config: READ,
      schema: {
        operationId: 'callForMatter',
        summary: 'Put a matter on the agenda',
        tags: TAGS,
        querystring: shape.MeetingQuerySchema,
        body: shape.CallMatterSchema,
        response: { 200: shape.MeetingPageSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const { number, reason = '' } = request.body
      await cx.db.transact(async (tx) => {
        const ticket = await seenTicket(cx, asker, number, tx)
        await callForMatter(cx, tx, asker.directory, { ticket, reason: reason.trim(), by: asker.person })
      })
      return pageNow(cx, asker, request.query.lang)
    },
  )
}

function holdingRoutes(app: App, cx: DeskContext): void {
  app.post(
    `${API}/meetings/now/minutes`,
    {
      config: WRITE,
      schema: {
        operationId: 'recordMinutes',
        summary: 'What was agreed about a matter: its lead, who supports, by when. Told when the meeting closes',
        tags: TAGS,
        querystring: shape.MeetingQuerySchema,
        body: shape.MinutesBodySchema,
        response: { 200: shape.MeetingPageSchema },
      },
    },
    async (request) => {
      const asker = await askerOf(cx, request)
      const after = await cx.db.transact(async (tx) => {
        const ticket = await seenTicket(cx, asker, request.body.number, tx)
        return recordMinutes(cx, tx, asker.directory, { ticket, minutes: await minutesOf(cx, tx, asker, ticket, request.body), by: asker.person })
      })
      tellOf(cx, asker.communityId, after)
      return pageNow(cx, asker, request.query.lang)
    },
  )
  app.post(
    `${API}/meetings/now/close`,
    {
      config: WRITE,
      schema: {
        operationId: 'closeMeeting',
        summary: 'Close it: everybody concerned is told once, and what is not closed comes back',
        tags: TAGS,
        response: { 200: shape.ClosedMeetingSchema },
      },
    },
    async (request) => {
      const { directory, person, communityId } = await askerOf(cx, request)
      const closed = await cx.db.transact((tx) => closeMeeting(cx, tx, directory, person))
      cx.changes.tell({ kind: 'outbox', communityId })
      return closed
    },
  )
}

async function minutesOf(cx: DeskContext, tx: Tx, { directory }: LedgerAsker, ticket: Ticket, body: shape.MinutesBody): Promise<Minutes> {
  const hand = (args: { unit?: string; person?: string }) => chosen({ cx, tx, directory, ticket, args })
  const supports: Minutes['supports'][number][] = []
  for (const { what, by, ...args } of body.supports ?? [])
    supports.push({ ...(await hand(args)), what: what.trim(), ...(by === undefined ? {} : { dueBy: by }) })
  return { plan: body.plan.trim(), until: body.until ?? null, lead: body.lead ? await hand(body.lead) : null, supports }
}
