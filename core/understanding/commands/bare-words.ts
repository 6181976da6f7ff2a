/** Commands that are said without a ticket's number: words, shapes and leads that mean nothing else in a chat. */
import type { CommandName } from '../terms.ts'
import { list, type Side } from './words.ts'

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
      '我报的单子/看看我的报修/我的报修记录/我的待处理/我手上还有几单/我还有几单/我还有几单没做/我有几单/查我的报修/看我的工单/我的工单/我的单/我的单子/我的报修/我报的/我报的事/我报修的/我报的单/我手上的单/我手里的单/我名下的单/我的任务/我的待办/待办/查我的工单/进度/查进度/看进度/查下进度/查一下进度/我的进度/status/my status/progress/my tickets/my ticket/my reports/mine list/my jobs',
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
  { name: 'call_backs', side: 'staff', words: list('回访/回访清单/回访名单/回访列表/待回访/要回访的/call backs/call-backs/to call back') },
  {
    name: 'login',
    side: 'anyone',
    words: list('登录/登陆/登入/登录后台/登录网页/登录链接/登录台账/网页登录/我要登录/login/log in/sign in/signin/log me in'),
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
