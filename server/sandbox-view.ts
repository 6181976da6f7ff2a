/** What the sandbox's pages see of the desk: the same rows the bot works on, as plain JSON. */
import { and, desc, eq, inArray, isNotNull, lt, max, min, sql } from 'drizzle-orm'
import { calledName } from '../core/community.ts'
import { onDuty } from '../core/duty.ts'
import { phaseOf } from '../core/ticket.ts'
import { afterQuiet } from '../core/time.ts'
import type { MessageRow } from '../db/tables.ts'
import type { DeskContext } from '../services/context.ts'
import { demoScene, EXAMPLES } from '../services/demo.ts'
import { sendDigests } from '../services/digests.ts'
import { judgeOf, pendingLeads } from '../services/leads.ts'
import { onlyTicket, ticketByNumber } from '../services/ticket-rows.ts'
import type { SandboxDesk } from './sandbox-desk.ts'
import type { MessagesQuery } from './schemas.ts'
import { shownMessages } from './views/chat.ts'
import { detailOf, rowOf } from './views/tickets.ts'

const TICKETS_SHOWN = 200

export interface SandboxViewOptions {
  communityId: string
  bot: { id: string; name: string }
}

export function createSandboxView(cx: DeskContext, { communityId, bot }: SandboxViewOptions): SandboxDesk {
  const directoryNow = () => cx.directories.get(cx.db.read, communityId)
  const { messages, attachments, tickets, outbox } = cx.db.tables
  const chatIds = async () => new Map((await demoScene(cx, await directoryNow())).people.map((p) => [p.id, p.chatId]))

  const shown = (rows: MessageRow[]) => shownMessages(cx, communityId, rows)

  const chatOf = (query: Pick<MessagesQuery, 'room' | 'person'>) =>
    query.room === undefined ? eq(messages.peerId, query.person ?? '') : eq(messages.roomId, query.room)

  return {
    async scene() {
      const directory = await directoryNow()
      const scene = await demoScene(cx, directory)
      const duty = new Set(onDuty(directory, cx.now()).map((p) => p.id))
      const building = (id: string) => directory.buildings.find((b) => b.id === id)?.name
      const homes = new Map(scene.rooms.flatMap((room) => room.memberIds.map((member) => [member, room.id] as const)))
      return {
        community: directory.name,
        timezone: directory.timezone,
        bot,
        people: scene.people.map((p) => ({
          id: p.chatId,
          name: p.role === 'resident' ? p.name : calledName(p),
          role: p.role,
          ...(p.title && p.title !== calledName(p) ? { title: p.title } : {}),
          ...(p.orgId === null ? {} : { org: directory.organisations.find((o) => o.id === p.orgId)?.name }),
          ...(p.role === 'resident'
            ? { building: building(directory.groups.find((g) => g.externalId === homes.get(p.chatId))?.buildingIds[0] ?? '') }
            : {}),
          admin: p.admin,
          onDuty: duty.has(p.id),
          bound: true,
        })),
        rooms: directory.groups.flatMap((group) => {
          const room = scene.rooms.find((r) => r.id === group.externalId)
          const home = group.kind === 'building' ? building(group.buildingIds[0] ?? '') : undefined
          return room ? [{ id: room.id, name: group.name, kind: group.kind, ...(home ? { building: home } : {}), members: room.memberIds }] : []
        }),
        examples: EXAMPLES.map((example) => ({ ...example })),
      }
    },
    async messages(query) {
      const [before] =
        query.before === undefined
          ? []
          : await cx.db.read
              .select({ order: messages.heardOrder })
              .from(messages)
              .where(and(eq(messages.communityId, communityId), eq(messages.id, query.before)))
      const rows = await cx.db.read
        .select()
        .from(messages)
        .where(
          and(
            eq(messages.communityId, communityId),
            chatOf(query),
            sql`${messages.kind} <> 'recall'`,
            ...(before ? [lt(messages.heardOrder, before.order)] : []),
          ),
        )
        .orderBy(desc(messages.heardOrder))
        .limit(query.limit)
      return shown(rows.reverse())
    },
    async latest() {
      const newest = cx.db.read
        .select({ order: max(messages.heardOrder) })
        .from(messages)
        .where(and(eq(messages.communityId, communityId), sql`${messages.kind} <> 'recall'`))
        .groupBy(messages.roomId, messages.peerId)
      return shown(
        await cx.db.read
          .select()
          .from(messages)
          .where(and(eq(messages.communityId, communityId), inArray(messages.heardOrder, newest))),
      )
    },
    async tickets(query) {
      const directory = await directoryNow()
      const ids = await chatIds()
      const rows = await cx.db.read
        .select()
        .from(tickets)
        .where(and(eq(tickets.communityId, communityId), ...(query.room === undefined ? [] : [eq(tickets.roomId, query.room)])))
        .orderBy(desc(tickets.number))
        .limit(TICKETS_SHOWN)
      return rows
        .map(onlyTicket)
        .filter((t) => query.open === undefined || (phaseOf(t.status) !== 'closed') === query.open)
        .map((t) => rowOf(cx, directory, ids, t, query.lang))
    },
    async ticket(number, language) {
      const ticket = await ticketByNumber(cx, cx.db.read, communityId, number)
      return ticket && detailOf(cx, await directoryNow(), await chatIds(), ticket, language)
    },
    async leads() {
      const directory = await directoryNow()
      const ids = await chatIds()
      return (await pendingLeads(cx, cx.db.read, communityId)).reverse().map((lead) => {
        const judge = ids.get(judgeOf(directory, lead, cx.now())?.id ?? '')
        return {
          number: lead.number,
          at: lead.at,
          ...(lead.roomId === null ? {} : { room: lead.roomId }),
          from: lead.senderName,
          text: lead.text,
          ...(judge === undefined ? {} : { judge }),
        }
      })
    },
    async outbox() {
      const directory = await directoryNow()
      const counted = await cx.db.read
        .select({ state: outbox.state, n: sql<number>`cast(count(*) as integer)`, oldest: min(outbox.createdAt) })
        .from(outbox)
        .where(and(eq(outbox.communityId, communityId), inArray(outbox.state, ['pending', 'failed', 'unknown'])))
        .groupBy(outbox.state)
      const pending = counted.find((row) => row.state === 'pending')
      const now = cx.now()
      const quietUntil = afterQuiet(now, directory.settings.quietFrom, directory.settings.quietTo, directory.timezone)
      return {
        pending: pending?.n ?? 0,
        failed: counted.filter((row) => row.state !== 'pending').reduce((sum, row) => sum + row.n, 0),
        ...(pending?.oldest == null ? {} : { oldestAt: Number(pending.oldest) }),
        ...(pending && quietUntil > now ? { quietUntil } : {}),
      }
    },
    async runDigest() {
      const texts = await sendDigests(cx, communityId, { again: true })
      return {
        sent: texts.length,
        previews: texts.map((t) => ({ to: t.name, room: t.room, text: t.text, ...(t.pictureHash ? { picture: t.pictureHash } : {}) })),
      }
    },
    async attachment(hash) {
      const [file] = await cx.db.read
        .select()
        .from(attachments)
        .where(and(eq(attachments.communityId, communityId), eq(attachments.hash, hash)))
        .limit(1)
      const [said] = file
        ? []
        : await cx.db.read
            .select({ hash: outbox.pictureHash })
            .from(outbox)
            .where(and(eq(outbox.communityId, communityId), isNotNull(outbox.pictureHash), eq(outbox.pictureHash, hash)))
            .limit(1)
      if (!file && !said) return undefined
      const bytes = await cx.files.read(hash).catch(() => undefined)
      return bytes && { mime: file?.mime ?? 'image/png', bytes, ...(file ? { name: file.name } : {}) }
    },
    onChange: (listener) =>
      cx.changes.watch((change) => {
        if (change.communityId !== communityId || change.kind === 'setup') return
        listener({
          kind: change.kind,
          ...(change.room ? { room: change.room } : {}),
          ...(change.peer ? { person: change.peer } : {}),
          ...(change.ticketNumber ? { number: change.ticketNumber } : {}),
        })
      }),
  }
}
