/** What must hold after any number of kills, read from the database and from what the gateway wrote down. */
import { isDeepStrictEqual } from 'node:util'
import { inArray, ne } from 'drizzle-orm'
import { fold } from '../../core/evolve.ts'
import type { Database } from '../../db/open.ts'
import { likeSaid } from '../../services/arrivals.ts'
import { onlyTicket } from '../../services/ticket-rows.ts'

export interface Verdict {
  /** Broken promises, in words; empty when all hold. */
  faults: string[]
  /** Messages of people that are in the database. */
  heard: number
  tickets: number
  events: number
  words: { sent: number; unknown: number; failed: number; dropped: number }
  /** Words whose fate was unknown once and that were said again for it: marked in the outbox. */
  saidAgain: number
  /** Of them, those that the chat has twice. */
  doubled: number
  /** Words whose fate stayed unknown and that the chat does not have. */
  unsaid: number
}

type Rows<T extends keyof Database['tables']> = Database['tables'][T]['$inferSelect'][]

const asSaid = (to: string, text: string): string => `${to}\n${likeSaid(text)}`

const countOf = (list: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

/** @param said what the gateway saw being said */
export async function judge(db: Database, said: readonly { to: string; text: string }[]): Promise<Verdict> {
  const t = db.tables
  const messages = await db.read.select().from(t.messages).where(ne(t.messages.role, 'bot'))
  const tickets = await db.read.select().from(t.tickets)
  const events = await db.read.select().from(t.ticketEvents)
  const outbox = await db.read.select().from(t.outbox)
  const faults = [...messageFaults(messages, tickets), ...(await ticketFaults(db, tickets, events))]
  const words = await wordsOf(db, outbox, said)
  const states = countOf(outbox.map((row) => row.state))
  return {
    faults: [...faults, ...words.faults],
    heard: messages.length,
    tickets: tickets.length,
    events: events.length,
    words: {
      sent: states.get('sent') ?? 0,
      unknown: states.get('unknown') ?? 0,
      failed: states.get('failed') ?? 0,
      dropped: states.get('dropped') ?? 0,
    },
    saidAgain: outbox.filter((row) => row.uncertainAt !== null).length,
    doubled: words.doubled,
    unsaid: words.unsaid,
  }
}

/** Each message is answered for once: concluded upon, and with the ticket that it opened or belongs to. */
function messageFaults(messages: Rows<'messages'>, tickets: Rows<'tickets'>): string[] {
  const opened = countOf(tickets.map((ticket) => `${ticket.account} ${ticket.messageId}`))
  const ids = new Set(tickets.map((ticket) => ticket.id))
  return messages.flatMap((message) => {
    const many = opened.get(`${message.account} ${message.id}`) ?? 0
    const asks = message.action === 'open' || message.action === 'ask'
    if (message.action === null) return [`message ${message.id} was heard and nothing was concluded`]
    if (many > 2) return [`message ${message.id} opened ${many} tickets`]
    if (asks && many === 0) return [`message ${message.id} should have opened a ticket`]
    if (message.matterId !== null && !message.matterId.startsWith('lead:') && !ids.has(message.matterId))
      return [`message ${message.id} belongs to a ticket that is not there`]
    return []
  })
}

async function ticketFaults(db: Database, tickets: Rows<'tickets'>, events: Rows<'ticketEvents'>): Promise<string[]> {
  const faults: string[] = []
  for (const [number, count] of countOf(tickets.map((ticket) => String(ticket.number))))
    if (count > 1) faults.push(`#${number} was given ${count} times`)
  const [community] = await db.read.select().from(db.tables.communities)
  const highest = Math.max(0, ...tickets.map((ticket) => ticket.number))
  if (community && community.lastTicketNumber < highest) faults.push(`#${highest} is beyond the counter (${community.lastTicketNumber})`)
  const byTicket = new Map<string, Rows<'ticketEvents'>>()
  for (const event of events) byTicket.set(event.ticketId, [...(byTicket.get(event.ticketId) ?? []), event])
  for (const row of tickets) {
    const own = (byTicket.get(row.id) ?? []).sort((a, b) => a.seq - b.seq)
    if (own.some((event, index) => event.seq !== index + 1)) faults.push(`#${row.number} lacks an event`)
    else if (!isDeepStrictEqual(fold(own), onlyTicket(row))) faults.push(`#${row.number} is not the fold of its events`)
    if (row.assigneeId === null && row.closedAt === null) faults.push(`nobody answers for #${row.number}`)
  }
  return faults
}

/** Words marked sent were said, and once; marked uncertain, at most twice. Nothing else was said. */
async function wordsOf(
  db: Database,
  outbox: Rows<'outbox'>,
  said: readonly { to: string; text: string }[],
): Promise<{ faults: string[]; doubled: number; unsaid: number }> {
  const { identities, outbox: table } = db.tables
  const stuck = await db.read
    .select({ id: table.id })
    .from(table)
    .where(inArray(table.state, ['sending', 'pending']))
  const chats = new Map((await db.read.select().from(identities)).map((row) => [row.personId, row.externalId]))
  const chatOf = (row: Rows<'outbox'>[number]): string => (row.target === 'room' ? row.targetId : (chats.get(row.targetId) ?? row.targetId))
  const texts = outbox.filter((row) => row.pictureHash === null)
  const count = (rows: Rows<'outbox'>) => countOf(rows.map((row) => asSaid(chatOf(row), row.text)))
  const sent = count(texts.filter((row) => row.state === 'sent'))
  const unknown = count(texts.filter((row) => row.state === 'unknown'))
  const marked = count(texts.filter((row) => row.uncertainAt !== null))
  const spoken = countOf(said.filter(({ text }) => text !== '').map(({ to, text }) => asSaid(to, text)))
  const faults = stuck.length > 0 ? [`${stuck.length} words wait or hang after all was quiet`] : []
  let [doubled, unsaid] = [0, 0]
  for (const key of new Set([...sent.keys(), ...unknown.keys(), ...spoken.keys()])) {
    const [certain, maybe, twice, times] = [sent.get(key) ?? 0, unknown.get(key) ?? 0, marked.get(key) ?? 0, spoken.get(key) ?? 0]
    if (times < certain) faults.push(`said ${times} times, marked sent ${certain} times: ${key.slice(0, 80)}`)
    if (times > certain + maybe + twice) faults.push(`said ${times} times for ${certain + maybe} rows: ${key.slice(0, 80)}`)
    doubled += Math.max(0, times - certain - maybe)
    unsaid += Math.max(0, certain + maybe - times)
  }
  return { faults, doubled, unsaid }
}
