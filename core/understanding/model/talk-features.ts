/** What the model sees around a message: the matters of the group, the likeliest one it could belong to, the talk before. */

import { LINK_FEATURES, type Link } from '../link.ts'
import { CATEGORIES, type GroupMemory, type Heard } from '../terms.ts'
import { hashName } from './hashing.ts'

const MINUTE = 60_000
const minuteBin = (minutes: number): number =>
  minutes <= 1 ? 0 : minutes <= 3 ? 1 : minutes <= 10 ? 2 : minutes <= 30 ? 3 : minutes <= 120 ? 4 : minutes <= 600 ? 5 : minutes <= 1800 ? 6 : 7

const FLAGS: readonly (typeof LINK_FEATURES)[number][] = [
  'quoted',
  'quotedName',
  'isReporter',
  'isPerson',
  'latest',
  'previousBelongs',
  'ownLatest',
  'placeConflict',
  'placeAgree',
  'newPlace',
  'thingNamed',
  'otherThingNamed',
  'resolved',
  'closed',
  'isConsult',
  'isSuggest',
  'asked',
  'lead',
  'endFits',
  'endMisfits',
  'onlyOwn',
]
const FLAG_AT = FLAGS.map((name) => LINK_FEATURES.indexOf(name))
const at = (name: (typeof LINK_FEATURES)[number]): number => LINK_FEATURES.indexOf(name)
const OVERLAP = at('wordOverlap')
const PROBABLE = at('categoryP')
const NEAR = at('nearMeaning')

function addLink(out: number[], prefix: string, link: Link, minutes: number): void {
  const when = minuteBin(minutes)
  const words = Math.min(4, Math.floor((link.features[OVERLAP] ?? 0) * 5))
  const same = Math.floor((link.features[PROBABLE] ?? 0) * 4)
  out.push(
    hashName(`${prefix} when ${when}`),
    hashName(`${prefix} words ${words}`),
    hashName(`${prefix} same ${same}`),
    hashName(`${prefix} what ${link.matter.category}`),
    hashName(`${prefix} near ${Math.floor(4 * Math.max(0, link.features[NEAR] ?? 0))}`),
  )
  out.push(hashName(`${prefix} when ${when} same ${same}`), hashName(`${prefix} score ${Math.max(-4, Math.min(8, Math.round(link.score)))}`))
  FLAG_AT.forEach((index, k) => {
    if (link.features[index]) out.push(hashName(`${prefix} ${FLAGS[k]}`), hashName(`${prefix} ${FLAGS[k]} when ${when}`))
  })
}

function addTalk(out: number[], heard: Heard, memory: GroupMemory): void {
  const talk = memory.recent
  for (let back = 1; back <= 2; back++) {
    const one = talk[talk.length - back]
    if (!one) break
    const prefix = `talk${back}`
    const own = one.senderId === heard.senderId
    const what = `${one.reading?.intent ?? one.kind} ${one.reading?.followup ?? ''}`
    out.push(
      hashName(`${prefix} own ${own} when ${minuteBin((heard.at - one.at) / MINUTE)}`),
      hashName(`${prefix} ${what}`),
      hashName(`${prefix} ${what} own ${own}`),
      hashName(`${prefix} role ${one.role}`),
    )
    if (one.reading?.category) out.push(hashName(`${prefix} about ${one.reading.category}`))
  }
  const mine = talk.filter((one) => one.senderId === heard.senderId).at(-1)
  if (mine)
    out.push(
      hashName(`mine ${mine.reading?.intent} ${mine.reading?.followup ?? ''}`),
      hashName(`mine when ${minuteBin((heard.at - mine.at) / MINUTE)}`),
    )
  const staff = talk.findLast((one) => one.role === 'property' || one.role === 'community')
  if (staff) out.push(hashName(`staff when ${minuteBin((heard.at - staff.at) / MINUTE)}`))
}

