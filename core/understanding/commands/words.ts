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

export const list = (source: string): string[] => source.trim().split(/\s*\/\s*/)

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
    name: 'accept',
    side: 'staff',
    words: list('立即办/立即办理/立即处理/立刻办/马上办/马上处理/马上修/现在就办/限期办/限期办理/限期/at once/deadline'),
  },
  {
    name: 'complex',
    side: 'staff',
    words: list('疑难/疑难件/列为疑难/按疑难办/标疑难/复杂/复杂件/标为复杂/列为复杂/取消疑难/解除疑难/不算疑难/complex/not complex'),
  },
  {
    name: 'publish',
    side: 'staff',
    words: list('不公开/不公示/别公开/不要公开/不上公开栏/下公开栏/公开/公示/恢复公开/可以公开/上公开栏/unpublish/not public/publish'),
  },
  { name: 'split', side: 'staff', words: list('拆分/拆分出/拆单/拆出/分拆/另立一单/split off/split') },
  {
    name: 'unmerge',
    side: 'staff',
    words: list('取消合并/撤销合并/解除合并/取消并案/撤销并案/分开办/分开办理/不是一件事/不是一回事/unmerge'),
  },
  {
    name: 'ask_verify',
    side: 'staff',
    words: list(
      '请网格员核实/请网格员现场核实/请网格员去核实/请网格员去看看/让网格员核实/网格员核实/现场核实/请现场核实/请核实/核实/核实一下/verify',
    ),
  },
  {
    name: 'verify',
    side: 'staff',
    words: list(
      '已核实/已核实过/已现场核实/核实了/核实过了/核实完/核实完了/核实没问题/核实无误/核实已修好/核实修好了/核实办好了/核实已办好/核实好了/核实没修好/核实没好/核实还没好/核实未修好/核实没办好/核实没解决/核实未解决/verified not fixed/verified/checked',
    ),
  },
  { name: 'call_back', side: 'staff', words: list('回访/已回访/电话回访/回访了/回访过了/called back/call back') },
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
      '上报/上报社区/上报街道/报街道/报社区/升级/上交/提级/调上来/提上来/提级办理/上报协调/escalate/raise/往上报/往上报吧/上升到/报上去/请领导协调/报给街道/报领导/报给社区/报区里',
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
