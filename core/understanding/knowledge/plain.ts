/** Plain speech: a thing of the community and what is wrong with it in one breath, here and now. Read on clean, lower-case text. */
import { CATEGORIES, type Category } from '../terms.ts'
import type { Findings } from './findings.ts'

const CLAUSE = /[^,，。.;；!！?？~、…\n]+/g
const LONGEST = 60
/** How far the thing may stand from its complaint. */
const NEAR = 8
/** What is built and supplied; where people and animals are the matter, words alone are seldom plain. */
const FABRIC: ReadonlySet<Category> = new Set<Category>([
  ...(['water', 'power', 'gas', 'heating', 'drainage', 'elevator', 'lighting', 'facility', 'building', 'cables'] as const),
  ...(['sanitation', 'corridor_clutter', 'fire_safety', 'parking'] as const),
])

/** What fails by its own name, without a thing beside it. */
const OUTAGE =
  /^([0-9a-z]{1,4} ?(号楼|号院|号|栋|幢|座|#))?([0-9]{1,2}单元)?(我们?|咱们?)?(家|这|这边|这里|楼|栋|单元|小区|整[栋幢个]楼?|整个小区|全楼|全小区)?里?(怎么|咋|又|怎么又|全|都)*(停|断|没|冇)(水|电|气|暖气|暖)(了|啦|咯|啊|呀|吗|么)*$/
const ENGLISH =
  /\b(elevators?|lifts?|lights?|lamps?|bulbs?|doors?|gates?|intercom|barrier|manhole|pipes?|drains?|toilet|bins?|heating|radiators?|water|power)\b[^.,!?]{0,30}\b(broken|stuck|not working|doesn'?t work|won'?t (open|close|start)|out of order|leaking|leaks|blocked|clogged|overflowing|flickering|burst|dead|is out|are out|is off)\b|\bno (water|power|electricity|gas|heating|hot water)\b/

/** It did not happen, is over, belongs elsewhere, is somebody's tale, is for sale, is announced, is only feared or asked about. */
const UNFIT: readonly RegExp[] = [
  /没(坏|停|堵|漏|断|掉|黑|臭|溢)|不(堵|漏|臭|黑|吵|停|坏|掉|卡)了?|(修|弄|换|清|搞|通)(好|完|了|通)|恢复|好了|好啦|正常|不是|没事|(?<!没|不)(来|有)(水|电|气)/,
  /通知|公告|提示|提醒|各位|敬请|因.{2,14}(检修|维修|施工|抢修)|计划|即将|将于|(明|后)(天|日|晚|早)|下周|点(到|至|-)/,
  /出售|转让|低价|二手|求购|出租|招租|专业|上门|包邮|团购|接龙|优惠|促销|全新|加微|私聊|承接/,
  /听说|据说|听讲|新闻|网上|抖音|视频里|朋友圈|剧里|小说|游戏|(别的|隔壁|人家|他们|她们|对面)(的)?小区|老家|单位|公司|学校|医院|商场|超市|地铁|高速|(妈|爸|姐|妹|哥|弟|姨|叔|姑|舅|婆|奶奶|同事|朋友|同学|亲戚|老师)(他|她)?(们)?(家|那|那边|小区)/,
  /以前|去年|前年|上次|当年|小时候|那年|那次|上回|年前|如果|要是|万一|假如|哪天|以后|会不会|担心|怕|建议|能不能(装|加|给)|希望|应该|最好/,
  /哈哈|笑死|段子|开玩笑|手机|电脑|冰箱|洗衣机|空调|电视|耳机|电饭|热水器|油烟机|太阳能|手断|我(自己)?试|求推荐|有没有人(会|懂)|换物业|判了|罚|公摊|酒店|宾馆|菜|饭|猫|狗|鱼|[a-z]+ (last|yesterday) |\b(if|fixed|was|used to|my (sister|mother|friend|office))\b/,
  /(怎么|如何|哪里|多少|谁|找哪|几点|什么时候).{0,8}(办|报|修|交|申请|买|恢复|来)|电话/,
]

/** The whole message says, or asks in wonder, that water, power, gas or heat is gone. */
export const namesOutage = (text: string): boolean => OUTAGE.test(text.replace(/[?？!！~。.\s]+$/, ''))

/** The category that the message plainly complains of; the clause must name both the thing and the defect. */
export function plainComplaint(text: string, known: Findings): readonly Category[] {
  if (text.length > LONGEST || UNFIT.some((one) => one.test(text))) return []
  if (ENGLISH.test(text)) return CATEGORIES
  const found: Category[] = []
  for (const clause of text.matchAll(CLAUSE)) {
    if (OUTAGE.test(clause[0].trim())) return CATEGORIES
    const start = clause.index
    const end = start + clause[0].length
    const inside = known.spans.filter((span) => span.start >= start && span.end <= end && span.end - span.start >= (span.complaint ? 2 : 1))
    for (const complaint of inside.filter((span) => span.complaint)) {
      const named = inside.some(
        (span) =>
          !span.complaint &&
          span.category === complaint.category &&
          span.start <= complaint.start &&
          span.end < complaint.end &&
          complaint.start - span.end <= NEAR,
      )
      const category = CATEGORIES[complaint.category]
      if (named && category && FABRIC.has(category)) found.push(category)
    }
  }
  return found
}
