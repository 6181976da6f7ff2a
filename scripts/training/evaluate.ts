/** Runs the reader over labelled data and scores it in the fields of the label guide. */
import { emptyMemory, remember } from '../../core/understanding/memory.ts'
import type { Reader } from '../../core/understanding/reader.ts'
import type { LabelledMessage } from '../corpus-form.ts'
import { isFirstHeldOut, isFresh } from './data.ts'
import type { Labelled } from './labelled.ts'
import * as score from './score.ts'
import { toHeard } from './simulate.ts'

export const PARTS = ['first', 'fresh'] as const
/** The part of the first corpus that was kept back, and the one that other hands wrote later. */
export type Part = (typeof PARTS)[number]

/** Only what was never trained on. Titles and everyday talk are of no part and count with the first. */
export function heldOutOnly(data: Labelled, part: Part): Labelled {
  const within = part === 'fresh' ? isFresh : isFirstHeldOut
  return {
    chats: data.chats.filter(([first]) => first !== undefined && within(first)),
    lines: data.lines.filter(within),
    titles: part === 'first' ? data.titles : [],
    everyday: part === 'first' ? data.everyday : [],
  }
}

function judgeChat(reader: Reader, chat: readonly LabelledMessage[]): score.Judged[] {
  let memory = emptyMemory(chat[0]?.room_building ?? undefined)
  return chat.map((message) => {
    const heard = toHeard(message)
    const conclusion = reader.understand(heard, memory, { mode: 'auto' })
    memory = remember(memory, heard, conclusion)
    return { message, conclusion }
  })
}

function judgeLine(reader: Reader, message: LabelledMessage): score.Judged {
  const heard = { ...toHeard(message), at: 0 }
  return { message, conclusion: reader.understand(heard, emptyMemory(message.room_building ?? undefined), { mode: 'auto' }) }
}

const bare = (text: string, intent: 'report' | 'none'): LabelledMessage => ({
  chat: 'lines/bare',
  room: '',
  room_building: null,
  n: 1,
  from: '',
  role: 'resident',
  kind: 'text',
  text,
  intent,
})

export function evaluate(reader: Reader, data: Labelled) {
  const chats = data.chats.flatMap((chat) => judgeChat(reader, chat))
  const lines = data.lines.map((line) => judgeLine(reader, line))
  const titles = data.titles.map((text) => judgeLine(reader, bare(text, 'report')))
  const everyday = data.everyday.map((text) => judgeLine(reader, bare(text, 'none')))
  const reports = [...chats, ...lines]
  const hard = lines.filter(({ message }) => ['report', 'consult', 'suggest', 'praise', 'none'].includes(message.intent))
  return {
    counts: { chats: data.chats.length, messages: chats.length, lines: lines.length, titles: titles.length, everyday: everyday.length },
    intent: { chats: score.intentScores(chats), lines: score.intentScores(lines) },
    reports: { titles: score.reportScores(titles), lines: score.reportScores(lines), chats: score.reportScores(chats) },
    falseAlarms: { everyday: score.falseAlarms(everyday), chats: score.falseAlarms(chats), hardNegatives: score.falseAlarms(lines) },
    hardNegatives: score.intentScores(hard),
    category: { lines: score.categoryScores(lines), chats: score.categoryScores(chats), all: score.categoryScores(reports) },
    places: { lines: score.placeScores(lines), chats: score.placeScores(chats) },
    emergencies: { lines: score.emergencyScores(lines), chats: score.emergencyScores(chats) },
    links: score.linkScores(chats),
    reliability: { chats: score.reliability(chats), lines: score.reliability(lines) },
    speed: score.speed(
      reader,
      [...data.chats.flat().map(({ text }) => text), ...data.lines.map(({ text }) => text), ...data.everyday.slice(0, 2000)].filter(
        (text) => text !== '',
      ),
    ),
    judged: { chats, lines, titles, everyday },
  }
}
export type Evaluation = ReturnType<typeof evaluate>
