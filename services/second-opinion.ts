/** What the second reader's word changes: a lead is raised, dropped, or named more closely. Never a ticket, never a command. */
import { and, desc, eq, lt } from 'drizzle-orm'
import type { InboundMessage } from '../core/message.ts'
import type { Reading } from '../core/understanding/terms.ts'
import type { DeskContext } from './context.ts'
import type { Receipt } from './intake.ts'
import { insertLead } from './leads.ts'
import { messageById } from './message-rows.ts'
import { isUnsure, type Opinion, type SecondReader } from './second-reader.ts'

/** Called after the message's transaction; a failure leaves everything as the first reader had it. */
export async function secondOpinion(cx: DeskContext, reader: SecondReader, message: InboundMessage, receipt: Receipt): Promise<void> {
  const { communityId, reading } = receipt
  if (!communityId || !reading || !message.room || (receipt.action !== 'ignore' && receipt.action !== 'lead') || !isUnsure(reading)) return
  const { before, names } = await surroundings(cx, communityId, message)
  const opinion = await reader.ask({ communityId, reading, before, names })
  if (!opinion) return
  await apply(cx, communityId, { message, receipt, reading, opinion })
  cx.changes.tell({ kind: 'lead', communityId, room: message.room.id })
}

async function surroundings(cx: DeskContext, communityId: string, message: InboundMessage): Promise<{ before: string[]; names: string[] }> {
  const { messages } = cx.db.tables
  const own = await messageById(cx, cx.db.read, communityId, message.account, message.id)
  const rows = own
    ? await cx.db.read
        .select({ text: messages.text, name: messages.senderName })
        .from(messages)
        .where(and(eq(messages.communityId, communityId), eq(messages.roomId, own.roomId ?? ''), lt(messages.heardOrder, own.heardOrder)))
        .orderBy(desc(messages.heardOrder))
        .limit(20)
    : []
  const directory = await cx.directories.get(cx.db.read, communityId)
  const staff = directory.staff.flatMap((person) => [person.name, ...(person.title ? [person.title] : [])])
  return {
    before: rows
      .slice(0, 3)
      .map((row) => row.text)
      .reverse(),
    names: [...new Set([message.sender.name, ...rows.map((row) => row.name), ...staff])],
  }
}

interface Verdict {
  message: InboundMessage
  receipt: Receipt
  reading: Reading
  opinion: Opinion
}

async function apply(cx: DeskContext, communityId: string, { message, receipt, reading, opinion }: Verdict): Promise<void> {
  const { leads, messages } = cx.db.tables
  const closer: Reading = {
    ...reading,
    category: reading.category ?? opinion.category ?? undefined,
    location:
      reading.location?.building === undefined && opinion.building !== null && reading.text.includes(opinion.building)
        ? { ...reading.location, building: opinion.building }
        : reading.location,
  }
  await cx.db.transact(async (tx) => {
    const row = await messageById(cx, tx, communityId, message.account, message.id)
    if (!row || row.recalledAt !== null) return
    if (receipt.matterId?.startsWith('lead:')) {
      const number = Number(receipt.matterId.slice('lead:'.length))
      const change = opinion.report ? { reading: closer } : { state: 'dropped' as const }
      await tx
        .update(leads)
        .set(change)
        .where(and(eq(leads.communityId, communityId), eq(leads.number, number), eq(leads.state, 'pending')))
    } else if (opinion.report && row.matterId === null) {
      const number = await insertLead(cx, tx, communityId, { ...row, personId: row.personId ?? '', reading: closer })
      await tx
        .update(messages)
        .set({ action: 'lead', matterId: `lead:${number}` })
        .where(and(eq(messages.communityId, communityId), eq(messages.account, message.account), eq(messages.id, message.id)))
    }
  })
}
