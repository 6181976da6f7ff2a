/**
 * Conversations that read like the chat. One line a message:
 *
 *     12:03 李阿姨 @128号楼群: 楼道又被堆满了，轮椅都过不去
 *     +8s   小啄 @128号楼群: 记下了 #1042 … 128号楼 … 王师傅
 *           小啄 → 王师傅: 【#1042】 … 李阿姨
 *     12:10 王师傅 → 小啄 [引用 【#1042】]: 收到，下午两点过去
 *     20:30 ⏰
 *
 * A line begins with a time (`12:03`, `次日 09:00`, `+8s`, `+5m`, `+2h`) or with none: people follow each other by seconds.
 * People's words are heard by the desk; `[图片]` is a picture, `[表情]` a sticker, `[撤回]` or `[撤回 楼道]` takes the last message back.
 * `[引用 …]` quotes the latest message of that chat with these words.
 * 小啄's lines are checked: fragments in order, `…` is anything; without a time the bot has half a minute. `(没说话)` is silence for a minute.
 * `⏰` looks at the program's clocks. Every word of the bot to residents must stand in the story, so that one message too many fails.
 */
import { DateTime } from 'luxon'
import type { InboundMessage } from '../../core/message.ts'
import { BOT_NAME, type Line, type Town } from './town.ts'

const SILENCE = '(没说话)'
const BOT_HAS_MS = 30_000
const SILENCE_MS = 60_000
const TYPING_MS = 3_000

const KINDS: Record<string, InboundMessage['kind']> = { 图片: 'image', 语音: 'voice', 视频: 'video', 文件: 'file', 表情: 'sticker' }

interface Step {
  source: string
  time?: string
  who: string
  chat?: string
  direct: boolean
  quote?: string
  text: string
}

const STEP = /^(次日\s+\d{1,2}:\d\d|\d{1,2}:\d\d|\+\d+[smhd])?\s*(?:(⏰)|(.+?)\s*(?:(@|→)\s*(.+?))?\s*(?:\[引用 ([^\]]+)\])?:(?:\s([\s\S]*))?)$/

function read(source: string): Step {
  const found = STEP.exec(source)
  if (!found) throw new Error(`this line of the conversation cannot be read: ${source}`)
  const [, time, bell, who, sign, chat, quote, text] = found
  return { source, time, who: bell ?? who ?? '', chat, direct: sign === '→', quote, text: text?.trim() ?? '' }
}

/** What was already told of each town's lines: indexes into `town.lines`. */
const toldOf = new WeakMap<Town, Set<number>>()

/** From here on nobody asks what the bot has said so far. */
export const forget = (town: Town): void => void toldOf.set(town, new Set(town.lines.keys()))

/** Plays a conversation and checks what the bot says. @throws with the chat as it really went */
export async function play(town: Town, story: string): Promise<void> {
  const told = toldOf.get(town) ?? new Set<number>()
  toldOf.set(town, told)
  const steps = story
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(read)
  let since = town.lines.length
  for (const step of steps) {
    try {
      if (step.time !== undefined) await town.pass(instant(town, step.time))
      if (step.who === '⏰') await town.runJobs()
      else if (step.who === BOT_NAME) await checkBot(town, step, told, since)
      else {
        if (step.time === undefined) await town.pass(town.now() + TYPING_MS)
        since = town.lines.length
        await speak(town, step)
      }
    } catch (error) {
      throw asItWent(town, `${said(error)}\n  at: ${step.source}`)
    }
  }
  const extra = untold(town, told, ({ chat, direct }) => isResidents(town, chat, direct))
  if (extra.length > 0) throw asItWent(town, `the bot said more to residents than the story tells:\n${extra.map(show).join('\n')}`)
}

function instant(town: Town, time: string): number {
  const span = /^\+(\d+)([smhd])$/.exec(time)
  if (span) return town.now() + Number(span[1]) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[span[2] as 's' | 'm' | 'h' | 'd']
  const clock = (time.match(/\d{1,2}:\d\d/)?.[0] ?? '').padStart(5, '0')
  const at = town.today(clock) + (time.startsWith('次日') ? 86_400_000 : 0)
  if (at < town.now() - 60_000) throw new Error(`${time} lies behind ${wallClock(town.now())}`)
  return Math.max(at, town.now())
}

