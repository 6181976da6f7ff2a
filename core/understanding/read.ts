/** What one message means by itself. */
import { best } from './best.ts'
import { dangerLevel, readUrgency } from './knowledge/danger.ts'
import { findKnown } from './knowledge/findings.ts'
import { type Scores, scoreByRule } from './knowledge/rules.ts'
import { meaningOf } from './model/meaning.ts'
import { type Model, type ModelSums, scoreByModel } from './model/model.ts'
import { textFeatures } from './model/text-features.ts'
import { type Prepared, prepare } from './prepare.ts'
import { type Judge, splitProblems } from './problems.ts'
import {
  CATEGORIES,
  type Category,
  FOLLOWUPS,
  type Followup,
  INTENTS,
  type Intent,
  type ReadContext,
  type Reading,
  URGENCIES,
  type Urgency,
} from './terms.ts'
import { titleOf } from './titles.ts'

const SILENT: ReadonlySet<string> = new Set(['system', 'recall', 'sticker'])
const needsCategory = (intent: Intent): intent is 'report' | 'consult' | 'suggest' =>
  intent === 'report' || intent === 'consult' || intent === 'suggest'

export interface Read {
  reading: Reading
  scores: Scores
  prepared: Prepared
  /** The model's sums over the message's own features, to which the talk's may be added; absent where no model was asked. */
  sums?: ModelSums
}

/** The model's least probability for calling danger: where no words of it stand, where they may mean it, and where they leave no doubt. */
const DANGER = [0.4, 0.13, 0.02] as const

function chooseUrgency(prepared: Prepared, scores: Scores, category: Category): Urgency {
  const level = prepared.danger
  const byHand = readUrgency(prepared.lower, category, level)
  if (!scores.urgency) return byHand
  const emergency = scores.urgency[URGENCIES.indexOf('emergency')] ?? 0
  if (emergency >= DANGER[byHand === 'emergency' ? 2 : level]) return 'emergency'
  const urgent = scores.urgency[URGENCIES.indexOf('urgent')] ?? 0
  const normal = scores.urgency[URGENCIES.indexOf('normal')] ?? 0
  return urgent > normal ? 'urgent' : 'normal'
}

/** Where words of danger stand, a possible report is taken for one. */
const POSSIBLE = 0.12

/** Buying, selling and sharing among neighbours: never about a matter, however much it sounds like a question on one. */
const TRADING = /拼(?:单|团|车|个|一|奶|水果)|团购|接龙|代购|转让|求购|二手|闲置|顺风车|奶粉|尿不湿/

function chooseIntent(prepared: Prepared, scores: Scores, alone: boolean): Intent {
  const likeliest = INTENTS[best(scores.intent)] ?? 'none'
  const first = likeliest === 'followup' && TRADING.test(prepared.lower) ? 'none' : likeliest
  if (first !== 'none' && first !== 'consult' && !(alone && first === 'followup')) return first
  const report = scores.intent[INTENTS.indexOf('report')] ?? 0
  const instead = first === 'followup' ? 2 * POSSIBLE : POSSIBLE
  return report >= instead && prepared.danger === 2 ? 'report' : first
}

const honest = (scores: Scores, probability: number): number => (scores.confidence ? scores.confidence(probability) : probability)

const NOBODY_CAME = /没(有)?(人|谁)(来|管|修|理|弄|动)|没见(着|到)?人|人(呢|影)|放鸽子|nobody (came|came yet)|no one (came|has come)/
const HALF_DONE = /(?<!还|怎么|也)没(有)?(清|扫|擦|洗|弄|搞|拖|收拾)(理|扫)?(干净|完)/

/** Whoever says that it is over says so in some word; a ticket is not closed by a tone of voice. */
const SAYS_OVER =
  /[了好行通亮清净妥灵]|来[水电气暖]|热乎|正常|恢复|解决|修|弄|搞|处理|没事|没问题|可以|谢|辛苦|ok|fixed|work|done|back|thank|fine|[👌👍💪🙏]|\[(?:强|ok|赞|抱拳|鼓掌)\]/iu

