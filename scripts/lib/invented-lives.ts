/** Lives of tickets as they go in a town: told, taken, looked at, solved, confirmed or forgotten. Rows are the fold of their events. */
import { evolve, type RecordedEvent } from '../../core/evolve.ts'
import type { Opening, Ticket, TicketEvent } from '../../core/ticket.ts'
import type { Category, Urgency } from '../../core/understanding/terms.ts'
import type { Random } from '../training/random.ts'
import { type InventedTown, TOWN, type TownBuilding } from './invented-town.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What is told, how often, and in which words; `%` stands for the place. */
const MATTERS: readonly { category: Category; weight: number; urgency?: Urgency; title: string; words: readonly string[] }[] = [
  { category: 'lighting', weight: 9, title: '路灯不亮', words: ['%楼道灯不亮了', '%的灯坏了好几天，晚上看不见', '%声控灯一直不亮'] },
  { category: 'corridor_clutter', weight: 9, title: '楼道堆物', words: ['%堆了很多纸箱，走路都难', '%有人放旧沙发', '%楼道堆物没人管'] },
  { category: 'sanitation', weight: 12, title: '垃圾清运', words: ['%垃圾桶满了没人收', '%地上都是垃圾', '%有股臭味，请保洁来看看'] },
  { category: 'elevator', weight: 8, urgency: 'urgent', title: '电梯故障', words: ['%电梯停了', '%电梯门关不上', '%电梯一直响，不敢坐'] },
  { category: 'parking', weight: 9, title: '车辆占道', words: ['%消防通道停了车', '%有车堵住出口', '%电动车乱停'] },
  { category: 'water', weight: 6, urgency: 'urgent', title: '停水', words: ['%停水了，什么时候来', '%水压很小', '%自来水发黄'] },
  { category: 'drainage', weight: 6, title: '管道堵塞', words: ['%下水道堵了', '%污水冒出来了', '%地漏返水'] },
  { category: 'power', weight: 4, urgency: 'urgent', title: '停电', words: ['%没电了', '%跳闸了合不上', '%电表箱冒火花'] },
  { category: 'gas', weight: 1, urgency: 'emergency', title: '燃气异味', words: ['%闻到煤气味', '%燃气表附近有味道'] },
  { category: 'heating', weight: 4, title: '暖气不热', words: ['%暖气不热', '%家里只有十五度', '%暖气片漏水'] },
  { category: 'building', weight: 5, title: '墙面渗水', words: ['%外墙掉皮', '%顶楼漏雨', '%墙面渗水长毛了'] },
  { category: 'noise', weight: 6, title: '噪音扰民', words: ['%半夜装修', '%广场舞声音太大', '%楼上一直有响声'] },
  { category: 'fire_safety', weight: 2, urgency: 'emergency', title: '飞线充电', words: ['%有人拉线给电动车充电', '%消防栓没有水'] },
  { category: 'greenery', weight: 5, title: '树木遮挡', words: ['%树枝挡住窗户', '%草坪枯了', '%树快倒了'] },
  { category: 'property_service', weight: 5, title: '物业服务', words: ['%保安不登记', '%物业电话打不通', '%门禁坏了刷不开'] },
  { category: 'dispute', weight: 2, title: '邻里纠纷', words: ['%为了停车吵起来了', '%楼上楼下漏水谈不拢'] },
  { category: 'pets', weight: 3, title: '不文明养犬', words: ['%遛狗不牵绳', '%狗屎没人捡'] },
  { category: 'security', weight: 2, title: '单元门损坏', words: ['%单元门关不上', '%监控坏了', '%有陌生人推销'] },
  { category: 'other', weight: 2, title: '其他', words: ['%快递柜坏了', '%健身器材松了'] },
]
const WEIGHT = MATTERS.reduce((sum, { weight }) => sum + weight, 0)
const SPOTS = ['门口', '地下车库', '东侧', '西侧', '南门', '北门', '楼下', '电梯厅', '天台', '绿化带'] as const
const LIMITS: Record<Urgency, [accept: number, act: number, resolve: number]> = {
  emergency: [10 * MINUTE, HOUR, 12 * HOUR],
  urgent: [30 * MINUTE, 4 * HOUR, 24 * HOUR],
  normal: [2 * HOUR, 24 * HOUR, 72 * HOUR],
}

export interface Said {
  at: number
  id: string
  roomId: string | null
  senderId: string
  words: string
}

export interface Life {
  ticket: Ticket
  events: RecordedEvent[]
  said: Said[]
}

/** Chance as the lives need it. */
function chances(random: Random) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
  return {
    is: (share: number): boolean => random() < share,
    one: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T,
    upTo: (most: number): number => Math.floor(random() * most) + 1,
    /** Mostly short, sometimes very long. */
    wait: (mean: number): number => Math.ceil(-Math.log(1 - random()) * mean),
    id: (): string => Array.from({ length: 21 }, () => letters[Math.floor(random() * 64)]).join(''),
  }
}
export type Chances = ReturnType<typeof chances>
export const chancesOf = chances

function matterOf(c: Chances): (typeof MATTERS)[number] {
  let left = c.upTo(WEIGHT)
  return MATTERS.find(({ weight }) => (left -= weight) <= 0) ?? (MATTERS[0] as (typeof MATTERS)[number])
}

