/**
 * Random lives of matters by chat: residents, staff and the office say any of the commands in any order while time passes and the clocks run.
 * After every message what must always hold is looked at: somebody answers for each open matter, no step the states do not know, no minute lost
 * on the clocks, no event without its words to somebody, nobody reminded while away. Row = fold of its events is checked by the town itself.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStaff } from '../../core/community.ts'
import { evolve } from '../../core/evolve.ts'
import { isAway } from '../../core/presence.ts'
import { standIn } from '../../core/routing.ts'
import { phaseOf, STATUSES, type Ticket, type TicketEvent, type TicketStatus } from '../../core/ticket.ts'
import { dueTimesNow } from '../../services/calendars.ts'
import { eventsOf } from '../../services/ticket-rows.ts'
import { openTown, type Town } from '../support/town.ts'

const RESIDENTS = ['李阿姨', '赵叔', '刘哥'] as const
const STAFF = ['王师傅', '小孙', '钱经理', '张队长'] as const
const OFFICE = ['社区小陈', '网格员小何', '方书记'] as const

const REPORTS = ['报修：3楼感应灯不亮了', '报修：单元门门禁坏了', '楼道又被堆满了，轮椅都过不去', '报修：下水道堵了']
const OF_RESIDENTS = [
  '催N',
  'N到哪了',
  'N 好了',
  'N 没好',
  '撤销N',
  'N 五星',
  'N 不满意',
  'N 我家也是',
  'N补充：在二楼拐角',
  '帮助 N',
  '谁值班',
  '我的工单',
]
const OF_STAFF = [
  ...[
    '接N',
    '立即办N',
    '限期办N 周五',
    'N 明天下午三点到',
    '办结N 换了零件',
    '转N 社区',
    '转N 小孙',
    '退N 不归我们管',
    '备注N 等配件',
    '挂账N 等配件',
  ],
  ...['恢复N', '延期N 到12月5日 等配件', 'N 疑难 牵扯三家单位', 'N 拆分 楼道灯不亮', '合并N 到M', '取消合并N', 'N 请网格员核实', '上报N 要协调'],
  ...['N 牵头 物业', 'N 配合 社区 协调业主 周五前', 'N 配合1 接单', 'N 配合1 完成', 'N 上会', '会议', '帮助 N', '我的工单', '日报'],
  ...['换班 周六 给小孙', '同意换班', '不同意换班', '我请假 明天', '休息到周五', '我回来了', '谁值班'],
]
const OF_OFFICE = [
  ...[
    '接N',
    '转N 物业',
    'N 已核实',
    'N 核实没修好',
    'N 回访 满意',
    'N 回访 没人接',
    'N 回访 没修好',
    '关闭N 不归社区管',
    '关闭N 办不了',
    'N 取消配合1 不用了',
  ],
  ...[
    'N 上会',
    '纪要 N 物业牵头换管 社区配合 12月5日前',
    '开会 周三15点',
    '散会',
    '延期N 到12月9日 没到货',
    'N 调上来 多户反映',
    'N 下派 物业 就近办',
  ],
  ...['值班 周六 张队长 8:00-20:00', '我请假 今天', '我回来了', '回访', '日报', '周报', '帮助 N'],
]

/** Told by what stands beside them, by whoever answered the command, or of the program's own book-keeping. */
const SILENT: ReadonlySet<TicketEvent['type']> = new Set(['clocks_set'])

interface Life {
  town: Town
  /** Events seen so far, by ticket. */
  seen: Map<string, number>
}

type Kind = 'report' | 'resident' | 'staff' | 'office' | 'time'

class Said implements fc.AsyncCommand<object, Life> {
  readonly kind: Kind
  readonly pick: number
  readonly minutes: number
  constructor(kind: Kind, pick: number, minutes: number) {
    this.kind = kind
    this.pick = pick
    this.minutes = minutes
  }
  check(): boolean {
    return true
  }
  async run(_model: object, life: Life): Promise<void> {
    const { town } = life
    await town.pass(town.now() + this.minutes * 60_000)
    const since = town.now()
    if (this.kind === 'time') await town.runJobs()
    else await town.hear(this.words(await town.tickets()))
    await holds(life, since, `${this}`)
  }
  words(tickets: readonly Ticket[]): Parameters<Town['hear']>[0] {
    const of = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
    const number = (n: number): string => String(tickets.length > 0 ? of(tickets, n).number : 1042)
    const filled = (text: string): string => text.replace('N', number(this.pick)).replace('M', number(this.pick + 1))
    const by = Math.floor(this.pick / 7)
    switch (this.kind) {
      case 'staff':
        return { from: of(STAFF, by), text: filled(of(OF_STAFF, this.pick)) }
      case 'office':
        return { from: of(OFFICE, by), text: filled(of(OF_OFFICE, this.pick)) }
      case 'resident':
        return { from: of(RESIDENTS, by), in: '128号楼群', text: filled(of(OF_RESIDENTS, this.pick)) }
      default:
        return { from: of(RESIDENTS, by), in: '128号楼群', text: of(REPORTS, this.pick) }
    }
  }
  toString(): string {
    return `${this.kind} ${this.pick} after ${this.minutes} min`
  }
}

