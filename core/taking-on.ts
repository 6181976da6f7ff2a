/**
 * The three ways to take a matter on 接办方式: at once 立即办, by a date 限期办, upward 上报. Each has its clock:
 * at once must be acted on and solved soon after it is taken, by a date is due on that date, upward starts the taking anew with the next level.
 */
import type { TimeLimit } from './deadlines.ts'

export const TAKINGS = ['at_once', 'by_date', 'upward'] as const
export type Taking = (typeof TAKINGS)[number]

/** Counted from the moment of taking it on; what was due earlier stays so. */
export const AT_ONCE_WITHIN: { act: TimeLimit; resolve: TimeLimit } = { act: { amount: 2, unit: 'hours' }, resolve: { amount: 24, unit: 'hours' } }

const DONE = '(?:办|修|弄|搞|做|处理|解决|完成|清|换|装|疏通|整改|拆|移|拉)'
/** 周五前修好, 明天下午三点前办完: the work is done by then. 三点前到 says when somebody comes and is a promise. */
const FINISHED_BY = new RegExp(
  `(?:之前|以前|前|内)(?:一定|肯定|保证|能|可以|就|把.{1,8}?)?${DONE}(?:好|完|掉|走|妥|结|清|成)|\\b(?:done|fixed|solved|finished) by\\b`,
  'i',
)
/** 明天下午三点前, 周五之前: nothing but the date. */
const ONLY_BY = /^(?:好的?|行|收到|嗯)?[\s,，]*(?=\S*(?:[点时天晚早午周期月日号]|\d))[^\s,，。]{1,14}(?:之前|以前|前)[吧。!！]?$/
const COMES = /[到去来过赶](?:场|现场)?[。!！]?$|上门/

/** Does a reply that names a time set the date by which the work is done? */
export const namesDeadline = (text: string): boolean => {
  const t = text.normalize('NFKC').trim()
  return FINISHED_BY.test(t) || (ONLY_BY.test(t) && !COMES.test(t))
}