/** How the message sounds, to be seen together with where it stands in the talk. */
const MARKS: Readonly<Record<string, RegExp>> = {
  own: /^(我|俺|阿拉|咱|侬|我们|\d+(号|栋|楼|单元|层|门)?也|昨|今|刚)/,
  too: /也|都|同|一样|\+1|怪不得|难怪/,
  good: /(好|通|亮|来|修|走|清|干净|热|停|退|拉|搬|挪|换|撤|抽|扫|铺|装|拆)(好|完|掉|走|上)?(了|啦|咯|喽|哒)|不(漏|响|吵|堵|闪|黑|臭|叫|眨眼)了|终于|总算/,
  again: /又|还|仍|照样|没(清|修|弄|搞|换|扫)/,
  hurry: /催|还没|怎么还|没人|啥时候|什么时候|几时|多久|呢$|@|说好/,
  asks: /[?？吗么咩]$|是不是|会不会/,
  there: /^(就|在|是|靠|从|不是|\d+栋|\d+号|\d+楼)|(那|这)(个|里|边|家|块|根)|的$/,
  laugh: /哈|笑|\[|～|乐/,
  thanks: /谢|辛苦|👍/,
}
const MARK_LIST = Object.entries(MARKS)

/** Where the message stands: whose matter the likeliest is, how fresh, whether the talk is about it. */
function addStanding(out: number[], heard: Heard, memory: GroupMemory, link: Link): void {
  const { matter } = link
  const minutes = (heard.at - matter.lastAt) / MINUTE
  const when = minutes <= 3 ? 'now' : minutes <= 15 ? 'fresh' : minutes <= 180 ? 'hours' : 'old'
  const who = matter.reporterId === heard.senderId ? 'reporter' : matter.peopleIds.includes(heard.senderId) ? 'person' : 'other'
  const about = memory.recent.at(-1)?.matterId === matter.id
  const length = heard.text.length <= 4 ? 'tiny' : heard.text.length <= 10 ? 'short' : heard.text.length <= 20 ? 'middle' : 'long'
  const standing = `${who} ${when} ${about}`
  out.push(hashName(`stands ${standing}`), hashName(`stands ${standing} ${length}`), hashName(`stands ${who} ${matter.state} ${when}`))
  for (const [name, pattern] of MARK_LIST) {
    if (!pattern.test(heard.text)) continue
    out.push(
      hashName(`stands ${standing} ${name}`),
      hashName(`stands ${who} ${matter.state} ${name}`),
      hashName(`stands ${when} ${matter.intent} ${name}`),
    )
  }
}

/** `links` are the group's matters, the likeliest first. Empty when nothing at all is known of the group. */
export function talkFeatures(heard: Heard, memory: GroupMemory, links: readonly Link[], categories: ArrayLike<number>): number[] {
  if (memory.recent.length === 0 && memory.matters.length === 0) return []
  const out: number[] = [hashName('talk')]
  const fresh = memory.matters.filter((matter) => heard.at - matter.lastAt < 24 * 60 * MINUTE && matter.state === 'open').length
  out.push(hashName(`fresh ${Math.min(4, fresh)}`))
  const [first, second] = links
  if (first) {
    addLink(out, 'l', first, (heard.at - first.matter.lastAt) / MINUTE)
    addStanding(out, heard, memory, first)
  } else out.push(hashName('no matter'))
  if (first && second) out.push(hashName(`margin ${Math.min(5, Math.round(first.score - second.score))}`))
  let likely = 0
  for (let c = 1; c < categories.length; c++) if ((categories[c] ?? 0) > (categories[likely] ?? 0)) likely = c
  const same = links.filter((link) => link.matter.category === CATEGORIES[likely])
  out.push(hashName(`same category ${Math.min(3, same.length)}`))
  const nearest = same[0]
  if (nearest)
    out.push(
      hashName(`same category when ${minuteBin((heard.at - nearest.matter.lastAt) / MINUTE)}`),
      hashName(`same category ${nearest.matter.state}`),
    )
  addTalk(out, heard, memory)
  return out
}
