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
]
const FLAG_AT = FLAGS.map((name) => LINK_FEATURES.indexOf(name))
const at = (name: (typeof LINK_FEATURES)[number]): number => LINK_FEATURES.indexOf(name)
const OVERLAP = at('wordOverlap')
const PROBABLE = at('categoryP')

function addLink(out: number[], prefix: string, link: Link, minutes: number): void {
  const when = minuteBin(minutes)
  const words = Math.min(4, Math.floor((link.features[OVERLAP] ?? 0) * 5))
  const same = Math.floor((link.features[PROBABLE] ?? 0) * 4)
  out.push(
    hashName(`${prefix} when ${when}`),
    hashName(`${prefix} words ${words}`),
    hashName(`${prefix} same ${same}`),
    hashName(`${prefix} what ${link.matter.category}`),
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

/** `links` are the group's matters, the likeliest first. Empty when nothing at all is known of the group. */
export function talkFeatures(heard: Heard, memory: GroupMemory, links: readonly Link[], categories: ArrayLike<number>): number[] {
  if (memory.recent.length === 0 && memory.matters.length === 0) return []
  const out: number[] = [hashName('talk')]
  const fresh = memory.matters.filter((matter) => heard.at - matter.lastAt < 24 * 60 * MINUTE && matter.state === 'open').length
  out.push(hashName(`fresh ${Math.min(4, fresh)}`))
  const [first, second] = links
  if (first) addLink(out, 'l', first, (heard.at - first.matter.lastAt) / MINUTE)
  else out.push(hashName('no matter'))
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
