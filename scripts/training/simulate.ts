/** Runs a chat through the reader with the pure memory of core, on gold conclusions (teaching) or on the reader's own. */
import { emptyMemory, remember } from '../../core/understanding/memory.ts'
import type { Model } from '../../core/understanding/model/model.ts'
import { assemble, type Read } from '../../core/understanding/read.ts'
import type { Action, Conclusion, GroupMemory, Heard } from '../../core/understanding/terms.ts'
import { type Heeded, listen, understand } from '../../core/understanding/understand.ts'
import type { LabelledMessage } from '../corpus-form.ts'

export function toHeard(message: LabelledMessage): Heard {
  return {
    id: String(message.n),
    senderId: message.from,
    senderName: message.from,
    role: message.role,
    kind: message.kind,
    text: message.text,
    at: message.at ? Date.parse(message.at) : message.n * 60_000,
  }
}

export function groupChats(messages: readonly LabelledMessage[]): LabelledMessage[][] {
  const chats = new Map<string, LabelledMessage[]>()
  for (const message of messages) chats.set(message.chat, [...(chats.get(message.chat) ?? []), message])
  return [...chats.values()]
}

const ACTION_OF: Partial<Record<LabelledMessage['intent'], Action>> = {
  report: 'open',
  consult: 'answer',
  suggest: 'answer',
  followup: 'append',
  command: 'command',
}

/** What the label guide says should have been concluded. */
export function goldConclusion(message: LabelledMessage, read: Read): Conclusion {
  const reading = {
    ...assemble(read.prepared, read.scores, message.intent),
    category: message.category,
    followup: message.followup,
    urgency: message.urgency,
  }
  if (message.location) reading.location = message.location
  return {
    reading,
    action: ACTION_OF[message.intent] ?? 'ignore',
    matterId: message.refers === undefined ? undefined : String(message.refers),
    pieces: [],
  }
}

export interface Lesson extends Heeded {
  message: LabelledMessage
  heard: Heard
  memory: GroupMemory
  talk: readonly number[]
}

/** Every message with what was known when it came; the memory holds gold conclusions. */
export function teach(chat: readonly LabelledMessage[], model?: Model): Lesson[] {
  let memory = emptyMemory(chat[0]?.room_building ?? undefined)
  return chat.map((message) => {
    const heard = toHeard(message)
    const heeded = listen(heard, memory, model)
    const lesson = { ...heeded, message, heard, memory }
    memory = remember(memory, heard, goldConclusion(message, heeded.read))
    return lesson
  })
}

export interface Played {
  message: LabelledMessage
  conclusion: Conclusion
}

/** The reader by itself: its memory holds its own conclusions. */
export function play(chat: readonly LabelledMessage[], model?: Model): Played[] {
  let memory = emptyMemory(chat[0]?.room_building ?? undefined)
  return chat.map((message) => {
    const heard = toHeard(message)
    const conclusion = understand(heard, memory, { mode: 'auto' }, model)
    memory = remember(memory, heard, conclusion)
    return { message, conclusion }
  })
}

/** Like `play`, with everything that was known before each decision: lessons from the reader's own memory. */
export function playLessons(chat: readonly LabelledMessage[], model: Model): Lesson[] {
  let memory = emptyMemory(chat[0]?.room_building ?? undefined)
  return chat.map((message) => {
    const heard = toHeard(message)
    const lesson = { ...listen(heard, memory, model), message, heard, memory }
    memory = remember(memory, heard, understand(heard, memory, { mode: 'auto' }, model))
    return lesson
  })
}
