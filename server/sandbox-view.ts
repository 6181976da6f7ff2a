/** What the sandbox's pages see of the desk: the same rows the bot works on, as plain JSON. */
import { and, asc, desc, eq, inArray, isNotNull, lt, max, min, sql } from 'drizzle-orm'
import { calledName, type Directory } from '../core/community.ts'
import { onDuty } from '../core/duty.ts'
import { STATE_LABELS, timelineSentence, URGENCY_LABELS, wordsOf } from '../core/phrases/timeline.ts'
import { phaseOf, type Ticket, type TicketStatus } from '../core/ticket.ts'
import { afterQuiet } from '../core/time.ts'
import type { MessageRow } from '../db/tables.ts'
import { attachmentsOfTicket } from '../services/attachment-rows.ts'
import type { DeskContext } from '../services/context.ts'
import { demoScene, EXAMPLES } from '../services/demo.ts'
import { sendDigests } from '../services/digests.ts'
import { judgeOf, pendingLeads } from '../services/leads.ts'
import { voiceFor } from '../services/lines.ts'
import { eventsOf, onlyTicket, ticketByNumber } from '../services/ticket-rows.ts'
import type { SandboxDesk } from './sandbox-desk.ts'
import type { ChatMessage, Language, MessagesQuery, TicketDetail, TicketRow } from './schemas.ts'

const TICKETS_SHOWN = 200
const NUMBER = /#(\d{1,7})/g

const TONES: Record<TicketStatus, TicketRow['tone']> = {
  open: 'new',
  accepted: 'working',
  suspended: 'working',
  resolved: 'waiting',
  solved: 'done',
  not_ours: 'ended',
  duplicate: 'ended',
  cannot: 'ended',
  withdrawn: 'ended',
}

export interface SandboxViewOptions {
  communityId: string
  bot: { id: string; name: string }
}

