/** Commands that set the bot up or judge leads; each has one exact form. */
import type { Command, Role } from '../terms.ts'

const MODES: Record<string, string> = {
  auto: 'auto',
  自动: 'auto',
  suggest: 'suggest',
  建议: 'suggest',
  提示: 'suggest',
  explicit: 'explicit',
  只听指令: 'explicit',
  指令: 'explicit',
  手动: 'explicit',
  只听命令: 'explicit',
}

const LEAD = /^(登记|略|立案|忽略|register|skip)\s?#?(\d{1,6})$/i
const MODE = /^(?:模式|切换模式|mode)[\s:]*(?:改为|切到|=)?\s?([A-Za-z]+|[\u4e00-\u9fff]{2,4})$/i
const BIND = /^(?:绑定|bind)(?:群|本群|楼栋)?[\s:]+(?:到|为|to )?(.{1,30})$/i
const BIND_TIGHT = /^绑定(?:本群|到)?([A-Za-z\d一二三四五六七八九十百]{1,6}(?:号楼|栋|幢|座|#)|第[\d一二三四五六七八九十]+网格.{0,6})$/
const CODE = /^(?:(?:绑定|绑定码|验证码|我的绑定码|bind|code)[\s:]*(?:是|为)?\s?)([A-Za-z\d]{4,10})$/i
const ONLY_CODE = /^(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{6,8}$/
/** 停水 128-130号楼 水泵检修 到18点: a cause, the buildings, the end. */
const OUTAGE = /^(?:通知\s?)?(停水|停电|停气|停暖|停热|停梯|电梯停运|断网)[\s:,]+(?=.{0,40}(?:号楼|栋|幢|座|#|整个小区|全小区|全部))(.{2,80})$/
const OUTAGE_EN =
  /^(?:outage|no (?:water|power|gas|heating)|(?:water|power|gas|heating|lift) (?:off|outage))[\s:,]+(?=.*(?:bldg|building|blk|block))(.{2,80})$/i
const UNTIL =
  /(?:到|至|预计|until|till|to)\s?([^,，;；。]*(?:\d{1,2}[:点时]\d{0,2}分?半?|上午|中午|下午|晚上|傍晚|今晚|明早|明天|am|pm)[^,，;；。\s]*)/i
const NOTICE = /尊敬的|敬请|各位|通知如下|特此|【/

/** @param text trimmed, simplified */
export function readSetup(text: string, role: Role): Command | undefined {
  const lead = LEAD.exec(text)
  if (lead?.[2]) return { name: /^(?:登记|立案|register)/i.test(lead[1] ?? '') ? 'open_lead' : 'drop_lead', args: { lead: lead[2] } }
  const mode = MODE.exec(text)?.[1]
  const known = mode && MODES[mode.toLowerCase()]
  if (known) return { name: 'set_mode', args: { mode: known } }
  return readBinding(text) ?? (role === 'property' || role === 'community' ? readOutage(text) : undefined)
}

function readBinding(text: string): Command | undefined {
  const code = CODE.exec(text)?.[1]
  if (code && /\d/.test(code) && (/[A-Za-z]/.test(code) || /码|code/i.test(text)) && !/^\d{1,3}[A-Za-z]?$/.test(code))
    return { name: 'bind_me', args: { code: code.toUpperCase() } }
  const place = BIND_TIGHT.exec(text)?.[1] ?? BIND.exec(text)?.[1]?.trim()
  if (place && /\d|[一二三四五六七八九十百]|栋|幢|座|楼|网格|小区|社区|[A-Z]/.test(place)) return { name: 'bind_group', args: { building: place } }
  return undefined
}

/** A code alone is one only in a direct chat with the bot, which the caller knows by the mention. */
export const bareCode = (text: string): Command | undefined => (ONLY_CODE.test(text) ? { name: 'bind_me', args: { code: text } } : undefined)

function readOutage(text: string): Command | undefined {
  if (NOTICE.test(text)) return undefined
  const found = OUTAGE.exec(text) ?? OUTAGE_EN.exec(text)
  const until = found && UNTIL.exec(text)?.[1]?.trim()
  if (!found || !until) return undefined
  const words = (found[2] ?? found[1] ?? '').replace(UNTIL, ' ').trim()
  const reason = words
    .split(/[\s,，]+/)
    .filter((part) => !/号楼|栋|幢|座|#|bldg|building|blk|block|\d$/i.test(part))
    .join(' ')
  return { name: 'announce_outage', args: { until, ...(reason ? { reason } : {}) } }
}
