/** A ticket's title: what is wrong in a few of the message's own words, or the category's short name. */
import { CATEGORY_FACTS } from '../categories.ts'
import type { Findings } from './knowledge/findings.ts'
import { CATEGORIES, type Category } from './terms.ts'

const MOST = 12
/** Fillers at the head of a clause that say nothing about the matter. */
const FILLERS =
  /^(请问|麻烦|那个|这个|哪个的|谁家的?|我们?家?|你们|咱们?|物业(?!费|服务|公司|管理|收)|管家|客服|师傅|请|又|怎么又|怎么|咋|今天|昨天|昨晚|刚才|现在|大家|有人|有没有人|小区|的|了|是|把|在|report|报修|投诉|反映)+[:： ]?/i
const PLACE =
  /([0-9a-z一二三四五六七八九十百]+ ?(号楼|栋|幢|座|单元|号院|弄|室|层|楼|门洞|号门|门)(?!禁|口))+|\d+-\d+(-\d+)?|(bldg|building|blk|unit|apt|room) ?[0-9a-z]+/gi
const TAILS = /(了啊|了吗|了呢|啊|呀|吧|呢|嘛|哦|哎|唉|哈|哟|嗦|咯)+$/

const tidyClause = (clause: string): string =>
  clause
    .replace(PLACE, '')
    .trim()
    .replace(FILLERS, '')
    .replace(/(怎么|咋)?又被?/, '')
    .replace(TAILS, '')
    .trim()

/** Everybody calls these by one name, however they are told. */
const ONE_NAME: ReadonlySet<Category> = new Set(['corridor_clutter', 'dispute'])

/** The thing and what is wrong with it, without what stands between: 楼道又被堵了 → 楼道堵了. */
function joined(text: string, known: Findings, category: Category): string | undefined {
  const at = CATEGORIES.indexOf(category)
  const spans = known.spans.filter((span) => span.category === at).sort((a, b) => a.start - b.start)
  for (const complaint of spans.filter((span) => span.complaint)) {
    const thing = spans.filter((span) => !span.complaint && span.end <= complaint.start && complaint.start - span.end <= 6).at(-1)
    if (!thing || /[,，。.!！?？;；、~…\s]/.test(text.slice(thing.end, complaint.start))) continue
    const words = text.slice(thing.start, thing.end) + text.slice(complaint.start, complaint.end)
    if (words.length >= 3 && words.length <= MOST - 2) return words.replace(TAILS, '')
  }
  return undefined
}

/** The span from the thing to its complaint, when both stand close together. */
function spanOf(text: string, known: Findings, category: Category): string | undefined {
  const at = CATEGORIES.indexOf(category)
  const spans = known.spans.filter((span) => span.category === at)
  const things = spans.filter((span) => !span.complaint)
  const complaints = spans.filter((span) => span.complaint)
  let best: string | undefined
  for (const complaint of complaints) {
    for (const thing of things) {
      const start = Math.min(thing.start, complaint.start)
      const end = Math.max(thing.end, complaint.end)
      if (end - start > MOST) continue
      const words = text.slice(start, end)
      if (/[,，。!?！？;；\n]/.test(words)) continue
      if (!best || words.length > best.length) best = words
    }
  }
  return best ?? complaints.map((span) => text.slice(span.start, span.end)).sort((a, b) => b.length - a.length)[0]
}

const ENGLISH_THING =
  /\b(elevator|lift|light|lamp|bulb|door|gate|intercom|barrier|manhole|pipe|drain|toilet|bin|heating|radiator|tap|bench|railing|charger|lock|camera|fence|window|roof|ceiling|wall|stairwell|corridor|parking)s?\b/
const ENGLISH_DEFECT =
  /\b(stuck|broken|not working|out of order|leaking|leaks?|blocked|clogged|overflowing|flooded|flickering|burst|damaged|missing|loose|cracked|out|off|dirty|too dark)\b/

/** The thing and its defect: lift stuck, light out. */
function englishTitle(text: string): string | undefined {
  const thing = ENGLISH_THING.exec(text)
  const defect = ENGLISH_DEFECT.exec(text)
  return thing && defect ? `${thing[1]} ${defect[1]?.replace(/^leaks?$/, 'leaking')}` : undefined
}

export function titleOf(text: string, known: Findings, category: Category): string {
  const fallback = CATEGORY_FACTS[category].title
  const span = spanOf(text, known, category)
  if (/[a-z]/i.test(text) && !/[一-鿿]/.test(text)) return span && span.length > 3 ? span : (englishTitle(text) ?? CATEGORY_FACTS[category].en)
  if (ONE_NAME.has(category)) return fallback
  const short = joined(text, known, category)
  if (short) return short
  for (const clause of text.split(/[\s,，。.!?！？;；、~…\n]+/)) {
    const words = tidyClause(clause)
    const named = known.spans.some((one) => one.category === CATEGORIES.indexOf(category) && clause.includes(text.slice(one.start, one.end)))
    if (named && words.length >= 3 && words.length <= MOST) return words
  }
  if (span && span.length >= 3) return tidyClause(span) || fallback
  const thing = known.spans.filter((one) => one.category === CATEGORIES.indexOf(category) && !one.complaint)[0]
  if (!thing) return fallback
  const word = text.slice(thing.start, thing.end)
  return fallback.includes(word) || word.length < 2 ? fallback : `${fallback} ${word}`.slice(0, MOST)
}
