/** 个人信息、打码、黑名单、频次 in Chinese. */
import type { PrivacyPhrases } from './privacy.ts'

const at = (to: string): string => (to ? `@${to} ` : '')
const numbers = (list: readonly number[]): string => list.map((n) => `#${n}`).join('、')

export const privacyZh: PrivacyPhrases = {
  erasureAsked: ({ to, open, again }) =>
    `${at(to)}${again ? '您的申请已经在社区那里了' : '收到，已转社区确认'}。确认后删掉您说过的话、发过的图片、名字和账号；您报过的事只留下楼号、类别和处理时间，不再有您的信息。${
      open.length > 0 ? `还在办的${numbers(open)}照常办，但办好了就没法再告诉您。` : ''
    }15个工作日内答复。`,
  erasureOfStaff: ({ to }) => `${at(to)}您是工作人员，信息在社区的名册里，请找社区管理员从名册里撤下。`,
  erasureCard: ({ request, name, tickets, open }) =>
    `${name} 申请删除个人信息（报过或跟过${tickets}件${open.length > 0 ? `，在办${numbers(open)}` : ''}）。同意回"同意删除 ${request}"，不同意回"不同意删除 ${request}"并说明原因给本人。删了不能恢复。`,
  erasureDone: ({ request, messages, tickets, pictures }) =>
    `申请${request} 已办：删了${messages}条消息、${pictures}张图片，${tickets}件事不再有其个人信息。备份里的会随备份轮换消失。`,
  erasureGranted: () => '社区同意了，您的个人信息几分钟内删除。这是最后一条；以后再来说话，就当是新邻居。',
  erasureTaken: ({ request }) => `申请${request} 同意了，几分钟内删，删完告诉你。`,
  erasureRefused: ({ request }) => `申请${request} 记为不同意，已告诉本人找社区了解原因。`,
  erasureNotGranted: () => '您删除个人信息的申请社区没有同意，想了解原因请联系社区居委会，也可以拨 12345。',
  erasureUnknown: ({ request }) => `没有等着定的删除申请${request}。`,
  picturesErased: ({ to, pictures }) => (pictures > 0 ? `${at(to)}您发的${pictures}张图片已经删了。` : `${at(to)}这里没有您发的图片。`),
  redactedDone: ({ number, messages, pictures }) =>
    `${number === null ? '' : `#${number} `}已打码：${messages}条消息的文字${pictures > 0 ? `和${pictures}张图片` : ''}都撤下了，事情照常办。`,
  redactNothing: () => '没找到要打码的内容。带上号码（1042 打码），或者引用那条消息回"打码"。',
  blocked: ({ name }) => `好，${name} 说的话不再理会；报险情照样有人管。回"解除拉黑 ${name}"恢复。`,
  unblocked: ({ name }) => `好，${name} 的话照常听了。`,
  blockedAre: ({ names }) => (names.length > 0 ? `黑名单：${names.join('、')}。` : '黑名单是空的。'),
  whoIsMeant: ({ name, many }) =>
    many
      ? `叫"${name}"的不止一位。引用他说的话回"拉黑"，或者直接@他。`
      : `没找到${name ? `"${name}"` : '这个人'}。引用他说的话回"拉黑"，或者写群里显示的名字。`,
  notStaffToBlock: ({ name }) => `${name} 是工作人员，不能拉黑。`,
  slowDown: ({ to, phone }) =>
    `${at(to)}您说得有点快，我先歇几分钟，没给回音的过会儿再说一遍。有危险直接说，随时管；急事也可以打社区电话${phone ? ` ${phone}` : ''}。`,
  slowDownGroup: () => '群里一下子说得多，我先歇几分钟，没给回音的过会儿再说一遍。有危险直接说，随时管。',
  ticketsEnough: ({ to, most }) => `${at(to)}今天已经给您记了${most}件，先把这些办好；别的明天再说，有危险随时说。`,
  posesAsStaff: ({ name, room, words }) =>
    `${room || '私聊'}里有人用"${name}"的名字下指令："${words}"。不是绑定的工作人员，我没照办。是本人就让他重新绑定；不是就引用那句话回"拉黑"。`,
}
