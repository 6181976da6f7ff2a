/** Why a matter waits 挂账/暂停, and when it is looked at again where nobody said. */
import { DateTime } from 'luxon'

export const HOLDS = ['parts', 'absent', 'seasonal', 'engineering', 'other'] as const
/** Parts to come 等配件, nobody at home 业主不在家, not in this season 季节性, a building project 工程性. */
export type Hold = (typeof HOLDS)[number]

/** Days after which a matter on hold is looked at again. */
export const REVIEW_AFTER: Record<Hold, { days: number }> = {
  parts: { days: 3 },
  absent: { days: 2 },
  seasonal: { days: 60 },
  engineering: { days: 30 },
  other: { days: 7 },
}
const REVIEWED_AT = { hour: 9, minute: 0 }

const KINDS: readonly [Hold, RegExp][] = [
  ['engineering', /施工|工程|大修|改造|招标|立项|维修资金|方案|设计|审批|管网|\b(?:tender|project|construction|works)\b/i],
  [
    'seasonal',
    /季|入冬|开春|春天|夏天|秋天|冬天|冬季|雨天|下雨|下雪|冰|冻|气温|天气|供暖期|停暖后|汛|花期|\b(?:season|winter|spring|summer|frost|weather)\b/i,
  ],
  ['absent', /不在家|没人在家|家里没人|联系不上|不开门|敲不开|出差|在外地|\b(?:not (?:at )?home|away|nobody home)\b/i],
  ['parts', /配件|零件|材料|备件|到货|货|采购|订了|订货|\b(?:parts?|spares?|delivery|material)\b/i],
]

export const holdFor = (reason: string): Hold => KINDS.find(([, words]) => words.test(reason))?.[0] ?? 'other'

/** Nine in the morning of the day on which it is looked at again, in the community's timezone. */
export const reviewDate = (reason: string, now: number, timezone: string): number =>
  DateTime.fromMillis(now, { zone: timezone }).plus(REVIEW_AFTER[holdFor(reason)]).startOf('day').set(REVIEWED_AT).toMillis()
