/**
 * Commands about people and what is kept of them: 删除我的信息 · 删除我的图片 · 1042 打码 · 拉黑 张三 · 解除拉黑 张三 · 黑名单 · 同意删除 3.
 * Each has one exact form, so that talk of deleting and blocking orders nothing.
 */
import type { Command, Role } from '../terms.ts'
import { isStaff } from './action.ts'

const ASKING = '(?:请|请问|麻烦|帮我|我要|我想|申请|要求)*'
const OF_ME = new RegExp(`^${ASKING}(?:删除|清除|注销|删掉|抹掉)(?:一下)?(?:关于)?我的(?:所有|全部)?(?:个人)?(?:信息|资料|数据|账号|记录)[。.!！]*$`)
const OF_ME_EN = /^(?:please )?(?:delete|erase|forget) (?:all )?my (?:personal )?(?:data|information|records)[.!]*$/i
const PICTURES = new RegExp(
  `^(?:#?(\\d{1,7})[\\s,，:：]*)?${ASKING}(?:删除|撤下|清除|删掉)(?:一下)?我(?:的|发的|传的|拍的)(?:所有|全部)?(?:图片|照片|图)[。.!！]*$`,
)
const PICTURES_EN = /^(?:#?(\d{1,7})[\s,:]+)?(?:please )?(?:delete|remove) my (?:pictures|photos|images)[.!]*$/i
const REDACT = /^(?:#?(\d{1,7})[\s,，:：]*(?:打码|脱敏|redact)|(?:打码|脱敏|redact)[\s:：]*#?(\d{1,7})?)[。.!！]*$/i
const BLOCK = /^(?:拉黑|加入黑名单|ban)(?:[\s:：]+|$)(\S.{0,30})?$/i
const UNBLOCK = /^(?:解除拉黑|取消拉黑|移出黑名单|unban)(?:[\s:：]+|$)(\S.{0,30})?$/i
const BLOCKED = /^(?:黑名单|查看黑名单|ban list)$/i
const GRANT = /^(同意|不同意|拒绝|approve|refuse)\s?(?:删除|erasure)[\s:：]*#?(\d{1,6})$/i

/** @param card the number in the quoted card */
export function readPrivacy(text: string, role: Role, card?: number): Command | undefined {
  if (OF_ME.test(text) || OF_ME_EN.test(text)) return { name: 'erase_me', args: {} }
  const pictures = PICTURES.exec(text) ?? PICTURES_EN.exec(text)
  if (pictures) return { name: 'erase_pictures', ...numbered(pictures[1]), args: {} }
  return isStaff(role) ? ofStaff(text, card) : undefined
}

function ofStaff(text: string, card: number | undefined): Command | undefined {
  const redact = REDACT.exec(text)
  if (redact) return { name: 'redact', ...numbered(redact[1] ?? redact[2] ?? (card === undefined ? undefined : String(card))), args: {} }
  const off = UNBLOCK.exec(text)
  if (off) return { name: 'unblock', args: named(off[1]) }
  const on = BLOCK.exec(text)
  if (on) return { name: 'block', args: named(on[1]) }
  if (BLOCKED.test(text)) return { name: 'blocks', args: {} }
  const grant = GRANT.exec(text)
  if (!grant?.[2]) return undefined
  return { name: 'judge_erasure', args: { request: grant[2], verdict: /^(?:同意|approve)/i.test(grant[1] ?? '') ? 'yes' : 'no' } }
}

const numbered = (digits: string | undefined): { ticket?: number } => (digits === undefined ? {} : { ticket: Number(digits) })
const named = (who: string | undefined): Record<string, string> => (who === undefined ? {} : { who: who.trim() })