const last = <T>(list: readonly T[], fits: (one: T) => boolean): T | undefined => [...list].reverse().find(fits)

async function speak(town: Town, step: Step): Promise<void> {
  const { who, chat, direct, text } = step
  if (chat === undefined) throw new Error(`where does ${who} say that? Write @group or → ${BOT_NAME}`)
  const inChat = (line: Line): boolean => (direct ? line.direct && line.chat === who : !line.direct && line.chat === chat)
  const recall = /^\[撤回(?:\s+(.+))?\]$/.exec(text)
  if (recall) {
    const original = last(town.lines, (line) => inChat(line) && line.by === who && line.text.includes(recall[1] ?? ''))
    if (!original?.id) throw new Error(`${who} has said nothing there that could be taken back`)
    await town.hear({ from: who, ...(direct ? {} : { in: chat }), text: '', kind: 'recall', recalls: original.id })
    return
  }
  const quoted = step.quote === undefined ? undefined : last(town.lines, (line) => inChat(line) && line.text.includes(step.quote ?? ''))
  if (step.quote !== undefined && !quoted) throw new Error(`nothing in that chat says "${step.quote}"`)
  const kind = KINDS[/^\[(.+)\]$/.exec(text)?.[1] ?? '']
  await town.hear({
    from: who,
    ...(direct ? {} : { in: chat }),
    ...(quoted ? { quote: { name: quoted.by ?? BOT_NAME, text: quoted.text } } : {}),
    ...(kind === undefined
      ? { text: text.replaceAll('\\n', '\n') }
      : { text: '', kind, ...(kind === 'sticker' ? {} : { attachment: { name: `${kind}.bin` } }) }),
  })
}

async function checkBot(town: Town, step: Step, told: Set<number>, since: number): Promise<void> {
  const fits = (line: Line): boolean => step.chat === undefined || (line.chat === step.chat && line.direct === step.direct)
  if (step.text === SILENCE) {
    if (step.time === undefined) await town.pass(town.now() + SILENCE_MS)
    const said = untold(town, told, (line) => fits(line) && town.lines.indexOf(line) >= since)
    if (said.length > 0) throw new Error(`the bot was to be silent and said:\n${said.map(show).join('\n')}`)
    return
  }
  const horizon = town.now() + (step.time === undefined ? BOT_HAS_MS : 0)
  for (;;) {
    const index = town.lines.findIndex((line, i) => line.by === null && !told.has(i) && fits(line) && matches(line.text, step.text))
    if (index >= 0) {
      told.add(index)
      return
    }
    const next = await town.nextDue()
    if (next === undefined || next > horizon) break
    await town.pass(Math.max(next, town.now() + 1))
  }
  throw new Error('the bot did not say that')
}

/** Fragments in order; `…` stands for anything. */
function matches(text: string, wanted: string): boolean {
  let from = 0
  for (const part of wanted.split('…').map((one) => one.trim())) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

const untold = (town: Town, told: Set<number>, wanted: (line: Line) => boolean): Line[] =>
  town.lines.filter((line, i) => line.by === null && !told.has(i) && wanted(line))

/** Building and grid groups, and direct chats with people who are no staff. */
function isResidents(town: Town, chat: string, direct: boolean): boolean {
  return direct ? town.isResident(chat) : !/工作群|值班群/.test(chat)
}

const wallClock = (at: number): string => DateTime.fromMillis(at, { zone: 'Asia/Shanghai' }).toFormat('dd HH:mm:ss')

const show = ({ at, by, chat, direct, text }: Line): string =>
  `${wallClock(at)} ${by ?? BOT_NAME} ${direct ? `→ ${by === null ? chat : BOT_NAME}` : `@${chat}`}: ${text}`

/** Storage faults name their reason only in the cause. */
const said = (error: unknown): string => {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

/** An error that shows the whole chat. */
function asItWent(town: Town, problem: string): Error {
  const error = new Error(`${problem}\n\n── the chat as it went ──\n${town.lines.map(show).join('\n')}\n`)
  error.stack = error.message
  return error
}
