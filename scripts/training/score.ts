/** Scores in the fields of the label guide. All shares are 0–1; `of` says how many were judged. */
import type { Reader } from '../../core/understanding/reader.ts'
import { CATEGORIES, type Conclusion, FOLLOWUPS, INTENTS, type Location } from '../../core/understanding/terms.ts'
import type { LabelledMessage } from '../corpus-form.ts'

export interface Judged {
  message: LabelledMessage
  conclusion: Conclusion
}

export interface Share {
  share: number
  of: number
}

export const share = (hits: number, of: number): Share => ({ share: of === 0 ? Number.NaN : hits / of, of })
const portion = <T>(list: readonly T[], is: (one: T) => boolean): Share => share(list.filter(is).length, list.length)

export interface ClassScore {
  name: string
  precision: number
  recall: number
  f1: number
  of: number
}

/** Precision, recall and F1 of every class that occurs in the labels. */
export function classScores(pairs: readonly { gold: string; got: string | undefined }[], names: readonly string[]): ClassScore[] {
  return names.flatMap((name) => {
    const of = pairs.filter((pair) => pair.gold === name).length
    if (of === 0) return []
    const hits = pairs.filter((pair) => pair.gold === name && pair.got === name).length
    const called = pairs.filter((pair) => pair.got === name).length
    const precision = called === 0 ? 0 : hits / called
    const recall = hits / of
    return [{ name, precision, recall, f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall), of }]
  })
}

export const macro = (scores: readonly ClassScore[]): number => scores.reduce((sum, score) => sum + score.f1, 0) / Math.max(1, scores.length)

export const opens = ({ conclusion }: Judged): boolean => conclusion.action === 'open' || conclusion.action === 'ask'
const isReport = ({ message }: Judged): boolean => message.intent === 'report'
const saysReport = ({ conclusion }: Judged): boolean => conclusion.reading.intent === 'report'

export const intentScores = (judged: readonly Judged[]): ClassScore[] =>
  classScores(
    judged.map(({ message, conclusion }) => ({ gold: message.intent, got: conclusion.reading.intent })),
    INTENTS,
  )

export function reportScores(judged: readonly Judged[]) {
  const reports = judged.filter(isReport)
  const short = reports.filter(({ message }) => message.text.length <= 30)
  return {
    all: portion(reports, saysReport),
    short: portion(short, saysReport),
    noAddress: portion(
      reports.filter(({ message }) => !message.location),
      saysReport,
    ),
    openedOrLead: portion(reports, (one) => opens(one) || one.conclusion.action === 'lead'),
    openedRight: portion(judged.filter(opens), isReport),
  }
}

/** False tickets and leads per 1,000 lines of talk that is none. */
export function falseAlarms(judged: readonly Judged[]) {
  const talk = judged.filter(({ message }) => message.intent === 'none' || message.intent === 'praise')
  const per = (is: (one: Judged) => boolean): number => (1000 * talk.filter(is).length) / Math.max(1, talk.length)
  return { tickets: per(opens), leads: per(({ conclusion }) => conclusion.action === 'lead'), of: talk.length }
}

export function categoryScores(judged: readonly Judged[]): ClassScore[] {
  const found = judged.filter(({ message, conclusion }) => message.intent === 'report' && message.category && conclusion.reading.category)
  return classScores(
    found.map(({ message, conclusion }) => ({ gold: message.category ?? '', got: conclusion.reading.category })),
    CATEGORIES,
  )
}

const PLACE_FIELDS = ['estate', 'building', 'unit', 'floor', 'room', 'spot'] as const
const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(Array.isArray(a) ? [...a].sort() : a) === JSON.stringify(Array.isArray(b) ? [...b].sort() : b)

export function placeScores(judged: readonly Judged[]) {
  const placed = judged.filter(
    ({ message, conclusion }) =>
      conclusion.reading.intent === message.intent && ['report', 'consult', 'suggest', 'followup'].includes(message.intent),
  )
  return PLACE_FIELDS.map((field) => {
    const gold = (one: Judged): Location[typeof field] => one.message.location?.[field]
    const got = (one: Judged): Location[typeof field] => one.conclusion.reading.location?.[field]
    return {
      field,
      exact: portion(
        placed.filter((one) => gold(one) !== undefined),
        (one) => same(gold(one), got(one)),
      ),
      invented: portion(
        placed.filter((one) => gold(one) === undefined),
        (one) => got(one) !== undefined,
      ),
    }
  })
}