/** Nobody came, so nothing is mended; half done is not done. */
function settleKind(text: string, kind: Followup): Followup {
  if (kind === 'fixed' && NOBODY_CAME.test(text)) return 'urge'
  if (HALF_DONE.test(text) && kind !== 'me_too') return 'not_fixed'
  return kind === 'fixed' && !SAYS_OVER.test(text) ? 'detail' : kind
}

/** Builds the reading for a chosen intent. */
export function assemble(prepared: Prepared, scores: Scores, intent: Intent, judge?: Judge): Reading {
  const reading: Reading = {
    intent,
    items: [],
    confidence: honest(scores, scores.intent[INTENTS.indexOf(intent)] ?? 0),
    reportProbability: scores.open,
    text: prepared.text,
    explicit: prepared.asked !== undefined,
  }
  if (prepared.location && intent !== 'none' && intent !== 'praise') reading.location = prepared.location
  if (intent === 'followup') reading.followup = settleKind(prepared.lower, FOLLOWUPS[best(scores.followup)] ?? 'detail')
  if (!needsCategory(intent)) return reading
  const category = CATEGORIES[best(scores.category)] ?? 'other'
  reading.category = category
  if (intent === 'report') reading.urgency = chooseUrgency(prepared, scores, category)
  reading.items = splitProblems(prepared, reading, judge)
  reading.summary = titleOf(prepared.lower, prepared.known, category)
  return reading
}

const certain = (intent: Intent): Scores => ({
  intent: Float64Array.from(INTENTS, (name) => (name === intent ? 1 : 0)),
  followup: new Float64Array(FOLLOWUPS.length).fill(1 / FOLLOWUPS.length),
  category: new Float64Array(CATEGORIES.length).fill(1 / CATEGORIES.length),
  open: intent === 'report' ? 1 : 0,
})

/** An explicit prefix decides the intent; the model still says the category. */
function obeyPrefix(scores: Scores, prepared: Prepared, context: ReadContext): Scores {
  const staff = context.role === 'property' || context.role === 'community'
  if (!prepared.asked || staff || prepared.text.length < 2) return scores
  return { ...scores, confidence: undefined, intent: certain(prepared.asked).intent, open: prepared.asked === 'report' ? 0.99 : scores.open }
}

export const sumsOf = ({ meanings }: Pick<Model, 'meanings'>, prepared: Prepared, context: ReadContext): ModelSums => ({
  features: textFeatures(prepared, context),
  meaning: meanings && meaningOf(meanings, prepared.lower),
})

/** The model's judgement of a clause by itself. */
const judgeBy =
  (model: Model): Judge =>
  (clause) => {
    const prepared: Prepared = {
      text: clause,
      lower: clause,
      cues: [],
      forwarded: false,
      places: [],
      known: findKnown(clause),
      danger: dangerLevel(clause),
    }
    return scoreByModel(model, sumsOf(model, prepared, {}), [])
  }

export function readFully(raw: string, context: ReadContext, model?: Model): Read {
  const prepared = prepare(raw, context)
  const kind = context.kind ?? 'text'
  if (SILENT.has(kind) || prepared.text === '') {
    const scores = certain('none')
    return { reading: assemble(prepared, scores, 'none'), scores, prepared }
  }
  if (prepared.command) {
    const scores = certain('command')
    return { reading: { ...assemble(prepared, scores, 'command'), command: prepared.command }, scores, prepared }
  }
  const sums = model && sumsOf(model, prepared, context)
  const judged = model && sums ? scoreByModel(model, sums, []) : scoreByRule(prepared.lower, prepared.known, context)
  const scores = obeyPrefix(judged, prepared, context)
  return { reading: assemble(prepared, scores, chooseIntent(prepared, scores, true), model && judgeBy(model)), scores, prepared, sums }
}

/** Once more with the talk of the group. Only for a message that the model judged by itself before. */
export function readWithin(read: Read, talk: readonly number[], context: ReadContext, model: Model): Read {
  if (!read.sums || talk.length === 0) return read
  const scores = obeyPrefix(scoreByModel(model, read.sums, talk), read.prepared, context)
  return { ...read, scores, reading: assemble(read.prepared, scores, chooseIntent(read.prepared, scores, false), judgeBy(model)) }
}

export const readMessage = (text: string, context: ReadContext, model?: Model): Reading => readFully(text, context, model).reading
