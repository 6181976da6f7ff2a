/** 删除我的信息 · 删除我的图片 · 打码 · 拉黑: asked for by chat. What an admin does to somebody is answered where that somebody does not read. */
import { and, desc, eq, inArray, isNotNull, ne, or } from 'drizzle-orm'
import { calledName, isStaff, type Person } from '../../core/community.ts'
import { sameAsQuoted } from '../../core/redaction.ts'
import { phaseOf, type Ticket } from '../../core/ticket.ts'
import type { CommandName } from '../../core/understanding/terms.ts'
import type { Tx } from '../../db/open.ts'
import type { MessageRow } from '../../db/tables.ts'
import { type Asked, apartFromResidents } from '../asked.ts'
import { audit } from '../audit.ts'
import type { DeskContext } from '../context.ts'
import { findPerson, personById } from '../identity.ts'
import type { Arrival } from '../intake.ts'
import { voiceFor } from '../lines.ts'
import { say } from '../outbox.ts'
import { hideMessage, unsayPictures } from '../redaction.ts'
import { officeRoom } from '../staff-rooms.ts'
import { mattersOfPerson, ticketByNumber } from '../ticket-rows.ts'
import { nameThere, reply } from '../where-asked.ts'
import { blockedNames, blockPerson, unblockPerson } from './blocks.ts'
import { askForErasure, judgeErasure } from './requests.ts'

const answer = ({ cx, tx, arrival }: Asked, text: string): Promise<undefined> =>
  reply(cx, tx, apartFromResidents(arrival), text).then(() => undefined)

export const PRIVACY_COMMANDS: Partial<Record<CommandName, (asked: Asked) => Promise<undefined>>> = {
  async erase_me(asked) {
    const { cx, tx, arrival, voice } = asked
    const { directory, person } = arrival
    const to = nameThere(arrival)
    if (isStaff(person.role)) return void (await reply(cx, tx, arrival, voice.phrases.erasureOfStaff({ to })))
    const theirs = (await mattersOfPerson(cx, tx, directory.id, person.id)).filter(({ reporterId }) => reporterId === person.id)
    const open = theirs.filter(({ status }) => phaseOf(status) !== 'closed').map(({ number }) => number)
    const { number, again } = await askForErasure(cx, tx, directory.id, person.id)
    await reply(cx, tx, arrival, voice.phrases.erasureAsked({ to, open, again }))
    if (again) return undefined
    const text = voiceFor(directory, directory.language, cx.now()).phrases.erasureCard({
      request: number,
      name: calledName(person),
      tickets: theirs.length,
      open,
    })
    for (const admin of directory.staff.filter((one) => one.admin))
      await say(cx, tx, directory, { to: { person: admin.id }, text, fallbackRoom: officeRoom(directory) })
    return undefined
  },
  async judge_erasure(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const request = Number(command.args.request)
    const granted = command.args.verdict === 'yes'
    const whose = await judgeErasure(cx, tx, arrival.directory.id, { request, granted, by: arrival.person.id })
    if (whose === undefined) return answer(asked, voice.phrases.erasureUnknown({ request }))
    const { phrases } = voiceFor(arrival.directory, arrival.directory.language, cx.now())
    const text = granted ? phrases.erasureGranted({}) : phrases.erasureNotGranted({})
    await say(cx, tx, arrival.directory, { to: { person: whose }, text, pace: 'now' })
    // Of what was granted the job tells, once it is done.
    return granted ? answer(asked, voice.phrases.erasureTaken({ request })) : answer(asked, voice.phrases.erasureRefused({ request }))
  },
  async erase_pictures(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const ticket = command.ticket === undefined ? undefined : await ticketByNumber(cx, tx, arrival.directory.id, command.ticket)
    const pictures =
      command.ticket !== undefined && !ticket
        ? 0
        : await takePictures(cx, tx, arrival.directory.id, { personId: arrival.person.id, ticketId: ticket?.id })
    return void (await reply(cx, tx, arrival, voice.phrases.picturesErased({ to: nameThere(arrival), pictures })))
  },
  async redact(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const ticket = command.ticket === undefined ? undefined : await ticketByNumber(cx, tx, arrival.directory.id, command.ticket)
    const quoted = ticket ? undefined : await quotedMessage(cx, tx, arrival)
    const done = ticket ? await redactTicket(cx, tx, arrival, ticket) : quoted ? await redactMessages(cx, tx, arrival, [quoted]) : undefined
    return answer(asked, done ? voice.phrases.redactedDone({ number: ticket?.number ?? null, ...done }) : voice.phrases.redactNothing({}))
  },
  async block(asked) {
    const found = await personMeant(asked)
    if (!('person' in found)) return answer(asked, asked.voice.phrases.whoIsMeant(found))
    const { cx, tx, arrival, voice } = asked
    const name = calledName(found.person)
    if (isStaff(found.person.role)) return answer(asked, voice.phrases.notStaffToBlock({ name }))
    await blockPerson(cx, tx, arrival.directory.id, { personId: found.person.id, by: arrival.person.id })
    return answer(asked, voice.phrases.blocked({ name }))
  },
  async unblock(asked) {
    const found = await personMeant(asked)
    if (!('person' in found)) return answer(asked, asked.voice.phrases.whoIsMeant(found))
    const { cx, tx, arrival, voice } = asked
    await unblockPerson(cx, tx, arrival.directory.id, { personId: found.person.id, by: arrival.person.id })
    return answer(asked, voice.phrases.unblocked({ name: calledName(found.person) }))
  },
  async blocks(asked) {
    return answer(asked, asked.voice.phrases.blockedAre({ names: await blockedNames(asked.cx, asked.tx, asked.arrival.directory.id) }))
  },
}

