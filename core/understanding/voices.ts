/** Short words that belong to a matter by where they stand, though by themselves they could be small talk. */
import { endedKinds } from './knowledge/endings.ts'
import { LINK_FEATURES, type Link } from './link.ts'
import type { Read } from './read.ts'
import type { Category, Followup, Heard, Matter } from './terms.ts'

const MINUTE = 60_000
const QUOTED = LINK_FEATURES.indexOf('quoted')
/** What fails for many homes at once. */
const OUTAGES: ReadonlySet<Category> = new Set<Category>(['water', 'power', 'gas', 'heating', 'elevator'])

const AGREES = /也|一样|同(感|样|上|问|求)|\+ ?1|加一|^(是的|对的?|确实|真的是|就是)|我(家|们|这|住)|(怎么|咋)没(水|电|气)|me too|same/
const FINE = /没事|正常|好好的|(我家|我这|我们)(没有?|有)(?!水$|电$|气$)|没停|不停|哈哈/
const PLATE = /^[\u4e00-\u9fff]?[a-z][ ·]?[a-z0-9]{5,6}$/
const WHERE = /^(就|在|是)?.{0,12}(那家|门口|旁边|上去|下面|后面|前面|西头|东头|拐角|对面|楼上|楼下)(那截|那段|那个|那里|那家)?$/
const OUTAGE_AGAIN = /^(\+ ?1|又停(了|啊)?|(怎么|咋)(又)?(没|停)(水|电|气|暖)(了|啊|呀)*|(没|停)(水|电|气)\+1)$/

const minutesSince = (heard: Heard, at: number): number => (heard.at - at) / MINUTE

/** The reporter goes on: a place, a room, a plate and nothing else. */
function isRest(heard: Heard, { prepared }: Read, { matter }: Link): boolean {
  if (matter.reporterId !== heard.senderId || minutesSince(heard, matter.lastAt) > 5 || prepared.lower.length > 16) return false
  return prepared.location !== undefined || PLATE.test(prepared.lower) || WHERE.test(prepared.lower)
}

/** Which matter such words belong to, and what they say; absent where they may as well be small talk. */
export function readVoice(heard: Heard, read: Read, links: readonly Link[]): { link: Link; followup: Followup } | undefined {
  const { lower } = read.prepared
  const first = links[0]
  if (!first || lower.length === 0 || lower.length > 40 || FINE.test(lower)) return undefined
  if (first.features[QUOTED] === 1 && first.matter.reporterId !== heard.senderId && AGREES.test(lower)) return { link: first, followup: 'me_too' }
  if (first.matter.intent === 'report' && isRest(heard, read, first)) return { link: first, followup: 'detail' }
  const fresh = links.filter(({ matter }) => matter.state === 'open' && matter.intent === 'report' && minutesSince(heard, matter.lastAt) <= 120)
  if (OUTAGE_AGAIN.test(lower)) {
    const outage = fresh.find(({ matter }) => matter.category !== undefined && OUTAGES.has(matter.category))
    if (outage) return { link: outage, followup: outage.matter.reporterId === heard.senderId ? 'urge' : 'me_too' }
  }
  return undefined
}

const OVER = /^(来了|走了|拉了|好了|通了|亮了|有了|热了|退了|清了|挪了|开走了|拉走了)[!！~ ]*\1?[!！~ ]*$/

/** News that it works, with thanks: the thanks alone would be praise. */
const GOOD_NEWS = /^(都|已经|全)?(修|弄|搞|清)?(好|通|亮|干净)了.{0,12}(谢|辛苦|感谢|thank)/

const isOwnReport = (heard: Heard, matter: Matter): boolean =>
  matter.intent === 'report' &&
  matter.state !== 'closed' &&
  matter.peopleIds.includes(heard.senderId) &&
  minutesSince(heard, matter.lastAt) <= 2 * 24 * 60

/** The one fresh open matter that bare words like 拉走了 would end. */
export function readEnding(heard: Heard, read: Read, links: readonly Link[]): Link | undefined {
  const { lower } = read.prepared
  if (GOOD_NEWS.test(lower)) return links.find(({ matter }) => isOwnReport(heard, matter))
  if (!OVER.test(lower)) return undefined
  const kinds = endedKinds(lower)
  const fits = links.filter(({ matter }) => matter.state === 'open' && matter.category !== undefined && kinds.includes(matter.category))
  return fits.find(({ matter }) => minutesSince(heard, matter.lastAt) <= 24 * 60)
}