/** What must hold after every message. @param since when it was said */
async function holds({ town, seen }: Life, since: number, what: string): Promise<void> {
  const directory = await town.desk.context.directories.get(town.db.read, town.communityId)
  const staff = new Set(directory.staff.filter((p) => isStaff(p.role)).map(({ id }) => id))
  const outbox = await town.outbox()
  for (const ticket of await town.tickets()) {
    const record = await eventsOf(town.desk.context, town.db.read, town.communityId, ticket.id)
    const fresh = record.slice(seen.get(ticket.id) ?? 0)
    seen.set(ticket.id, record.length)
    stepsAreKnown(
      record.map((one) => ({ ...one })),
      what,
    )
    if (phaseOf(ticket.status) === 'open')
      expect(staff.has(ticket.assigneeId ?? ''), `after ${what} somebody answers for #${ticket.number}`).toBe(true)
    if (ticket.status === 'open' || ticket.status === 'accepted') {
      const { acceptBy, actBy, resolveBy } = ticket
      expect({ acceptBy, actBy, resolveBy }, `after ${what} no minute of #${ticket.number} is lost or won`).toEqual(
        dueTimesNow(directory, ticket.orgId, record, town.now()),
      )
    }
    const loud = fresh.filter(({ event }) => !SILENT.has(event.type))
    const words = outbox.filter(
      (row) => (row.ticketId === ticket.id || row.text.includes(`#${ticket.number}`)) && (row.createdAt >= since || row.state === 'pending'),
    )
    if (loud.length > 0)
      expect(words.length, `after ${what} ${loud.map(({ event }) => event.type).join(', ')} was told to somebody`).toBeGreaterThan(0)
  }
  for (const row of outbox) {
    if (row.createdAt < since || row.target !== 'person' || !/^(?:提醒|催一下) \d/.test(row.text)) continue
    const person = directory.staff.find(({ id }) => id === row.targetId)
    if (person && isAway(directory, person, row.createdAt))
      expect(standIn(directory, person, row.createdAt).id, 'only where nobody stands in').toBe(person.id)
  }
}

/** Every change of status is one the table of states has. */
function stepsAreKnown(record: Awaited<ReturnType<typeof eventsOf>>, what: string): void {
  let ticket: Ticket | undefined
  for (const { event, at, actorId } of record) {
    const next: Ticket = evolve(ticket, event, at, actorId)
    if (ticket && next.status !== ticket.status)
      expect(STATUSES[ticket.status].to as readonly TicketStatus[], `${event.type} after ${what}`).toContain(next.status)
    ticket = next
  }
}

test('whatever is said, in whatever order: somebody answers for it, its clocks are right, and everything that happens is told', {
  timeout: 120_000,
}, async () => {
  const kinds = fc.constantFrom<Kind>('report', 'resident', 'staff', 'staff', 'staff', 'office', 'office', 'time')
  const minutes = fc.constantFrom(1, 1, 5, 30, 90, 600, 1500)
  const one = fc.tuple(kinds, fc.nat(10_000), minutes).map(([kind, pick, after]) => new Said(kind, pick, after))
  await fc.assert(
    fc.asyncProperty(fc.commands([one], { size: 'max', maxCommands: 60 }), async (commands) => {
      await fc.asyncModelRun(async () => {
        const life: Life = { town: await openTown(), seen: new Map() }
        await life.town.hear({ from: '李阿姨', in: '128号楼群', text: '楼道又被堆满了，轮椅都过不去' })
        await life.town.pass(life.town.now() + 60_000)
        await holds(life, 0, 'the first report')
        return { model: {}, real: life }
      }, commands)
    }),
    { numRuns: 8, interruptAfterTimeLimit: 18_000, endOnFailure: true },
  )
})
