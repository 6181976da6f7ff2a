/** Writes a whole invented community into an empty database, day by day over years. */
import { termsOf } from '../../services/ledger/words.ts'
import { seeded } from '../training/random.ts'
import { type Bulk, openBulk } from './bulk.ts'
import { type Chances, chancesOf, type Life, lifeOf, type Said } from './invented-lives.ts'
import { type InventedTown, putTown, TOWN } from './invented-town.ts'

export interface Invention {
  tickets: number
  /** Building groups. */
  groups: number
  /** Tickets on a usual day: with their number it says over how many days the ledger goes. */
  perDay: number
  /** Residents of a building. */
  households: number
  seed: number
  /** The last instant of it. */
  now: number
}

const DAY = 86_400_000
const LIVES_AT_ONCE = 2_000
/** Chatter and what the bot said are kept for so long. */
const TALK_KEPT = { days: 30 }
/** Lines of chatter for each ticket of a day, and lines the bot says. */
const LINES = { chatter: 8, said: 3 }
const CHATTER = ['早上好', '快递到了没', '谁拼牛奶', '哈哈哈', '今天真冷', '周末去爬山吗', '好的', '孩子几点放学', '有人看见我家猫吗', '收到']

/** @param tell after each piece, with the number of tickets written */
export async function invent(url: string, asked: Invention, tell: (done: number) => void = () => {}): Promise<void> {
  const bulk = await openBulk(url)
  const random = seeded(asked.seed)
  const c = chancesOf(random)
  const town = await putTown(bulk, random, asked)
  const writer = createWriter(bulk, tell)
  for (const at of openings(random, asked)) {
    const earlier = writer.count() > 10 ? writer.count() - c.upTo(9) : undefined
    await writer.add(lifeOf(c, town, { at, number: writer.count() + 1, now: asked.now, ...(earlier ? { earlier } : {}) }))
  }
  await writer.flush()
  await putTalk(bulk, c, town, asked)
  await bulk.finish()
}

/** Instants of opening, rising: more by day than by night, some days fuller than others. */
function openings(random: () => number, { tickets, perDay, now }: Invention): number[] {
  const days = Math.max(1, tickets / perDay)
  const hourOf = (): number => (random() < 0.9 ? 7 + random() * 15 : random() * 24)
  const fullness = (day: number): number => 0.7 + 0.3 * Math.abs(Math.sin(day))
  const at: number[] = []
  while (at.length < tickets) {
    const day = random() * days
    if (random() > fullness(Math.floor(day))) continue
    const instant = now - (Math.floor(day) + 1) * DAY + hourOf() * 3_600_000
    at.push(Math.round(Math.min(instant, now)))
  }
  return at.sort((a, b) => a - b)
}

interface Writer {
  add(life: Life): Promise<void>
  flush(): Promise<void>
  count(): number
}

function createWriter(bulk: Bulk, tell: (done: number) => void): Writer {
  let waiting: Life[] = []
  let count = 0
  const { id: communityId } = TOWN
  async function flush(): Promise<void> {
    const lives = waiting
    waiting = []
    await bulk.put(
      'tickets',
      lives.map(({ ticket }) => ({ communityId, ...ticket })),
    )
    await bulk.put(
      'ticketEvents',
      lives.flatMap(({ ticket, events }) => events.map((one, n) => ({ communityId, ticketId: ticket.id, seq: n + 1, type: one.event.type, ...one }))),
    )
    await bulk.put(
      'messages',
      lives.flatMap(({ ticket, said }) => said.map((one) => messageRow(one, ticket.id))),
    )
    await bulk.putWords(lives.map(({ ticket, events }) => ({ communityId, number: ticket.number, terms: termsOf(ticket, events) })))
    await bulk.put(
      'ticketFollowers',
      lives.flatMap(({ ticket }) => ticket.followers.map((personId) => ({ communityId, personId, number: ticket.number }))),
    )
    tell(count)
  }
  return {
    flush,
    count: () => count,
    async add(life) {
      count++
      waiting.push(life)
      if (waiting.length >= LIVES_AT_ONCE) await flush()
    },
  }
}

let heard = 0

const messageRow = ({ at, id, roomId, senderId, words }: Said, matterId: string | null) => ({
  ...{ communityId: TOWN.id, account: TOWN.account, id, roomId, groupId: roomId === null ? null : (roomId.split('@')[0] ?? null) },
  ...{ peerId: roomId === null ? senderId : null, senderId, senderName: senderId, personId: senderId, kind: 'text' as const, text: words },
  role: /p\d+$/.test(senderId) ? ('property' as const) : ('resident' as const),
  ...{ quote: null, mentions: [], mentionsBot: false, at, heardOrder: at * 1000 + (heard++ % 1000), recalledAt: null, reading: null },
  ...{ action: matterId === null ? ('ignore' as const) : ('open' as const), matterId },
})

async function putTalk(bulk: Bulk, c: Chances, town: InventedTown, { perDay, now, tickets }: Invention): Promise<void> {
  const span = Math.min(TALK_KEPT.days, Math.max(1, tickets / perDay))
  const someTime = (): number => now - Math.floor((c.upTo(1_000_000) / 1_000_000) * span * DAY)
  for (let left = Math.round(span * perDay * LINES.chatter); left > 0; left -= LIVES_AT_ONCE) {
    const lines = Array.from({ length: Math.min(left, LIVES_AT_ONCE) }, () => {
      const { roomId, residents } = c.one(town.buildings)
      return messageRow({ at: someTime(), id: c.id(), roomId, senderId: c.one(residents), words: c.one(CHATTER) }, null)
    })
    await bulk.put('messages', lines)
  }
  for (let left = Math.round(span * perDay * LINES.said); left > 0; left -= LIVES_AT_ONCE) {
    const rows = Array.from({ length: Math.min(left, LIVES_AT_ONCE) }, () => {
      const at = someTime()
      return {
        ...{ communityId: TOWN.id, id: c.id(), position: at * 1000 + c.upTo(999), target: 'room' as const, targetId: c.one(town.buildings).roomId },
        ...{
          text: '已登记，师傅会尽快过来。',
          mentions: [],
          pace: 'now' as const,
          dueAt: at,
          state: 'sent' as const,
          attempts: 1,
          createdAt: at,
          settledAt: at,
        },
      }
    })
    await bulk.put('outbox', rows)
  }
}
