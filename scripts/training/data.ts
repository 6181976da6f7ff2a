/** What is trained on, what is held out, and the folds in between. */
import { existsSync } from 'node:fs'
import type { Meanings } from '../../core/understanding/model/meaning.ts'
import type { Model } from '../../core/understanding/model/model.ts'
import { type LabelledMessage, readChats, readLines } from '../corpus-form.ts'
import { type CorpusRow, readEveryday, readPetitions, readSentences } from './corpora.ts'
import { readLabelled } from './labelled.ts'
import { foldOf } from './random.ts'
import { groupChats } from './simulate.ts'

export interface Data {
  chats: LabelledMessage[][]
  lines: LabelledMessage[]
  petitions: CorpusRow[]
  everyday: CorpusRow[]
  /** Everyday talk that no network is trained on; thresholds are chosen on it. */
  unseenTalk: CorpusRow[]
  /** Sentences without labels, to learn from which words are near in meaning. */
  sentences: string[]
  /** What was learned from them, once it is. */
  meanings?: Meanings
}

/** Written later, by other hands, and never trained on: whole chats and lines whose names begin so. */
const FRESH = /^(?:lines\/)?s2h/
/** Written together with the fresh ones, all of it to be trained on. */
const ADDED = /^(?:lines\/)?s2-|^sample\//

export const isFresh = (message: LabelledMessage): boolean => FRESH.test(message.chat)

/** Of the first corpus one part in five: whole chats, and single lines. The short phrases are for training only. */
export const isFirstHeldOut = (message: LabelledMessage): boolean =>
  !isFresh(message) &&
  !ADDED.test(message.chat) &&
  message.chat !== 'lines/short' &&
  foldOf(message.chat.startsWith('lines/') ? `${message.chat} ${message.n}` : message.chat, 5) === 0

/** Never trained on. */
export const isHeldOut = (message: LabelledMessage): boolean => isFresh(message) || isFirstHeldOut(message)

/** The sample of labelled groups that lies with the outside corpora. */
function readSample(folder: string): LabelledMessage[][] {
  const file = `${folder}/chats_sample.jsonl`
  if (!existsSync(file)) return []
  return readLabelled([file]).chats.map((chat) => chat.map((message) => ({ ...message, chat: `sample/${message.chat}` })))
}

export function loadData(corpus: string, corpora: string): Data {
  const talk = corpora ? readEveryday(corpora, false) : []
  return {
    chats: [...groupChats(readChats(`${corpus}/chats`)), ...(corpora ? readSample(corpora) : [])],
    lines: readLines(`${corpus}/lines`),
    petitions: corpora ? readPetitions(corpora, 'complaints_train.jsonl') : [],
    everyday: talk.filter((_, i) => i % 3 === 0),
    unseenTalk: talk.filter((_, i) => i % 3 === 1),
    sentences: corpora ? [...readSentences(corpora, 'complaints_train.jsonl'), ...talk.map((row) => row.text)] : [],
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
