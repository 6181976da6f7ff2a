/** What 小啄 says in Chinese: a friendly duty clerk; short, concrete, one message where two would do. */
import { CATEGORY_FACTS } from '../categories.ts'
import type { DispatchSection } from '../dispatch.ts'
import type { TicketStatus } from '../ticket.ts'
import type { CommandName } from '../understanding/terms.ts'
import { STATE_LABELS, TAKING_LABELS } from './labels.ts'
import type { Danger, DigestLine, Phrases, TicketLine } from './phrases.ts'
import { handsZh } from './zh-hands.ts'
import { helpZh } from './zh-help.ts'
import { lifeZh } from './zh-life.ts'
import { privacyZh } from './zh-privacy.ts'
import { refusedZh } from './zh-refusals.ts'
import { reportsZh } from './zh-reports.ts'
import { rosterZh } from './zh-roster.ts'

/** Said to the people it concerns, two states need more words. */
const STATUS: Record<TicketStatus, string> = { ...STATE_LABELS.zh, open: '已派单，等接单', resolved: '已处理，等您确认' }

const DANGER: Record<Danger, (phone: string) => string> = {
  gas: (phone) => `先别开灯、别点火、别在屋里打电话，开窗、关阀、下楼，到室外拨燃气抢修 ${phone} 或 119。`,
  fire: () => '先走人，别坐电梯，弯腰捂口鼻走楼梯，马上拨 119。',
  trapped: (phone) => `别扒门、别硬撬，靠里站稳，按轿厢里的呼叫键，也可拨 ${phone} 或 119。`,
  electric: (phone) => `离远点，谁都别碰，也别踩旁边的水，拨供电抢修 ${phone}；有人触电先断电，拨 120。`,
  water: () => '先关总阀、断开电源，别碰带水的插座，低处的东西挪一挪。',
  collapse: () => '人先离开，别在下面停留，别让孩子靠近，有人受伤拨 120 / 119。',
  person: () => '先拨 120（走失、危险拨 110），身边留个人，别随便搬动伤者。',
}

const CLOCK = { accept: '接单', act: '到场', resolve: '办结' } as const

const DISPATCH: Record<DispatchSection, string> = { late: '超期', new: '今天新报', open: '在办', consult: '咨询', suggest: '建议' }

const at = (to: string): string => (to ? `@${to} ` : '')
const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const tag = (t: TicketLine): string => `#${t.number} ${what(t)}`
const pics = (n: number): string => (n > 0 ? ` [图${n > 1 ? `×${n}` : ''}]` : '')
const shown = (stars: number): string => '★'.repeat(stars) + '☆'.repeat(5 - stars)
const quoted = (words: string): string => (words ? `"${words}"` : '')
/** Who said what; words that were taken back leave no hole. */
const telling = (who: string, words: string, pictures = 0): string => (words || pictures > 0 ? `${who}：${quoted(words)}${pics(pictures)}` : who)
const line = (d: DigestLine): string =>
  [`#${d.number} ${d.title}`, d.place, d.name, d.supports ? `配合：${d.supports}` : '', d.way, d.since ? `${d.since}起` : '', d.overdue || d.when]
    .filter(Boolean)
    .join(' · ')

