/** What somebody heard on calling a reporter back 回访: 满意, 没人接, 没修好 还在漏. */
import type { Satisfaction } from './ticket.ts'

export interface CalledBack {
  /** Somebody answered; only these count. */
  reached: boolean
  /** Somebody had been in touch about the matter 有没有人联系过您. */
  responded: boolean
  solved: boolean
  satisfied: Satisfaction | null
}

const UNREACHED =
  /没人?接|没接|未接|无人接|打不通|没打通|不接|停机|空号|关机|占线|忙音|拒访|拒接|联系不上|\b(?:no answer|unreachable|busy|wrong number)\b/i
const UNSOLVED =
  /[没未](?:有)?(?:全|都|彻底|真)?(?:好|修|弄|搞|解决|处理|通|亮|清)|还(?:在|是)?(?:漏|坏|堵|停|不)|\b(?:not (?:fixed|solved|done)|still)\b/i
const UNHEARD = /没人(?:联系|找|来|管|理)|没(?:有)?(?:联系|来)过|nobody (?:came|called)/i
const DISCONTENT = /不(?:太|很|大)?满意|很差|太差|差评|\b(?:unsatisfied|dissatisfied|not satisfied|unhappy)\b/i
const MOSTLY = /基本满意|比较满意|一般|还行|还可以|凑合|\b(?:mostly|fairly)\b/i
const CONTENT = /满意|挺好|很好|不错|修好|好了|解决|感谢|谢谢|\b(?:satisfied|fixed|solved|happy|fine)\b/i

/** Undefined when the words say neither that somebody was reached nor that nobody was. */
export function readCallBack(said: string): CalledBack | undefined {
  const text = said.normalize('NFKC').trim()
  const unsolved = UNSOLVED.test(text.replace(UNREACHED, ''))
  const unheard = UNHEARD.test(text)
  if (UNREACHED.test(text) && !unheard && !/满意/.test(text)) return { reached: false, responded: false, solved: false, satisfied: null }
  const satisfied: Satisfaction | undefined =
    DISCONTENT.test(text) || unsolved || unheard ? 'no' : MOSTLY.test(text) ? 'mostly' : CONTENT.test(text) ? 'yes' : undefined
  if (satisfied === undefined) return undefined
  return { reached: true, responded: !unheard, solved: !unsolved && !unheard, satisfied }
}
