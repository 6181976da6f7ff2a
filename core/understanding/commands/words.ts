/**
 * The words of action, for one that is said together with a ticket's number or in a quote of the bot's card.
 * `exact` words are commands whoever types them; `phrase` words mean it only from that side of the desk.
 */
import type { CommandName } from '../terms.ts'

export type Side = 'staff' | 'resident' | 'anyone'

export interface ActionWord {
  name: CommandName
  side: Side
  /** Letters as typed, simplified, lower case. The longest that fits is taken. */
  words: readonly string[]
}

const list = (source: string): string[] => source.trim().split(/\s*\/\s*/)

export const ACTION_WORDS: readonly ActionWord[] = [
  {
    name: 'accept',
    side: 'anyone',
    words: list(
      '接单/接/我接/我接了/我接单/接了/接下了/接手/收单/领单/认领/受理/我来/我来接/我来处理/我来弄/我去/我去看看/我去处理/已接单/已接/accept/take/taking/mine/i take/i will take/got it/on it/我负责/我跟/我跟进/我处理/我弄/这个我来/我跑一趟/这个我跑一趟/我接手/收到接单/接受/我带人去',
    ),
  },
  {
    name: 'accept',
    side: 'staff',
    words: list('收到/好的/好/明白/知道了/马上/马上到/马上去/马上安排/已安排/安排/安排了/这就去/来了/ok/okay/sure/on my way/roger'),
  },
  {
    name: 'resolve',
    side: 'anyone',
    words: list(
      '完成/完成了/已完成/完工/完工了/办结/已办结/结单/结了/办完/办完了/处理完/处理完了/处理好了/处理完毕/已处理/处理了/done/resolve/resolved/finish/finished/complete/completed/收工/做完/做完了/修完了/close/closed',
    ),
  },
  {
    name: 'resolve',
    side: 'staff',
    words: list(
      '搞定/搞定了/弄好/弄好了/修好/修好了/已修好/已修复/修复/修复了/换好/换好了/换了/清完/清完了/清了/清理完/清理完了/清理好了/打扫完了/疏通了/已疏通/通了/装好/装好了/搬走了/拉走了/好了/好/可以了/解决/解决了/已解决/恢复了/已恢复/弄完了/干完了/整好了/整完了/fixed/fix/solved/sorted/搞好/搞好了/搞好咗/搞掂/搞掂咗/整好咗/做好了/ok了/ok咗/okay了/弄妥/弄妥了/办好了',
    ),
  },
  {
    name: 'transfer',
    side: 'anyone',
    words: list(
      '转给/转派给/转派/转单给/转单/转交给/转交/转到/转/派给/派单给/派单/派/移交给/移交/指派给/指派/改派给/改派/下派给/下派/transfer/assign/forward/hand over/pass/交给/转去/转送/移送/给',
    ),
  },
  {
    name: 'escalate',
    side: 'anyone',
    words: list(
      '上报/上报社区/上报街道/报街道/报社区/升级/上交/提级/上报协调/escalate/raise/往上报/往上报吧/上升到/报上去/请领导协调/报给街道/报领导/报给社区/报区里',
    ),
  },
  {
    name: 'reject',
    side: 'anyone',
    words: list(
      '退单/退回/退/驳回/打回/拒单/拒绝/退给社区/不归我们管/不归我们/不是我们管/不是我们的/不属于我们/reject/return/send back/decline/not ours/不接/不受理/不归我/不归我管/不属于我/不是我的/不是我负责/不是我这边',
    ),
  },
  {
    name: 'note',
    side: 'anyone',
    words: list('备注/补充/记录/记一下/记一笔/进展/说明/跟进记录/note/comment/update/加个备注/加备注/留言/加注/补一句/补充说明/加一句'),
  },
  {
    name: 'extend',
    side: 'anyone',
    words: list('延期到/延期至/延期/延到/延至/延/顺延到/顺延/推迟到/推迟/宽限/extend/postpone/delay/申请延期/改期到/改期/延后到/延后/延长'),
  },
  { name: 'suspend', side: 'anyone', words: list('挂账/挂起/挂单/挂/暂停/搁置/暂缓/suspend/hold/on hold/pause/暂挂/先挂着/先挂/先放着/先放一放') },
  { name: 'resume', side: 'anyone', words: list('恢复/恢复办理/重启/解挂/解除挂账/取消挂账/继续办/继续办理/继续/resume/unhold/continue') },
  { name: 'close', side: 'anyone', words: list('关闭/关单/结案') },
  { name: 'merge', side: 'anyone', words: list('合并到/合并至/合并/并到/并入/merge') },
  {
    name: 'urge',
    side: 'anyone',
    words: list('催一下/催催/催办/催单/催促/催一催/催/加急/urge/hurry/hurry up/nudge/chase/expedite/催下/再催/再催一下/再催催/催一下吧/帮催'),
  },
  {
    name: 'urge',
    side: 'resident',
    words: list(
      '还没人来/没人来/怎么还没人来/怎么没人来/怎么还没来/还没来/快点/快点吧/快一点/能不能快点/什么时候来/啥时候来/几时来/没人管/怎么没人管/还不来/still nobody/nobody came',
    ),
  },
  {
    name: 'withdraw',
    side: 'anyone',
    words: list('撤销/撤回/撤单/撤了/撤/取消/取消了/取消报修/销单/作废/不用了/不用来了/不用修了/不需要了/withdraw/cancel'),
  },
  { name: 'confirm', side: 'anyone', words: list('确认/确认解决/确认完成/确认已解决/confirm/confirmed') },
  {
    name: 'confirm',
    side: 'resident',
    words: list(
      '好了/好了谢谢/修好了/弄好了/搞定了/搞定/可以了/没问题了/没问题/解决了/已解决/通了/来水了/来电了/亮了/不漏了/正常了/恢复了/行了/ok/okay/fixed/works/working now/solved/all good/all good now',
    ),
  },
  {
    name: 'reopen',
    side: 'anyone',
    words: list(
      '没修好/没有修好/没弄好/没搞定/没好/没有好/还没好/没解决/没有解决/还没解决/未解决/还没修好/还没弄好/还在漏/又漏了/还漏/又坏了/又停了/又堵了/又不亮了/还是不行/还是坏的/还是不亮/还是漏/还是没水/还是没电/还不行/没清干净/没处理/根本没来/没来人就结了/重新打开/重开/返工/打开/reopen/not fixed/still broken/still leaking/not solved/not done/broken again/还是老样子/修了等于没修/重新处理/重新弄/重新派/没用/白修了/返修',
    ),
  },
  {
    name: 'rate',
    side: 'anyone',
    words: list(
      '满意/很满意/非常满意/十分满意/基本满意/比较满意/一般/不满意/很不满意/不太满意/satisfied/very satisfied/not satisfied/unsatisfied/dissatisfied/打分/评分/评价/满分/给满分/好评/差评/rate',
    ),
  },
  {
    name: 'status',
    side: 'anyone',
    words: list(
      '进度/什么进度/查进度/查询/查一下/查/状态/什么情况/到哪一步了/到哪步了/到哪了/到哪一步/怎么样了/怎样了/咋样了/怎么样/处理得怎么样了/处理到哪了/处理了吗/修了吗/修好了吗/好了吗/好了没/弄好了吗/有进展吗/有结果吗/有消息吗/有消息没/谁在处理/谁负责/几时好/什么时候好/什么时候能好/status/progress/how is it going/any news/any update/几点来/处理没/处理没有/处理了没/修了没/修了没有/弄了没/有人处理吗/有人去吗/查下/查查/看下进度/进展如何/进行到哪了/办到哪了/办得怎么样',
    ),
  },
  {
    name: 'me_too',
    side: 'anyone',
    words: list(
      '我家也是/我家也/我也是/我也一样/我们家也是/我们家也/同样/同问/同求/关注/跟进/+1/加1/加一/me too/same here/same/同上/加我一个/算我一个/也有我/我也有这个问题/我也有',
    ),
  },
]