export const zh: Phrases = {
  ...reportsZh,
  ...rosterZh,
  ...helpZh,
  ...handsZh,
  ...lifeZh,
  ...privacyZh,
  opened({ to, tickets, pictures }) {
    const first = tickets[0]
    if (!first) return ''
    const picture = pictures > 0 ? `（含${pictures}张图）` : ''
    if (tickets.length > 1) {
      const each = tickets.map((t) => `${tag(t)}，${t.who}，${t.by}`).join('；')
      return `${at(to)}记下了${tickets.length}件：${each}${picture}。说"撤销"加号码可取消。`
    }
    if (first.kind === 'consult') return `${at(to)}#${first.number} 已转${first.who}，${first.by}答复。`
    if (first.kind === 'suggest') return `${at(to)}建议记下了 #${first.number}，转给${first.who}，有结果在群里说。`
    return `${at(to)}记下了 ${tag(first)}${picture}${first.urgent ? '，加急' : ''}。${first.who}负责，${first.by}到现场。补充直接发，说"撤销"可取消。`
  },
  askPlace: ({ to, ticket }) => `${at(to)}记下了 #${ticket.number} ${ticket.title}，在哪个位置？说个楼号或路口就行。`,
  askBuilding: ({ to, ticket, said, nearest }) =>
    `${at(to)}#${ticket.number} ${ticket.title}：没查到${said}，是${nearest.join('、')}吗？回个楼号就行。`,
  danger: ({ to, danger, phone, ticket, told, missing }) =>
    `${DANGER[danger](phone)}${tag(ticket)}，${told.length > 0 ? `已通知值班的${told.join('和')}，正在联系。` : '正在联系值班人员。'}${missing === 'nothing' ? '' : `${at(to)}${missing === 'building' ? '几号楼几层？' : '几层哪一户？'}`}`,
  card({ ticket, from, at: time, words, pictures, acceptBy, actBy, because, kind }) {
    const named = kind === 'consult' ? '咨询' : kind === 'suggest' ? '建议' : ''
    const mark = named && !ticket.title.startsWith(named) ? `${named} ` : ''
    return `【#${ticket.number}】${mark}${what(ticket)}${ticket.urgent ? ' ｜ 加急' : ''} ｜ ${telling(`${from} ${time}`, words, pictures)} ｜ ${acceptBy}接单，${actBy}${kind === 'report' ? '到场' : '答复'}${because ? ` ｜ ${because}` : ''} ｜ 回：接 / 转 / 退+原因`
  },
  dangerCard: ({ ticket, from, group, at: time, words }) =>
    `【紧急 #${ticket.number}】${what(ticket)} ｜ ${telling(`${group} ${from} ${time}`, words)} ｜ 请马上联系现场，谁先到谁回"接"`,
  detailCard: ({ ticket, from, words, pictures }) => `【#${ticket.number}】${ticket.title} 补充 ｜ ${telling(from, words, pictures)}`,
  followed: ({ to, ticket, homes, more }) => `${at(to)}记上了 ${tag(ticket)}，已有${homes}户反映，${more || `${ticket.name}在跟`}，有消息马上说。`,
  followedCard: ({ ticket, homes, from, words }) => `【#${ticket.number}】${what(ticket)} 又有人反映，共${homes}户 ｜ ${telling(from, words)}`,
  promised: ({ ticket, at: time }) => `#${ticket.number} ${ticket.name}已接单${time ? `，约${time.replace(/^今天/, '')}到` : ''}。`,
  placed: ({ to, ticket, by }) => `${at(to)}好的，${tag(ticket)}${ticket.urgent ? '，加急' : ''}。${ticket.who}负责，${by}到现场。`,
  resolved: ({ to, ticket, words, pictures, hours }) =>
    `#${ticket.number} ${ticket.title}已处理${words ? `：${words}` : ''}${pics(pictures)}。${at(to)}看看行不行？"好了"就结案，"没好"我再叫人。${hours}小时没回音按已解决记。`,
  closed: ({ ticket, as, took, reason, alone, stars }) =>
    as === 'solved'
      ? `#${ticket.number} ${ticket.title} 结案，用时${took}${alone ? '（到时间没人回音，按已解决记；没好随时说）' : ''}${stars > 0 ? `，谢谢评分 ${shown(stars)}` : ''}。`
      : as === 'withdrawn'
        ? `#${ticket.number} ${ticket.title} 已撤销。`
        : `#${ticket.number} ${ticket.title} ${STATE_LABELS.zh[as]}，结案：${reason}`,
  reopened: ({ ticket, words }) => `#${ticket.number} 重新打开，已告诉${ticket.name}${words ? `：${quoted(words)}` : ''}。`,
  reopenedCard: ({ ticket, from, words, times }) =>
    `【#${ticket.number}】${what(ticket)} 没好，第${times}次重开 ｜ ${from}${words ? `：${quoted(words)}` : ''} ｜ 回：接 / 转 / 退+原因`,
  urged: ({ to, status, again }) => `${at(to)}${status}${again ? '刚催过，有回话马上说。' : '已再催一次。'}`,
  urgedCard: ({ ticket, from, words, times }) =>
    `【#${ticket.number}】${what(ticket)} 催办（第${times}次）｜ ${telling(from, words)} ｜ 给个时间，我好回话`,
  handed: ({ ticket, reason }) => `#${ticket.number} ${ticket.title} 转由${ticket.who}跟进${reason ? `（${reason}）` : ''}。`,
  suspended: ({ ticket, reason, until }) => `#${ticket.number} ${ticket.title} 先挂账：${reason}${until ? `，${until}再看` : ''}。`,
  resumed: ({ to, ticket }) => `${at(to)}#${ticket.number} ${ticket.title} 恢复办理，${ticket.name}在跟。`,
  resumedCard: ({ ticket }) =>
    `【#${ticket.number}】${what(ticket)} 挂账到期，恢复办理 ｜ 给个时间，我好回话；还要等就回"挂账${ticket.number}"加原因和日期`,
  takenOver: ({ ticket, homes }) => `#${ticket.number} ${ticket.title}：报事人撤回了，还有${homes}户反映，继续办。`,
  extended: ({ ticket, reason, until }) => `#${ticket.number} ${ticket.title} 延期到${until}：${reason}`,
  noted: ({ ticket, words }) => `#${ticket.number} ${ticket.title}：${words}`,
  merged: ({ ticket, into }) => `#${ticket.number} 和 #${into} 是一件事，并到 #${into} 一起办。`,
  rated: ({ ticket, stars }) => `谢谢，#${ticket.number} 记了 ${shown(stars)}。`,
  withdrawnCard: ({ ticket, from }) => `【#${ticket.number}】${what(ticket)} ${from}已撤销，不用去了。`,
  status({ ticket, status, by, promised, late, note, taken, complex }) {
    const going = status === 'open' || status === 'accepted' ? (promised ? `${ticket.name}约${promised}到` : `${ticket.who}，${by}`) : ''
    const way = going === '' || taken === null ? '' : TAKING_LABELS.zh[taken]
    return `${tag(ticket)}：${[STATUS[status], complex && going !== '' ? '疑难' : '', way, going, late, note].filter(Boolean).join('，')}。`
  },
  statusTo: ({ to, lines }) => (lines.length === 0 ? `${at(to)}手上没有您的在办事项，有事直接说。` : `${at(to)}${lines.join('\n')}`),
  done: ({ command, ticket, by }) => DONE[command]?.(ticket, by) ?? `#${ticket.number} 记下了。`,
  refused: refusedZh,
  myTickets: ({ lines, more }) =>
    lines.length === 0
      ? '手上没有在办的，歇口气。'
      : `在办 ${lines.length + more} 件：\n${lines.map(line).join('\n')}${more > 0 ? `\n……还有 ${more} 件` : ''}`,
  loginLink: ({ link, minutes }) =>
    `点这里登录：${link}\n${minutes} 分钟内有效，只能用一次，先打开它的那个浏览器才能用。别转给别人，谁点开谁就是您。`,
  loginDirectly: ({ to }) => `${at(to)}登录链接只能单独给您：请加我好友，私聊发“登录”。`,
  reminder: ({ lines, more }) =>
    `${lines.some((l) => l.late) ? '催一下' : '提醒'} ${lines.length + more} 件：\n${lines
      .map(
        (l) =>
          `#${l.ticket.number} ${what(l.ticket)}${l.holder ? '' : ` · ${l.ticket.name}`} · ${l.late ? '已过' : ''}${CLOCK[l.clock]}时限${l.late ? `（${l.by}）` : ` ${l.by}`}`,
      )
      .join(
        '\n',
      )}${more > 0 ? `\n……还有 ${more} 件` : ''}${lines.some((l) => l.holder) ? '\n给个时间就行，比如"1042 下午三点到"。' : '\n要接手回"接"加号码，要转回"转"加号码和名字。'}`,
  leads: ({ lines }) =>
    `待定 ${lines.length} 条：\n${lines.map((l) => `${l.number}. ${l.group} ${l.from} ${l.at}${quoted(l.words)}`).join('\n')}\n要登记回"登记${lines[0]?.number ?? ''}"，不用回"略${lines[0]?.number ?? ''}"。`,
  leadKept: ({ name }) => `收到，我先请${name || '社区'}看一眼，登记了就把号码给您。要马上登记，前面加上“报修”两个字再说一遍。`,
  leadDone: ({ number, ticket }) => (ticket === null ? `待定${number} 略过了。` : `待定${number} 已登记为 #${ticket}。`),
  answered: ({ to, answer, number }) => `${at(to)}${answer}${number === null ? '' : `（#${number}）`}还有疑问我帮你转客服。`,
  outageAnnounced: ({ places, what: matter, reason, until }) => `${places}${matter}：${reason || '检修'}，预计${until}恢复。`,
  outageAnswer: ({ to, places, reason, what: matter, until, number }) =>
    `${at(to)}${places}${matter}：${reason || '检修'}，预计${until}恢复${number === null ? '' : `，给你记上了（#${number}）`}。`,
  outageTold: ({ groups, until }) => `好，已告诉 ${groups} 个群，${until}前来问的我直接回。`,
  bound: ({ group, places }) => `好，${group}绑定到${places}。以后这里说的事我都记着，每晚发小结。`,
  roomToBind: ({ room }) => `我进了「${room}」，还不知道它管哪儿。在群里说一句"绑定 128号楼"或"绑定 第3网格"就行。`,
  roomLost: ({ room }) => `我被移出了「${room}」，那边说的事收不到了。要我回去就再拉一次。`,
  roomsChanged: ({ gone, unbound }) =>
    [
      ...(gone.length > 0 ? [`我不在这些群里了，那边说的事收不到：${gone.map((name) => `「${name}」`).join('')}。要我回去就再拉一次。`] : []),
      ...(unbound.length > 0
        ? [`这些群我在里面，还不知道管哪儿：${unbound.map((name) => `「${name}」`).join('')}。在群里说一句"绑定 128号楼"或"绑定 第3网格"就行。`]
        : []),
    ].join('\n'),
  boundMe: ({ name }) => `认得了，${name}。以后派给你的事我直接发到这里，回"帮助"看怎么用。`,
  modeSet: ({ mode }) => `这个群改成"${{ auto: '自动', suggest: '建议', explicit: '只听指令' }[mode] ?? mode}"了。`,
  digestSent: ({ groups }) => (groups === 0 ? '今天没有要说的，各群都不发。' : `小结已发 ${groups} 个群。`),
  digest({ date, group, opened, closed, open, moreOpen, monthOpened, monthClosed, gap, late, trend, oldest, thanks }) {
    const parts = [`【${date} · ${group}小结】`, `${late ? '当天' : '今天'}新报 ${opened}，办结 ${closed.length}。`]
    if (closed.length > 0)
      parts.push(closed.map((d) => `✓ #${d.number} ${d.title}${d.when ? `（${[d.when, d.way].filter(Boolean).join('，')}）` : ''}`).join('　'))
    if (open.length > 0)
      parts.push(`在办 ${open.length + moreOpen}：${open.map(line).join('；')}${moreOpen > 0 ? `；等${open.length + moreOpen}件` : ''}`)
    if (oldest) parts.push(`拖得最久：#${oldest.line.number} ${oldest.line.title}，已 ${oldest.days} 天，${oldest.line.name}在跟。`)
    if (trend)
      parts.push(
        `本周到${late ? '当天' : '今天'}新报 ${trend.opened}（上周同期 ${trend.openedBefore}），办结 ${trend.closed}（上周同期 ${trend.closedBefore}）。`,
      )
    if (gap) parts.push(gap)
    if (thanks && thanks.most.length > 0)
      parts.push(
        `办得最多：${thanks.most.join('、')}（${thanks.solved} 件）${thanks.helped.length > 0 ? `；搭手：${thanks.helped.join('、')}` : ''}，辛苦了。`,
      )
    parts.push(`本月 ${monthOpened} 件已办结 ${monthClosed}。谢谢大家提醒，有事群里说一声就行。`)
    return parts.join('\n')
  },
  dispatch({ date, unit, sections, parts, dueTomorrow }) {
    const count = (groups: readonly { lines: readonly DigestLine[] }[]): number => groups.reduce((sum, group) => sum + group.lines.length, 0)
    const body = sections.map(
      ({ section, groups }) =>
        `■ ${DISPATCH[section]} ${count(groups)}\n${groups.map((group) => `〔${group.label}〕\n${group.lines.map(line).join('\n')}`).join('\n')}`,
    )
    if (parts.length > 0) body.push(`■ 配合 ${parts.length}\n${parts.map(line).join('\n')}`)
    return [`【${date} 调度单 · ${unit}】`, ...body, `明天到期 ${dueTomorrow} 件。`].join('\n')
  },
  overview({ date, opened, closed, open, overdue, leads, units, oldest }) {
    const parts = [`【${date} 社区总览】`, `新报 ${opened}，办结 ${closed}，在办 ${open}，超期 ${overdue}${leads > 0 ? `，待定线索 ${leads}` : ''}。`]
    if (units.length > 0) parts.push(units.map((u) => `${u.name}：在办 ${u.open}${u.overdue > 0 ? `，超期 ${u.overdue}` : ''}`).join('\n'))
    if (oldest.length > 0) parts.push(`拖得最久：\n${oldest.map(line).join('\n')}`)
    return parts.join('\n')
  },
  gap: ({ from, to }) => `${from}到${to}之间我断线了，那会儿说的事要是没见到号码，麻烦再说一遍。`,
  category: (category) => CATEGORY_FACTS[category].zh,
  building: (name) => (/^\d+$/.test(name) ? `${name}号楼` : `${name}座`),
  floor: (floor) => (floor.startsWith('-') ? `负${floor.slice(1)}层` : `${floor}楼`),
  unit: (unit) => `${unit}单元`,
  room: (room) => `${room}室`,
  separator: '、',
  duration(minutes) {
    const m = Math.max(1, Math.round(minutes))
    if (m < 60) return ` ${m} 分钟`
    if (m < 24 * 60) return ` ${Math.floor(m / 60)} 小时${m % 60 ? ` ${m % 60} 分` : ''}`
    return ` ${Math.floor(m / 1440)} 天${Math.floor((m % 1440) / 60) ? ` ${Math.floor((m % 1440) / 60)} 小时` : ''}`
  },
}

const DONE: Partial<Record<CommandName, (t: TicketLine, by: string) => string>> = {
  accept: (t, by) => `好，${tag(t)} 归${t.name}了，${by}。弄完回"办结"带张图就行。`,
  resolve: (t) => `#${t.number} 办结，已请居民确认。`,
  transfer: (t) => `${tag(t)} 已转${t.who}，卡片发过去了。`,
  escalate: (t) => `${tag(t)} 已上报${t.who}。`,
  reject: (t) => `${tag(t)} 退回了，现在由${t.who}跟。`,
  note: (t) => `#${t.number} 备注好了。`,
  extend: (t, by) => `#${t.number} 延期到${by}。`,
  suspend: (t) => `#${t.number} 挂账了，恢复时回"恢复${t.number}"。`,
  resume: (t) => `#${t.number} 恢复办理。`,
  close: (t) => `#${t.number} 结案了。`,
  merge: (t) => `#${t.number} 并好了。`,
  complex: (t) => `#${t.number} 改好了，居民那边说了。`,
  split: (t) => `#${t.number} 拆好了，新的一件另发卡片。`,
  unmerge: (t) => `#${t.number} 分出来了，单独办。`,
}
