/** The time at which somebody says they will come: of several times in one answer the one that counts. */
import { readTime } from './when.ts'

/** 配件周三到，周四上午装 · 今天来不了，明天上午: the arrival of parts and the refusal are no promise. */
const NOT_THE_COMING = /来不了|过不[来去]|没空|(配件|零件|材料|货).{0,8}(到|来|寄|发)/

/** The instant (ms) a reply promises, or undefined when it names none. */
export function readPromise(text: string, now: number, timezone: string): number | undefined {
  const clauses = text.split(/[,，;；。]/)
  const coming = clauses.filter((clause) => !NOT_THE_COMING.test(clause))
  const first = coming.length < clauses.length ? readTime(coming.join('，'), now, timezone) : undefined
  return first ?? readTime(text, now, timezone)
}
