/** 帮助 in Chinese. */
import { type HelpAct, type HelpPhrases, type HelpRows, rowsText } from './help.ts'

const at = (to: string): string => (to ? `@${to} ` : '')

const STAFF: HelpRows = [
  [
    ['accept', '接1042'],
    ['accept', '1042 我来，下午两点到'],
    ['accept', '立即办1042'],
    ['accept', '限期办1042 周五'],
  ],
  [
    ['resolve', '办结1042 换了阀门（可带图）'],
    ['note', '备注1042 等配件'],
    ['ask_verify', '1042 请网格员核实'],
  ],
  [
    ['transfer', '转1042 社区 / 转1042 王师傅'],
    ['reject', '退1042 不归我们管（要写原因）'],
    ['escalate', '上报1042 原因'],
  ],
  [
    ['suspend', '挂账1042 原因'],
    ['resume', '恢复1042'],
    ['extend', '延期1042 到周五 原因'],
    ['complex', '1042 疑难 原因'],
    ['close', '关闭1042 原因'],
  ],
  [
    ['split', '1042 拆分 楼道灯不亮'],
    ['merge', '合并1042 到1039'],
    ['unmerge', '取消合并1042'],
  ],
  [
    ['lead', '1042 牵头 物业'],
    ['support', '1042 配合 供热公司 查主管网 周五前'],
    ['part_accept', '1042 配合接单'],
    ['part_done', '1042 配合完成'],
    ['part_cancel', '1042 取消配合 原因'],
  ],
  [
    ['verify', '1042 已核实 / 1042 核实没修好'],
    ['call_backs', '回访（看名单）'],
    ['call_back', '1042 回访 满意'],
  ],
  [
    ['to_meeting', '1042 上会'],
    ['agenda', '会议（看议程）'],
    ['call_meeting', '开会 周三15点'],
    ['minutes', '纪要 1042 物业牵头换管 供水配合 12月5日前'],
    ['end_meeting', '散会'],
    ['minutes', '1042 调上来 原因 · 1042 下派 物业 原因'],
  ],
  [
    ['my_tickets', '我的工单'],
    ['status', '进度1042'],
    ['help', '帮助 1042（这件现在能做什么）'],
    ['open_lead', '登记1 / 略1（待定的线索）'],
    ['login', '登录（私聊，看网页台账）'],
  ],
  [
    ['duty', '谁值班'],
    ['swap_shift', '换班 周六 给张队长'],
    ['answer_swap', '同意换班'],
    ['set_shift', '值班 周六 张队长 8:00-20:00'],
    ['away', '我请假 明天'],
    ['back', '我回来了'],
  ],
  [
    ['announce_outage', '停水 128-130号楼 水泵检修 到18点'],
    ['digest_now', '日报 · 周报 · 月报'],
  ],
]
const ADMIN: HelpRows = [
  [
    ['bind_group', '绑定 128号楼'],
    ['set_mode', '模式 自动/建议/只听指令'],
    ['block', '拉黑 名字'],
    ['unblock', '解除拉黑 名字'],
    ['blocks', '黑名单'],
    ['redact', '1042 打码'],
  ],
]
/** What staff need where residents read along; the rest is said directly. */
const AMONG_RESIDENTS: HelpRows = [
  [
    ['accept', '接1042'],
    ['resolve', '办结1042'],
    ['suspend', '挂账1042 原因'],
    ['transfer', '转1042 社区'],
    ['duty', '谁值班'],
  ],
]
const RESIDENT: HelpRows = [
  [
    ['status', '进度：问一句"1042到哪了"'],
    ['urge', '催办：催1042'],
    ['me_too', '也有同样的事：1042 我家也是'],
  ],
  [
    ['confirm', '弄好了说"好了"'],
    ['reopen', '没好说"没好"'],
    ['withdraw', '不用了说"撤销1042"'],
    ['rate', '打分：1042 五星'],
  ],
]
const RESIDENT_DIRECT: HelpRows = [
  [
    ['my_tickets', '我报的：我的工单'],
    ['duty', '谁值班'],
    ['erase_me', '删除我的信息'],
  ],
]

const ACT: Record<HelpAct, (n: number) => string> = {
  accept: (n) => `接${n}`,
  take_on: (n) => `立即办${n} / 限期办${n} 周五`,
  promise: (n) => `${n} 下午两点到`,
  resolve: (n) => `办结${n} 怎么弄的（可带图）`,
  confirm: (n) => `${n} 好了`,
  verify: (n) => `${n} 已核实 / ${n} 核实没修好`,
  reopen: (n) => `${n} 没好`,
  rate: (n) => `${n} 五星`,
  assign: (n) => `转${n} 社区 / ${n} 牵头 物业`,
  escalate: (n) => `上报${n} 原因`,
  send_back: (n) => `退${n} 原因`,
  note: (n) => `备注${n} 等配件`,
  add_detail: (n) => `${n} 补充 在二楼拐角`,
  place: () => '',
  recategorise: () => '',
  suspend: (n) => `挂账${n} 原因`,
  resume: (n) => `恢复${n}`,
  extend: (n) => `延期${n} 到周五 原因`,
  set_complexity: (n) => `${n} 疑难 原因 / ${n} 取消疑难 原因`,
  add_part: (n) => `${n} 配合 供热公司 查主管网 周五前`,
  accept_part: (n) => `${n} 配合接单`,
  finish_part: (n) => `${n} 配合完成`,
  cancel_part: (n) => `${n} 取消配合 原因`,
  ask_verify: (n) => `${n} 请网格员核实`,
  call_back: (n) => `${n} 回访 满意`,
  close: (n) => `关闭${n} 原因`,
  merge: (n) => `合并${n} 到另一个号`,
  urge: (n) => `催${n}`,
  follow: (n) => `${n} 我家也是`,
  withdraw: (n) => `撤销${n}`,
  split: (n) => `${n} 拆分 另一件事`,
  unmerge: (n) => `取消合并${n}`,
}
/** Staff write notes; residents add details. */
const FOR_STAFF_ONLY: ReadonlySet<HelpAct> = new Set(['note'])

export const helpZh: HelpPhrases = {
  help({ to, resident, place, commands }) {
    if (resident)
      return [
        `${at(to)}有事直接在群里说${place === 'direct' ? '，跟我说也行' : ''}，比如"128号楼楼道堵了"，拍张照更好。`,
        ...rowsText(RESIDENT, commands),
        ...(place === 'direct' ? rowsText(RESIDENT_DIRECT, commands) : []),
        '急事先打 119 / 110 / 120。',
      ].join('\n')
    if (place === 'residents')
      return [`${at(to)}引用卡片回一句，或带上号码：${rowsText(AMONG_RESIDENTS, commands).join(' · ')}`, '别的用法私聊我发"帮助"。'].join('\n')
    const admin = rowsText(ADMIN, commands)
    return ['引用卡片回一句，或带上号码：', ...rowsText(STAFF, commands), ...(admin.length > 0 ? [`管理：${admin.join(' · ')}`] : [])].join('\n')
  },
  helpTicket({ to, ticket, status, acts, resident }) {
    const ways = acts.filter((act) => !(resident && FOR_STAFF_ONLY.has(act))).map((act) => ACT[act](ticket.number))
    const head = `${at(to)}#${ticket.number} ${[ticket.title, ticket.place].filter(Boolean).join(' · ')}，现在${status}`
    const said = ways.filter(Boolean)
    return said.length === 0 ? `${head}，眼下没有要您做的。` : `${head}。您可以：\n${said.join(' · ')}`
  },
}
