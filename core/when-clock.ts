/** The hour a promise names: 下午三点半, 15:30, 早8点, 下班前, 3 pm. */
import { NUMBER, numberOf } from './when-number.ts'

export interface SaidClock {
  /** 0–24; 24 is the midnight that ends the day. */
  hour: number
  minute: number
  /** How certain the half of the day is: `part`: no hour was said, only a part of the day, which ends at `until`. */
  said: 'sure' | 'unsure' | 'part'
  until: number
}

interface Part {
  words: RegExp
  /** The hour meant when none is said. */
  at: number
  until: number
}

const AFTER_WEEKDAY = '(?<=(?:周|星期|礼拜)[一二三四五六日天])'
const PARTS: readonly Part[] = [
  { words: /凌晨|半夜/, at: 3, until: 6 },
  { words: /午饭后|吃完午饭/, at: 13, until: 14 },
  { words: /晚饭后|吃完晚饭/, at: 19, until: 22 },
  { words: new RegExp(`早上|早晨|[一清大]早|[明今后]早|${AFTER_WEEKDAY}早|早(?=\\d|[五六七八九十])`), at: 8, until: 10 },
  { words: /一上班|上班[后时就]|first thing/i, at: 9, until: 10 },
  { words: /上午|午前|\bmorning\b/i, at: 10, until: 12 },
  { words: /中午|晌午|\bnoon\b/i, at: 12, until: 14 },
  { words: /下午|午后|\bafternoon\b/i, at: 15, until: 18 },
  { words: /傍晚|天黑[之以]?前|下班[之以]?前|下班后?|\b(eod|end of (the )?day)\b/i, at: 18, until: 20 },
  { words: new RegExp(`晚上|夜里|[明今后当]晚|${AFTER_WEEKDAY}晚|晚(?=\\d|[五六七八九十])|\\b(evening|tonight)\\b`, 'i'), at: 19, until: 22 },
]

const MINUTE =
  '半|一刻|三刻|\\d{1,2}(?![\\d号楼栋室])|[一二三四五]?十[一二三四五六七八九]?(?!楼|栋|号)|[零〇][一二三四五六七八九]|[一二三四五六七八九](?=分)'
const HOUR = new RegExp(`(${NUMBER})\\s*(?:点钟?|时(?![候间段不常有而]))\\s*(?:过|来钟)?(${MINUTE})?`, 'g')
const COLON = /(?<![\d:])(\d{1,2})\s*:\s*(\d{2})(?![\d])/
/** 快一点, 有一点漏, 三点建议: a little, a point; no hour. */
const LITTLE_BEFORE = /[快早晚慢有差多少好高低近远轻重大小细注]$/
const POINTS_AFTER = /^\s*(?:个|意见|建议|要求|问题|原因|想法|说明|[点儿都也不没])/
const ENGLISH_HALF = /\b(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\b/i
const ENGLISH_BARE = /\b(?:by|before|around|at)\s+(\d{1,2})(?=\s*(?:$|[,.!;]|today|tomorrow|o'?clock))|\b(\d{1,2})\s*o'?clock/i

export function readClock(t: string, dayIsSaid: boolean): SaidClock | undefined {
  const half = ENGLISH_HALF.exec(t)
  if (half) {
    const clock = { hour: (Number(half[1]) % 12) + (/p/i.test(half[3] ?? '') ? 12 : 0), minute: Number(half[2] ?? 0) }
    if (Number(half[1]) <= 12 && clock.minute < 60) return { ...clock, said: 'sure', until: 0 }
  }
  const part = PARTS.find(({ words }) => words.test(t))
  const number = colonTime(t) ?? hourTime(t, part !== undefined || dayIsSaid) ?? englishHour(t)
  if (number) return placed(number, part)
  return part && { hour: part.at, minute: 0, said: 'part', until: part.until }
}

interface Numbered {
  hour: number
  minute: number
}

const valid = (time: Numbered): Numbered | undefined => (time.hour <= 24 && time.minute < 60 ? time : undefined)

function colonTime(t: string): Numbered | undefined {
  const m = COLON.exec(t)
  return m ? valid({ hour: Number(m[1]), minute: Number(m[2]) }) : undefined
}

function hourTime(t: string, placed: boolean): Numbered | undefined {
  for (const m of t.matchAll(HOUR)) {
    const [whole, said = '', rest = ''] = m
    const before = t.slice(0, m.index)
    const after = t.slice(m.index + whole.length)
    const single = !/\d|十/.test(said)
    if (single && /时/.test(whole)) continue // 一时半会
    if (rest === '' && (POINTS_AFTER.test(after) || (single && LITTLE_BEFORE.test(before)))) continue
    if (rest === '' && /^一$/.test(said) && !placed && !/^(?:钟|[之以]?前|左右|到|来|去|过)/.test(after)) continue
    const minute = rest === '半' ? 30 : rest === '一刻' ? 15 : rest === '三刻' ? 45 : rest ? numberOf(rest) : 0
    const time = valid({ hour: numberOf(said), minute })
    if (time) return time
  }
  return undefined
}

function englishHour(t: string): Numbered | undefined {
  const m = ENGLISH_BARE.exec(t)
  return m ? valid({ hour: Number(m[1] ?? m[2]), minute: 0 }) : undefined
}

/** 下午3点 → 15, 晚上12点 → 24, 中午1点 → 13, 凌晨12点 → 0. */
function placed({ hour, minute }: Numbered, part: Part | undefined): SaidClock {
  if (!part) return { hour, minute, said: hour > 12 || hour === 0 ? 'sure' : 'unsure', until: 0 }
  if (part.at >= 18 && hour === 12) return { hour: 24, minute, said: 'sure', until: 0 }
  if (part.at === 3) return { hour: hour % 12, minute, said: 'sure', until: 0 }
  const later = part.at >= 12 && hour < 12 && !(part.at === 12 && hour >= 10)
  return { hour: later ? hour + 12 : hour, minute, said: 'sure', until: 0 }
}