/** Commands without a number: the whole message is one of these. */
export const BARE_WORDS: readonly { name: CommandName; side: Side; words: readonly string[]; args?: Record<string, string> }[] = [
  {
    name: 'help',
    side: 'anyone',
    words: list(
      '命令列表/指令列表/有什么命令/有啥指令/有什么指令/有啥命令/怎么报修/如何报修/使用方法/怎么操作/你能干啥/你能干什么/你会什么/你会干啥/怎么用你/help me/帮助/使用帮助/使用说明/怎么用/怎么使用/命令/指令/菜单/功能/help/menu/commands',
    ),
  },
  {
    name: 'duty',
    side: 'anyone',
    words: list(
      "谁值班/今天谁值班/今天谁在值班/今晚谁值班/今晚谁在值班/现在谁值班/现在谁在值班/谁在值班/谁值班啊/今天谁值班啊/今天是谁值班/今天值班的是谁/今天值班谁/今晚哪个值班/今天哪个值班/哪个值班/值班电话/值班电话多少/值班表/值班是谁/值班的是谁/值班人员/边个值班/今日边个值班/今晚边个值班/明天谁值班/who is on duty/whos on duty/who's on duty/who is on duty today/who is on duty tonight/duty/on duty",
    ),
  },
  {
    name: 'my_tickets',
    side: 'anyone',
    words: list(
      '我报的单子/看看我的报修/我的报修记录/我的待处理/我手上还有几单/我还有几单/我还有几单没做/我有几单/查我的报修/看我的工单/我的工单/我的单/我的单子/我的报修/我报的/我报的事/我报修的/我报的单/我手上的单/我手里的单/我名下的单/我的任务/我的待办/待办/查我的工单/my tickets/my ticket/my reports/mine list/my jobs',
    ),
  },
  {
    name: 'digest_now',
    side: 'anyone',
    words: list(
      '小结/今日小结/今晚小结/发小结/发一下小结/发今晚小结/出小结/日报/今日日报/发日报/出日报/晚报/日结/汇总/今日汇总/发汇总/digest/digest now/send digest/daily digest',
    ),
  },
  {
    name: 'digest_now',
    side: 'staff',
    words: list('周报/本周周报/发周报/出周报/看周报/周周转/本周周周转/weekly/weekly report'),
    args: { period: 'week' },
  },
  {
    name: 'digest_now',
    side: 'staff',
    words: list('月报/本月月报/发月报/出月报/看月报/考核表/月度考核/月度考核表/monthly/monthly report'),
    args: { period: 'month' },
  },
  { name: 'withdraw', side: 'anyone', words: list('撤销/撤单/取消报修/撤销报修/撤销工单/取消工单/withdraw/cancel') },
  {
    name: 'rate',
    side: 'anyone',
    words: list('满意/很满意/非常满意/十分满意/基本满意/不满意/很不满意/不太满意/satisfied/very satisfied/not satisfied'),
  },
  { name: 'accept', side: 'anyone', words: list('接单/我接单/接单了') },
  { name: 'accept', side: 'staff', words: list('接/我接/我接了/我来接/已接单/接手/收单/accept') },
  { name: 'reject', side: 'anyone', words: list('退单') },
  { name: 'reject', side: 'staff', words: list('退/退回/驳回/reject') },
  { name: 'resolve', side: 'anyone', words: list('结单/办结') },
  { name: 'resolve', side: 'staff', words: list('完成/已完成/完工/已办结/done') },
  { name: 'escalate', side: 'staff', words: list('上报/上报社区/上报街道/报街道/升级/escalate') },
  { name: 'suspend', side: 'staff', words: list('挂账/挂起') },
  { name: 'resume', side: 'staff', words: list('解挂/恢复办理') },
]

