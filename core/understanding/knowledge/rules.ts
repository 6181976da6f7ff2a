/**
 * The hand-made reading: scores from the word lists alone. It stands where there is no trained model, and its
 * scores are features of the model.
 */
import { CATEGORIES, type Category, FOLLOWUPS, INTENTS, type ReadContext } from '../terms.ts'
import { countComplaint, countCue, countThing, type Findings } from './findings.ts'

export interface Scores {
  /** Probabilities in the order of INTENTS. */
  intent: Float64Array
  followup: Float64Array
  category: Float64Array
  /** normal, urgent, emergency as in URGENCIES order. */
  urgency?: Float64Array
  /** Probability that a ticket should be opened. */
  open: number
  /** `open` before calibration. */
  rawOpen?: number
  /** Makes the probability of the chosen intent honest. */
  confidence?: (probability: number) => number
}

export function softmax(logits: Float64Array): Float64Array {
  let most = -Infinity
  for (const value of logits) if (value > most) most = value
  let sum = 0
  const out = new Float64Array(logits.length)
  for (let i = 0; i < logits.length; i++) sum += out[i] = Math.exp((logits[i] ?? 0) - most)
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) / sum
  return out
}

const HARMS = ['broken', 'leak', 'blocked', 'stopped', 'dirty', 'loud', 'dark', 'cold', 'hazard', 'wrongdoing'] as const
const cap = (count: number, most = 2): number => Math.min(count, most)

function scoreCategories(known: Findings): { logits: Float64Array; complaints: number; things: number } {
  const logits = new Float64Array(CATEGORIES.length)
  let complaints = 0
  let things = 0
  for (let c = 0; c < CATEGORIES.length; c++) {
    const complaint = cap(countComplaint(known, c))
    const thing = cap(countThing(known, c))
    logits[c] = 2.2 * complaint + 1.3 * thing
    complaints += complaint
    things += thing
  }
  logits[CATEGORIES.indexOf('other')] = (logits[CATEGORIES.indexOf('other')] ?? 0) + 0.3
  return { logits, complaints, things }
}

/** A few pairs that decide between neighbours: what must be done first. */
function settleNeighbours(logits: Float64Array, text: string): void {
  const add = (category: Category, by: number): void => {
    const at = CATEGORIES.indexOf(category)
    logits[at] = (logits[at] ?? 0) + by
  }
  if (/(电动|电瓶|电驴|电池|电单)/.test(text) && /(楼道|走廊|过道|电梯|家里|屋里|楼梯|门厅|大堂|充电|上楼|进楼|入户)/.test(text))
    add('fire_safety', 3)
  if (/(停|堵|占|挡|骑).{0,5}消防|消防.{0,6}(停|堵|占|挡|车)/.test(text)) add('fire_safety', 3)
  if (/灯/.test(text) && /(黑|不亮|坏|灭|闪|暗)/.test(text)) add('lighting', 2.5)
  if (/(屋顶|楼顶|房顶|天台|外墙|顶楼|墙).{0,6}(漏|渗|洇)/.test(text)) add('building', 2.5)
  if (/(水管|管道|管子|龙头|水表|阀).{0,6}(漏|滴|喷|爆|裂)/.test(text)) add('water', 2.5)
  if (/(下水|地漏|马桶|污水|化粪|排水).{0,8}(堵|返|反|溢|冒|漫|满)/.test(text)) add('drainage', 2.5)
  if (/停水|没水|没得水|断水/.test(text)) add('water', 3)
  if (/停电|没电|断电|跳闸/.test(text)) add('power', 3)
  if (/电梯|电提|\b(lift|elevator)s?\b/.test(text) && !/(电动|电瓶)/.test(text)) add('elevator', 2)
  if (/\b(light|lamp|bulb)s?\b/.test(text)) add('lighting', 2)
  if (/(窗|玻璃|雨棚|空调洞).{0,8}(掉|断|关不上|漏|飘|碎|裂)/.test(text)) add('building', 2)
  if (/(没网|断网|光猫|网线|宽带|弱电)/.test(text)) add('other', 1)
  if (/(吵架|打架|骂我|骂人|互骂|讲不通|说不通|调解|yelling|shouting)/.test(text)) add('dispute', 1.5)
  if (/(线).{0,6}(垂|掉|坠|耷拉|吊|散|缠|拖)|(一捆|一团|一堆|乱七八糟的?).{0,2}线/.test(text)) add('cables', 2)
  if (/(冒|溢|漫|涌).{0,4}(水|粪|黄|污)|(水|粪).{0,4}(冒|溢|漫|涌)出|overflowing|flood/.test(text)) add('drainage', 1.2)
}

export function scoreByRule(text: string, known: Findings, context: ReadContext): Scores {
  const { logits: category, complaints, things } = scoreCategories(known)
  settleNeighbours(category, text)
  const cue = (name: Parameters<typeof countCue>[1], most = 2): number => cap(countCue(known, name), most)
  const harms = HARMS.reduce((sum, harm) => sum + Math.min(1, cue(harm)), 0)
  const away = 1.6 * cue('notice', 3) + 1.3 * cue('trade') + 1.2 * cue('elsewhere') + 0.8 * cue('past') + 0.6 * cue('laugh') + 0.8 * cue('phone')
  const staff = context.role === 'property' || context.role === 'community' ? 4 : context.role === 'other' ? 2 : 0
  const asks = 1.3 * cue('ask') + 1.1 * cue('askwhat')
  const report =
    1.5 * cap(complaints) +
    0.6 * cap(things) * Math.min(harms, 2) +
    0.4 * harms +
    0.4 * cue('accuse') +
    0.5 * cue('again') +
    0.5 * cue('howcome') +
    0.5 * cue('appeal') +
    0.3 * cue('duration') +
    0.3 * cue('strong')
  const matter = things + complaints > 0 ? 1 : 0
  const intent = new Float64Array(INTENTS.length)
  intent[0] = report - 2.2 - away - staff - 0.4 * asks - 0.8 * cue('suggest')
  intent[1] = asks + 0.7 * cap(things) + 0.2 * cue('asktail') - 2.6 - 0.7 * cap(complaints) - staff - 0.6 * cue('trade') - 0.8 * cue('favour')
  intent[2] = 1.9 * cue('suggest') + 0.5 * matter - 3 - staff
  intent[3] = 1.3 * cue('thanks') + 0.9 * Math.min(1, cue('praisewho')) - 2.8 - staff
  const short = text.length <= 8 ? 0.7 : text.length <= 16 ? 0.3 : 0
  const follow = [
    1.6 * cue('metoo') + short - (matter ? 0.3 : 0),
    1.2 * cue('urge') + short,
    1.7 * cue('status') + short,
    0.5 * cue('detail') + short - 0.5,
    1.3 * cue('fixed') + short,
    1.3 * cue('notfixed') + short,
    1.6 * cue('withdraw') + short,
  ]
  intent[4] = Math.max(...follow) - 2.2 - staff - 0.5 * away
  intent[5] = -9
  intent[6] = 0.6 + 0.3 * cue('homefine')
  if (context.quoted) intent[4] += 0.6
  const probabilities = softmax(intent)
  const followup = softmax(Float64Array.from(follow, (value) => 1.5 * value))
  return {
    intent: probabilities,
    followup: followup.length === FOLLOWUPS.length ? followup : new Float64Array(FOLLOWUPS.length),
    category: softmax(category),
    open: probabilities[0] ?? 0,
  }
}
