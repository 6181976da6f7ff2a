/** What stands beside the action word and the number: times, targets, reasons, stars. Words stay as typed. */

import { namesDeadline } from '../../taking-on.ts'
import { numeral } from '../numerals.ts'
import type { CommandName } from '../terms.ts'

type Args = Record<string, string>

/** A time as people promise it. */
const TIME =
  /\d{1,2}[:点时]|[一二三四五六七八九十两]{1,3}点|今天|今晚|明天|明早|明晚|后天|上午|中午|下午|晚上|傍晚|周[一二三四五六日天末]|星期[一二三四五六日天]|下周|月底|\d+号|\d+[日月]|小时|分钟|[一二两三\d]天|tomorrow|today|tonight|morning|afternoon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d\s?(?:am|pm)/i
const SEPARATOR = /^[\s,，、:：;；。.!！~-]+/

export const trimRest = (rest: string): string => rest.replace(SEPARATOR, '').replace(/[\s,，、;；]+$/, '')

/** @param word the action word that was typed */
export function argsFor(name: CommandName, word: string, rest: string): Args {
  const words = trimRest(rest)
  switch (name) {
    case 'accept':
      return acceptArgs(word, words)
    case 'transfer':
      return transferArgs(words)
    case 'extend':
      return extendArgs(words)
    case 'rate':
      return rateArgs(word, words)
    case 'close':
      return closeArgs(words)
    case 'merge':
      return mergeArgs(words)
    case 'complex':
      return {
        complex: /取消|不算|不是|解除|not/i.test(word) ? 'no' : 'yes',
        ...(words === '' ? {} : { reason: words.replace(/^(?:因为|原因是?|because)[\s:]*/i, '') }),
      }
    case 'publish':
      return { public: /^[不别下]|un|not/i.test(word) ? 'no' : 'yes' }
    case 'verify':
      return { fixed: NOT_FIXED.test(word) || NOT_FIXED.test(words) ? 'no' : 'yes', ...(words === '' ? {} : { note: words }) }
    case 'suspend':
    case 'escalate':
    case 'withdraw':
      return words === '' ? {} : { reason: words.replace(/^(?:因为|原因是?|because)[\s:]*/i, '') }
    case 'reject':
      // 不归我们管 is word and reason in one.
      return /^不|not ours/i.test(word) ? { reason: words === '' ? word : `${word} ${words}` } : words === '' ? {} : { reason: words }
    case 'status':
    case 'resume':
    case 'unmerge':
    case 'ask_verify':
      return {}
    default:
      return words === '' ? {} : { note: words }
  }
}

const AT_ONCE = /^(?:立即|立刻|马上|现在就?)(?:就?去)?(?:办|处理|弄|修)|^at once/i
const BY_DATE = /^限期|^deadline/i

/** 立即办 · 限期办 周五 · 周五前修好: how it is taken on; else when somebody comes, or a word. */
function acceptArgs(word: string, words: string): Args {
  if (AT_ONCE.test(word) || AT_ONCE.test(words)) return { way: 'at_once' }
  const by = words.replace(/^限期(?:办理?|处理|办结)?\s*[,，:：]?\s*(?:到|至)?/, '')
  if (BY_DATE.test(word) || BY_DATE.test(words)) return { way: 'by_date', ...(by ? { by: by.replace(/^(?:到|至|by)\s*/i, '') } : {}) }
  if (words === '') return {}
  if (!TIME.test(words)) return { note: words }
  return namesDeadline(words) ? { way: 'by_date', by: words } : { by: words }
}

function transferArgs(words: string): Args {
  const bare = words.replace(/^(?:给|到|至|派给|to)(?:\s+|(?=[^\s]))/i, '')
  if (bare === '') return {}
  if (/^[\x20-\x7e]+$/.test(bare)) {
    const [to = '', ...reason] = bare.split(/\s*[,;:]\s*|\s+because\s+/i)
    return { to, ...(reason.length ? { reason: reason.join(', ') } : {}) }
  }
  const cut = bare.search(/[\s,，、:;；。]/)
  if (cut < 0) return { to: bare }
  const reason = trimRest(bare.slice(cut))
  return { to: bare.slice(0, cut), ...(reason ? { reason } : {}) }
}

function extendArgs(words: string): Args {
  const bare = words.replace(/^(?:到|至|to|until|till|by)\s*/i, '')
  if (bare === '') return {}
  const parts = bare.split(/[,，;；。]|\s+(?=等|因|需|要|缺|配件|材料|because|waiting)/i)
  const [by = '', ...reason] = parts.map((part) => part.trim()).filter(Boolean)
  if (!TIME.test(by)) return { reason: bare }
  const space = reason.length === 0 && /[^\x20-\x7e]/.test(by) ? by.search(/\s(?=[^\s\d:点上中下晚]+$)/) : -1
  if (space > 0 && TIME.test(by.slice(0, space))) return { by: by.slice(0, space), reason: by.slice(space + 1) }
  return { by, ...(reason.length ? { reason: reason.join('，') } : {}) }
}

const SATISFIED: [RegExp, string][] = [
  [/不太?满意|很不满意|unsatisfied|dissatisfied|not satisfied/i, 'no'],
  [/基本满意|比较满意|一般/, 'mostly'],
  [/满意|satisfied/i, 'yes'],
]

const VERDICTS: Record<string, string> = { 满分: '5', 给满分: '5', 好评: '5', 差评: '1' }

export function rateArgs(word: string, words: string): Args {
  const satisfied = SATISFIED.find(([pattern]) => pattern.test(word))?.[1]
  const stars = starsIn(word) ?? starsIn(words) ?? VERDICTS[word] ?? /^[1-5]$/.exec(words)?.[0]
  const note = words
    .replace(STARS, '')
    .replace(/^[1-5]$/, '')
    .trim()
  return { ...(satisfied ? { satisfied } : {}), ...(stars ? { stars } : {}), ...(note ? { note: trimRest(note) } : {}) }
}

const NOT_FIXED = /[没未](?:有)?(?:全|都|真|彻底)?(?:修|办|弄|搞|处理|解决|清|好)|不行|还(?:在漏|漏|坏|堵)|\bnot\b/i

const STARS = /([1-5一二两三四五])\s?(?:颗)?(?:星|分|stars?)(?:好评)?|[⭐🌟★]{1,5}/u

export function starsIn(words: string): string | undefined {
  const found = STARS.exec(words)
  if (!found) return undefined
  return found[1] ? numeral(found[1]) : String(Math.min(5, [...found[0]].length))
}

const CLOSE_AS: [RegExp, string][] = [
  [/不归|不是我们|不属于|不在我们|管辖|职责|not ours|not our/i, 'not_ours'],
  [/办不了|解决不了|无法|没办法|没法|做不到|修不了|cannot|can't|impossible/i, 'cannot'],
  [/解决|完成|已修|好了|办结|solved|fixed|done/i, 'solved'],
]

function closeArgs(words: string): Args {
  const as = CLOSE_AS.find(([pattern]) => pattern.test(words))?.[1]
  return { ...(as ? { as } : {}), ...(words ? { reason: words } : {}) }
}

function mergeArgs(words: string): Args {
  const into = /(?:#|到|至|入|into|with)?\s?#?(\d{1,7})/i.exec(words)?.[1]
  return into ? { into } : {}
}
