/** What is trained on, what is held out, and the folds in between. */
import type { Model } from '../../core/understanding/model/model.ts'
import { type LabelledMessage, readChats, readLines } from '../corpus-form.ts'
import { type CorpusRow, readEveryday, readPetitions } from './corpora.ts'
import { foldOf } from './random.ts'
import { groupChats } from './simulate.ts'

export interface Data {
  chats: LabelledMessage[][]
  lines: LabelledMessage[]
  petitions: CorpusRow[]
  everyday: CorpusRow[]
  /** Everyday talk that no network is trained on; thresholds are chosen on it. */
  unseenTalk: CorpusRow[]
}

/** One part in five is never trained on: whole chats, and single lines. The short phrases are for training only. */
export const isHeldOut = (message: LabelledMessage): boolean =>
  message.chat !== 'lines/short' && foldOf(message.chat.startsWith('lines/') ? `${message.chat} ${message.n}` : message.chat, 5) === 0

export function loadData(corpus: string, corpora: string): Data {
  const talk = corpora ? readEveryday(corpora, false) : []
  return {
    chats: groupChats(readChats(`${corpus}/chats`)),
    lines: readLines(`${corpus}/lines`),
    petitions: corpora ? readPetitions(corpora, 'complaints_train.jsonl') : [],
    everyday: talk.filter((_, i) => i % 3 === 0),
    unseenTalk: talk.filter((_, i) => i % 3 === 1),
  }
}

export function splitData(data: Data, heldOut: (message: LabelledMessage) => boolean): { train: Data; held: Data } {
  const part = (want: boolean): Data => ({
    ...data,
    chats: data.chats.filter(([first]) => first !== undefined && heldOut(first) === want),
    lines: data.lines.filter((line) => heldOut(line) === want),
  })
  return { train: part(false), held: part(true) }
}

export const FOLDS = 3

/** Applies `run` to every chat with a model that was not trained on it. */
export function crossed<T>(data: Data, models: readonly Model[], run: (chat: LabelledMessage[], model: Model) => T[]): T[] {
  return data.chats.flatMap((chat) => run(chat, models[foldOf(`${chat[0]?.chat} fold`, FOLDS)] as Model))
}

export const withoutFold = (data: Data, fold: number): Data => ({
  ...data,
  chats: data.chats.filter((chat) => foldOf(`${chat[0]?.chat} fold`, FOLDS) !== fold),
  lines: data.lines.filter((line) => foldOf(`${line.chat} ${line.n} fold`, FOLDS) !== fold),
})