export function emergencyScores(judged: readonly Judged[]) {
  const reports = judged.filter(isReport)
  const calls = ({ conclusion }: Judged): boolean => conclusion.reading.urgency === 'emergency'
  return {
    found: portion(
      reports.filter(({ message }) => message.urgency === 'emergency'),
      calls,
    ),
    false: portion(
      reports.filter(({ message }) => message.urgency !== 'emergency'),
      calls,
    ),
    onTalk: portion(
      judged.filter((one) => !isReport(one)),
      calls,
    ),
    urgency: portion(
      reports.filter(({ message, conclusion }) => message.urgency && conclusion.reading.urgency),
      ({ message, conclusion }) => message.urgency === conclusion.reading.urgency,
    ),
  }
}

/** Whether the matter chosen, though opened by a later message, is about the matter meant. */
function sameMatter(judged: readonly Judged[]): (one: Judged) => boolean {
  const refers = new Map(judged.map(({ message }) => [`${message.chat} ${message.n}`, message.refers]))
  return ({ message, conclusion }) =>
    conclusion.matterId !== undefined &&
    (conclusion.matterId === String(message.refers) || refers.get(`${message.chat} ${conclusion.matterId}`) === message.refers)
}

/** Linking in whole chats; `matterId` is the number of the message that opened the matter. */
export function linkScores(judged: readonly Judged[]) {
  const follows = judged.filter(({ message }) => message.intent === 'followup')
  const known = follows.filter(({ conclusion }) => conclusion.reading.intent === 'followup')
  const linked = ({ message, conclusion }: Judged): boolean => conclusion.matterId === String(message.refers)
  const matters = judged.filter(({ message }) => message.intent === 'report').length
  return {
    recognised: share(known.length, follows.length),
    linked: portion(follows, linked),
    linkedOfRecognised: portion(known, linked),
    linkedToSame: portion(follows, sameMatter(judged)),
    kind: portion(known, ({ message, conclusion }) => message.followup === conclusion.reading.followup),
    kinds: classScores(
      known.map(({ message, conclusion }) => ({ gold: message.followup ?? '', got: conclusion.reading.followup })),
      FOLLOWUPS,
    ),
    falseAppends: portion(
      judged.filter(({ message }) => message.intent === 'none'),
      ({ conclusion }) => conclusion.action === 'append',
    ),
    secondTickets: share(follows.filter(opens).length, matters),
    swallowed: portion(judged.filter(isReport), ({ conclusion }) => conclusion.action === 'append'),
  }
}

/** Of the messages given a probability in each band: how many, and how many were right. */
export function reliability(judged: readonly Judged[]): { from: number; of: number; said: number; right: number }[] {
  const bands = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]
  return bands.map((from, i) => {
    const inside = judged.filter(({ conclusion: { reading } }) => reading.confidence >= from && reading.confidence < (bands[i + 1] ?? 2))
    const said = inside.reduce((sum, { conclusion }) => sum + conclusion.reading.confidence, 0) / Math.max(1, inside.length)
    return { from, of: inside.length, said, right: portion(inside, ({ message, conclusion }) => message.intent === conclusion.reading.intent).share }
  })
}

/** Messages a second of computing through `read`, one core, after warming up: what others run meanwhile does not count. */
export function speed(reader: Reader, texts: readonly string[]): number {
  const all = Array.from({ length: Math.max(1, Math.ceil(8000 / Math.max(1, texts.length))) }, () => texts).flat()
  for (const text of all.slice(0, 3000)) reader.read(text, {})
  const start = process.cpuUsage()
  for (const text of all) reader.read(text, {})
  const { user, system } = process.cpuUsage(start)
  return (1e6 * all.length) / (user + system)
}