export function createSandboxView(cx: DeskContext, { communityId, bot }: SandboxViewOptions): SandboxDesk {
  const directoryNow = () => cx.directories.get(cx.db.read, communityId)
  const { messages, attachments, tickets, outbox, people } = cx.db.tables
  const chatIds = async () => new Map((await demoScene(cx, await directoryNow())).people.map((p) => [p.id, p.chatId]))

  async function shown(rows: MessageRow[]): Promise<ChatMessage[]> {
    if (rows.length === 0) return []
    const files = await cx.db.read
      .select()
      .from(attachments)
      .where(
        and(
          eq(attachments.communityId, communityId),
          inArray(
            attachments.messageId,
            rows.map((row) => row.id),
          ),
        ),
      )
    const roles = new Map(
      (await cx.db.read.select({ id: people.id, role: people.role }).from(people).where(eq(people.communityId, communityId))).map((p) => [
        p.id,
        p.role,
      ]),
    )
    const pictures = await ownPictures(rows)
    return rows.map((row) => {
      const file = files.find((f) => f.messageId === row.id)
      const recalled = row.recalledAt !== null
      return {
        id: row.id,
        ...(row.roomId === null ? { person: row.peerId ?? '' } : { room: row.roomId }),
        at: row.at,
        from: { id: row.senderId, name: row.senderName, role: row.role === 'bot' ? 'bot' : (roles.get(row.personId ?? '') ?? 'other') },
        kind: row.kind,
        text: recalled ? '' : row.text,
        ...(row.quote && !recalled ? { quote: row.quote } : {}),
        mentions: row.mentions,
        recalled,
        ...(file?.hash && !recalled ? { attachment: file.hash } : pictures.has(row.id) ? { attachment: pictures.get(row.id) } : {}),
        ...(file ? { fileName: file.name } : {}),
        ticketNumbers: [...new Set([...row.text.matchAll(NUMBER)].map((m) => Number(m[1])))],
      }
    })
  }

  /** Pictures the bot sent: their bytes are ours already. */
  async function ownPictures(rows: MessageRow[]): Promise<Map<string, string>> {
    const ids = rows.filter((row) => row.role === 'bot' && row.kind === 'image').map((row) => row.id)
    if (ids.length === 0) return new Map()
    const sent = await cx.db.read
      .select({ id: outbox.platformMessageId, hash: outbox.pictureHash })
      .from(outbox)
      .where(and(eq(outbox.communityId, communityId), inArray(outbox.platformMessageId, ids)))
    return new Map(sent.flatMap((row) => (row.id && row.hash ? [[row.id, row.hash] as const] : [])))
  }

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

function rowOf(cx: DeskContext, directory: Directory, chatIds: ReadonlyMap<string, string>, ticket: Ticket, language: Language): TicketRow {
  const voice = voiceFor(directory, language, cx.now())
  const labels = language === 'en' ? 'en' : 'zh'
  const holder = directory.staff.find((p) => p.id === ticket.assigneeId)
  const unit = directory.organisations.find((o) => o.id === ticket.orgId)?.name
  const open = phaseOf(ticket.status) === 'open'
  const chatId = holder && chatIds.get(holder.id)
  return {
    number: ticket.number,
    title: ticket.title,
    place: voice.place(ticket),
    category: voice.phrases.category(ticket.category),
    urgency: ticket.urgency,
    state: ticket.status,
    stateLabel: STATE_LABELS[labels][ticket.status],
    tone: TONES[ticket.status],
    open: phaseOf(ticket.status) !== 'closed',
    overdue: open && ticket.resolveBy < cx.now(),
    ...(ticket.roomId === null ? {} : { room: ticket.roomId }),
    ...(holder ? { assignee: { ...(chatId ? { id: chatId } : {}), name: calledName(holder), ...(unit ? { org: unit } : {}) } } : {}),
    ...(open ? { dueAt: ticket.promisedAt ?? (ticket.acceptedAt === null ? ticket.actBy : ticket.resolveBy) } : {}),
    openedAt: ticket.openedAt,
    updatedAt: ticket.statusAt,
  }
}

async function detailOf(
  cx: DeskContext,
  directory: Directory,
  chatIds: ReadonlyMap<string, string>,
  ticket: Ticket,
  language: Language,
): Promise<TicketDetail> {
  const voice = voiceFor(directory, language, cx.now())
  const events = await eventsOf(cx, cx.db.read, directory.id, ticket.id)
  const names = await peopleNamed(cx, directory, [ticket.reporterId, ...ticket.followers, ...events.map((e) => e.actorId ?? '')])
  const pictures = (await attachmentsOfTicket(cx, cx.db.read, directory.id, ticket.id)).filter(
    (row) => row.hash !== null && row.mime?.startsWith('image/'),
  )
  const named = (id: string) => ({ ...(chatIds.get(id) ? { id: chatIds.get(id) } : {}), name: names.get(id) ?? '' })
  const holder = (orgId: string | null, personId: string | null): string =>
    [directory.organisations.find((o) => o.id === orgId)?.name, directory.staff.find((p) => p.id === personId)]
      .map((x) => (typeof x === 'object' ? calledName(x) : (x ?? '')))
      .join('')
  const used = new Set<string>()
  const timeline = events.map(({ at, actorId, event }) => {
    const about = event.type === 'opened' ? event.ticket : event.type === 'assigned' ? event : undefined
    const shows = (messageId: string | null | undefined, purpose?: 'proof') =>
      pictures
        .filter((p) => !used.has(p.id) && (p.messageId === messageId || (purpose !== undefined && p.purpose === purpose)))
        .map((p) => (used.add(p.id), p.hash ?? ''))
    const hashes =
      event.type === 'opened'
        ? shows(event.ticket.messageId)
        : event.type === 'detail_added'
          ? shows(event.messageId)
          : event.type === 'resolved'
            ? shows(event.messageId, 'proof')
            : []
    const words = wordsOf(event)
    return {
      at,
      who: actorId === null ? (language === 'en' ? 'the clock' : '系统') : (names.get(actorId) ?? ''),
      what: timelineSentence(
        event,
        {
          actor: names.get(actorId ?? '') ?? '',
          holder: about ? holder(about.orgId, about.assigneeId) : '',
          when: voice.when,
          place: voice.place(ticket),
        },
        language,
      ),
      ...(words ? { words } : {}),
      pictures: hashes,
    }
  })
  const loose = pictures.filter((p) => !used.has(p.id)).map((p) => p.hash ?? '')
  if (timeline[0]) timeline[0].pictures.push(...loose)
  return {
    ...rowOf(cx, directory, chatIds, ticket, language),
    urgencyLabel: URGENCY_LABELS[language === 'en' ? 'en' : 'zh'][ticket.urgency],
    reporter: named(ticket.reporterId),
    followers: ticket.followers.map(named),
    timeline,
  }
}

async function peopleNamed(cx: DeskContext, directory: Directory, ids: readonly string[]): Promise<Map<string, string>> {
  const { people } = cx.db.tables
  const rows = await cx.db.read
    .select()
    .from(people)
    .where(and(eq(people.communityId, directory.id), inArray(people.id, [...new Set(ids)])))
    .orderBy(asc(people.id))
  return new Map(rows.map((row) => [row.id, calledName(row)]))
}
