/** Honest probabilities, and the thresholds for deeds that follow from them. */
import { fitCurve } from '../../core/understanding/calibrate.ts'
import type { Model, Thresholds } from '../../core/understanding/model/model.ts'
import { readFully } from '../../core/understanding/read.ts'
import { INTENTS, type Intent, type Reading } from '../../core/understanding/terms.ts'
import { THRESHOLDS } from '../../core/understanding/understand.ts'
import { crossed, type Data, FOLDS } from './data.ts'
import { foldOf } from './random.ts'
import { contextOfLine, isTrainable } from './samples.ts'
import { play, playLessons } from './simulate.ts'

type Point = { raw: number; right: boolean }
interface Points {
  confidence: Point[]
  open: Point[]
}

function note(into: Points, gold: Intent, scores: { intent: Float64Array; rawOpen?: number }): void {
  let top = 0
  scores.intent.forEach((value, i) => {
    if (value > (scores.intent[top] ?? 0)) top = i
  })
  into.confidence.push({ raw: scores.intent[top] ?? 0, right: INTENTS[top] === gold })
  into.open.push({ raw: scores.rawOpen ?? 0, right: gold === 'report' })
}

/** Curves and thresholds from the fold models, which had not seen what they judge here. */
export function calibrate(model: Model, data: Data, models: readonly Model[]): Model {
  const alone: Points = { confidence: [], open: [] }
  const within: Points = { confidence: [], open: [] }
  const judgeOf = (name: string): Model => models[foldOf(`${name} fold`, FOLDS)] as Model
  for (const line of data.lines.filter(isTrainable))
    note(alone, line.intent, readFully(line.text, contextOfLine(line), judgeOf(`${line.chat} ${line.n}`)).scores)
  for (const chat of data.chats) {
    const judge = judgeOf(chat[0]?.chat ?? '')
    for (const lesson of playLessons(chat, judge)) if (isTrainable(lesson.message)) note(within, lesson.message.intent, lesson.read.scores)
  }
  const curves = (points: Points) => ({ confidence: fitCurve(points.confidence), open: fitCurve(points.open) })
  const calibrated = { ...model, alone: curves(alone), within: curves(within) }
  const judged = models.map((one) => ({ ...one, alone: calibrated.alone, within: calibrated.within }))
  return { ...calibrated, thresholds: chooseThresholds(data, judged) }
}

/** A message that would open a ticket if the threshold were low enough. */
interface Opening {
  probability: number
  right: boolean
}

const asOpening = (reading: Reading, gold: Intent): Opening[] =>
  reading.intent === 'report' && !reading.explicit ? [{ probability: reading.reportProbability, right: gold === 'report' }] : []

/** The lowest threshold at which enough of the tickets opened by themselves are right. */
const RIGHT_OF_OPENED = 0.975
/** False tickets and leads allowed on a line of everyday talk. */
const FALSE_ON_TALK = { tickets: 0.0002, leads: 0.002 }

const round = (value: number): number => Math.round(1000 * value) / 1000

function openAt(all: readonly Opening[]): number {
  const sorted = [...all].sort((a, b) => b.probability - a.probability)
  let right = 0
  let open = 0.93
  sorted.forEach((one, i) => {
    right += Number(one.right)
    if (i >= 40 && right / (i + 1) >= RIGHT_OF_OPENED) open = one.probability
  })
  return round(Math.min(0.93, Math.max(0.55, open)))
}

/** The probability that so small a part of everyday talk exceeds. */
function exceededBy(part: number, talk: readonly number[]): number {
  const sorted = [...talk].sort((a, b) => b - a)
  return (sorted[Math.floor(part * talk.length)] ?? 0.5) + 0.001
}

function chooseThresholds(data: Data, models: readonly Model[]): Thresholds {
  const [judge] = models
  const talk = judge
    ? data.unseenTalk
        .map((row) => readFully(row.text, {}, judge).reading)
        .map((reading) => (reading.intent === 'report' ? reading.reportProbability : 0))
    : []
  const within = openAt(
    crossed(data, models, (chat, one) => play(chat, one).flatMap(({ message, conclusion }) => asOpening(conclusion.reading, message.intent))),
  )
  const alone = {
    ...THRESHOLDS.alone,
    open: round(Math.max(THRESHOLDS.alone.open, exceededBy(FALSE_ON_TALK.tickets, talk))),
    lead: round(Math.max(THRESHOLDS.alone.lead, exceededBy(FALSE_ON_TALK.leads, talk))),
  }
  return { ...THRESHOLDS, alone, within: { ...THRESHOLDS.within, open: within } }
}