/** Mentioned, quoted, or named: whoever is blocked is blocked by their chat id, so a name alone must be one person's. */
async function personMeant({ cx, tx, arrival, command }: Asked): Promise<{ person: Person } | { name: string; many: boolean }> {
  const { directory, message } = arrival
  for (const chatId of message.mentions) {
    const person = await findPerson(cx, tx, directory.id, message.account, chatId)
    if (person) return { person }
  }
  const quoted = await quotedMessage(cx, tx, arrival)
  const author = quoted && (await personById(cx, tx, directory.id, quoted.personId))
  if (author) return { person: author }
  const name = (command.args.who ?? '').replace(/^@/, '').trim()
  if (name === '') return { name, many: false }
  const { identities, people } = cx.db.tables
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .leftJoin(identities, and(eq(identities.communityId, people.communityId), eq(identities.personId, people.id)))
    .where(and(eq(people.communityId, directory.id), or(eq(people.name, name), eq(people.title, name), eq(identities.name, name))))
    .limit(20)
  const ids = [...new Set(rows.map(({ id }) => id))]
  const person = ids.length === 1 ? await personById(cx, tx, directory.id, ids[0] ?? null) : undefined
  return person ? { person } : { name, many: ids.length > 1 }
}

const LOOKED_BACK = 500

/** The message somebody quotes: by its words and its author's name, the latest of this chat. */
async function quotedMessage(cx: DeskContext, tx: Tx, { directory, message, roomId }: Arrival): Promise<MessageRow | undefined> {
  const { quote } = message
  if (!quote || roomId === null) return undefined
  const { messages } = cx.db.tables
  const rows = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.communityId, directory.id), eq(messages.roomId, roomId), ne(messages.role, 'bot'), ne(messages.id, message.id)))
    .orderBy(desc(messages.heardOrder))
    .limit(LOOKED_BACK)
  return rows.find((row) => row.senderName === quote.name && (row.text === quote.text || sameAsQuoted(quote.text, row.text)))
}

export interface RedactionDone {
  messages: number
  pictures: number
}

/** All that residents said and showed in a matter; the work goes on with its kind and building. */
export async function redactTicket(
  cx: DeskContext,
  tx: Tx,
  { directory, person }: Pick<Arrival, 'directory' | 'person'>,
  ticket: Ticket,
): Promise<RedactionDone> {
  const { messages } = cx.db.tables
  const rows = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.communityId, directory.id),
        or(eq(messages.matterId, ticket.id), and(eq(messages.account, ticket.account), eq(messages.id, ticket.messageId))),
        inArray(messages.role, ['resident', 'other']),
        ne(messages.kind, 'recall'),
      ),
    )
  const done = await redactMessages(cx, tx, { directory, person }, rows)
  const more = await takePictures(cx, tx, directory.id, { ticketId: ticket.id })
  return { messages: done.messages, pictures: done.pictures + more }
}

export async function redactMessages(
  cx: DeskContext,
  tx: Tx,
  { directory, person }: Pick<Arrival, 'directory' | 'person'>,
  rows: readonly MessageRow[],
): Promise<RedactionDone> {
  let pictures = 0
  const shown = rows.filter(({ recalledAt }) => recalledAt === null)
  for (const original of shown) {
    pictures += await picturesOf(cx, tx, original)
    await hideMessage(cx, tx, directory, { original, by: person })
  }
  for (const { id } of shown) await audit(cx, tx, directory.id, { actor: person.id, action: 'message.redacted', target: id })
  return { messages: shown.length, pictures }
}

async function picturesOf(cx: DeskContext, tx: Tx, { communityId, account, id }: MessageRow): Promise<number> {
  const { attachments } = cx.db.tables
  const rows = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(eq(attachments.communityId, communityId), eq(attachments.account, account), eq(attachments.messageId, id), isNotNull(attachments.hash)),
    )
  return rows.length
}

/** Pictures somebody sent, or those of a matter as reported: unreachable at once, off the disk in the same night. @returns how many */
export async function takePictures(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  of: { personId?: string; ticketId?: string | undefined },
): Promise<number> {
  const { attachments: a, messages: m } = cx.db.tables
  const rows = await tx
    .select({ id: a.id, hash: a.hash })
    .from(a)
    .leftJoin(m, and(eq(m.communityId, a.communityId), eq(m.account, a.account), eq(m.id, a.messageId)))
    .where(
      and(
        eq(a.communityId, communityId),
        isNotNull(a.hash),
        of.ticketId === undefined ? undefined : eq(a.ticketId, of.ticketId),
        of.personId === undefined ? eq(a.purpose, 'report') : eq(m.personId, of.personId),
      ),
    )
  const hashes = rows.flatMap(({ hash }) => (hash === null ? [] : [hash]))
  if (hashes.length === 0) return 0
  for (const { id } of rows)
    await tx
      .update(a)
      .set({ state: 'refused', hash: null, nextAt: null, problem: 'erased' })
      .where(and(eq(a.communityId, communityId), eq(a.id, id)))
  await unsayPictures(cx, tx, communityId, hashes)
  return rows.length
}