/** Questions and orders without a number that are put in too many ways for a list; the whole message, at most `LONGEST_BARE` letters. */
export const BARE_SHAPES: readonly { name: CommandName; side: Side; pattern: RegExp }[] = [
  {
    name: 'duty',
    side: 'anyone',
    pattern:
      /^(?:请问)?(?:今天|今晚|今日|今夜|现在|明天|明晚|晚上|夜里|物业|社区)?(?:是|的)?(?:谁|哪个|哪位|边个)(?:在|来)?(?:值班|当值|值夜班?)(?:的|啊|呀|呢|哦)*(?:$|[\s,，?？])/,
  },
  {
    name: 'duty',
    side: 'anyone',
    pattern: /^(?:今天|今晚|今日|现在|明天)?(?:值班|夜班|当值)的?(?:人员|人|师傅)?是(?:谁|哪个|哪位|边个)(?:啊|呀|呢)*$/,
  },
  { name: 'duty', side: 'anyone', pattern: /^(?:物业|社区|今晚|今天)?值班(?:电话|手机|号码)(?:是?多少|是什么|几多|号)?(?:啊|呀|呢)*(?:$|\s)/ },
  { name: 'help', side: 'anyone', pattern: /^(?:这个?)?(?:机器人|小啄|啄木鸟)?怎么(?:用|使用|操作)(?:啊|呀)?(?:这个?机器人|小啄|你)?$/ },
  {
    name: 'digest_now',
    side: 'staff',
    pattern:
      /^(?:现在|马上|请)?(?:(?:把|发|出|来|看|生成)(?:一下|下|个|一个|份)?(?:今天|今日|今晚|当天)?的?(?:小结|日报|简报|晚报|汇总)(?:发出来|发一下|发群里|出来)?|汇总一?下(?:今天|今日)的?)(?:$|[\s,，])/,
  },
]
export const LONGEST_BARE = 24

/** Commands without a number that carry words on, from staff only: 转社区, 退 不归我们管, 延期到周五. 转城管了 tells what was done and orders nothing. */
export const STAFF_LEADS: readonly { name: CommandName; pattern: RegExp }[] = [
  { name: 'transfer', pattern: /^(?:转给|转派给|转交给|移交给|指派给)\s?(?=[^\s\d，。!?我你他她了]{2,8}$)/ },
  {
    name: 'transfer',
    pattern: /^(?:转|派)\s?(?=(?:社区|居委会|物业|街道|客服|工程部?|维修[部班]?|保洁|保安|绿化|值班\S{0,3}|\S{1,2}(?:师傅|经理|主任|队长))$)/,
  },
  { name: 'reject', pattern: /^(?:退单|退回|退)[\s:,]+(?=\S)/ },
  { name: 'extend', pattern: /^(?:延期到|延期至|延期)\s?(?=\S)/ },
  { name: 'suspend', pattern: /^(?:挂账|挂起)[\s:,]+(?=\S)/ },
  { name: 'escalate', pattern: /^上报[\s:,]+(?=\S)/ },
]