function openingOf(c: Chances, town: InventedTown, building: TownBuilding, at: number, number: number): Opening {
  const matter = matterOf(c)
  const urgency = matter.urgency ?? 'normal'
  const unit = String(c.upTo(4))
  const spot = c.one(SPOTS)
  const kind = c.is(0.04) ? 'suggest' : c.is(0.05) ? 'consult' : 'report'
  const { orgId, people } = town.unitFor(matter.category, building.gridId)
  const [accept, actIn, resolve] = LIMITS[urgency]
  const direct = c.is(0.2)
  const where = c.is(0.5) ? `${building.name}号楼${unit}单元${spot}` : `${building.name}号楼`
  return {
    ...{ id: c.id(), number, kind, category: matter.category, urgency, title: matter.title },
    words:
      c.one(matter.words).replace('%', where) +
      (c.is(0.4) ? `，${c.one(['麻烦尽快', '谢谢', '都好几天了', '老人出门不方便', '请师傅来看一下'])}` : ''),
    place: { building: building.name, unit, spot },
    ...{ buildingId: building.id, gridId: building.gridId, groupId: direct ? null : building.id, roomId: direct ? null : building.roomId },
    ...{ account: TOWN.account, messageId: c.id(), language: 'zh-CN', reporterId: c.one(building.residents), orgId, assigneeId: c.one(people) },
    ...{ acceptBy: at + accept, actBy: at + actIn, resolveBy: at + resolve, placeAskedAt: null },
  }
}

type Step = [at: number, actorId: string | null, event: TicketEvent, words?: string]

/** What happens after the opening, in order; some of it may lie in the future still. */
function* stepsOf(c: Chances, opening: Opening, neighbours: readonly string[], openedAt: number, earlier: number | undefined): Generator<Step> {
  let at = openedAt
  const after = (mean: number): number => {
    at += c.wait(mean)
    return at
  }
  const staff = opening.assigneeId
  if (earlier !== undefined && c.is(0.05)) return yield [after(HOUR), staff, { type: 'merged', into: earlier }]
  if (c.is(0.015))
    return yield [after(HOUR), opening.reporterId, { type: 'closed', as: 'withdrawn', reason: '报错了', confirmed: false }, '不用来了，报错了']
  if (c.is(0.15)) yield [after(HOUR), opening.reporterId, { type: 'detail_added', words: '晚上更厉害', pictures: 0, messageId: c.id() }, '晚上更厉害']
  if (c.is(0.15)) for (let n = c.upTo(3); n > 0; n--) yield [after(HOUR), c.one(neighbours), { type: 'followed', words: '我家也是' }, '我家也是']
  // Some are forgotten for good, as in every ledger.
  if (c.is(0.0005)) return
  if (c.is(0.02))
    return yield [after(5 * HOUR), staff, { type: 'closed', as: c.is(0.5) ? 'cannot' : 'not_ours', reason: '不在服务范围', confirmed: false }]
  yield [after(c.is(0.9) ? 30 * MINUTE : 8 * HOUR), staff, { type: 'accepted', promisedAt: null }, `接单 ${opening.number}`]
  if (c.is(0.05)) yield [after(12 * HOUR), opening.reporterId, { type: 'urged', words: '怎么还没来' }, '怎么还没来']
  if (c.is(0.02)) {
    yield [after(12 * HOUR), staff, { type: 'suspended', reason: '等配件', until: at + 14 * 24 * HOUR }]
    at += 14 * 24 * HOUR
    yield [at, null, { type: 'resumed' }]
  }
  for (let again = true; again; again = c.is(0.05)) {
    yield [
      after(c.is(0.9) ? 14 * HOUR : 72 * HOUR),
      staff,
      { type: 'resolved', words: '已修好', pictures: 0, messageId: c.id() },
      `办结 ${opening.number} 已修好`,
    ]
    if (!c.is(0.06)) break
    yield [after(4 * HOUR), opening.reporterId, { type: 'reopened', words: '还是没好' }, '还是没好']
  }
  const answered = c.is(0.6)
  if (answered) yield [after(5 * HOUR), opening.reporterId, { type: 'closed', as: 'solved', reason: '', confirmed: true }, '好了，谢谢']
  else {
    at += 24 * HOUR
    yield [at, null, { type: 'closed', as: 'solved', reason: '', confirmed: false }]
  }
  if (c.is(0.2)) yield [after(2 * HOUR), opening.reporterId, { type: 'rated', stars: c.is(0.8) ? 5 : c.upTo(4) }]
}

/** @param earlier number of a ticket that it may be merged into */
export function lifeOf(c: Chances, town: InventedTown, asked: { at: number; number: number; now: number; earlier?: number }): Life {
  const { at: openedAt, number, now, earlier } = asked
  const building = c.one(town.buildings)
  const opening = openingOf(c, town, building, openedAt, number)
  const { reporterId, roomId } = opening
  const events: RecordedEvent[] = [{ at: openedAt, actorId: reporterId, event: { type: 'opened', ticket: opening } }]
  const said: Said[] = [{ at: openedAt, id: opening.messageId, roomId, senderId: reporterId, words: opening.words }]
  for (const [at, actorId, event, words] of stepsOf(c, opening, building.residents, openedAt, earlier)) {
    if (at > now) break
    events.push({ at, actorId, event })
    const id = 'messageId' in event && event.messageId ? event.messageId : c.id()
    if (words !== undefined && actorId !== null)
      said.push({ at, id, roomId: actorId === reporterId ? roomId : building.roomId, senderId: actorId, words })
  }
  let ticket: Ticket | undefined
  for (const { at, actorId, event } of events) ticket = evolve(ticket, event, at, actorId)
  return { ticket: ticket as Ticket, events, said }
}
