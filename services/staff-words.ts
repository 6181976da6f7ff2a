/** Staff answer cards in their own words: a quote, or the direct chat, makes a plain sentence a command. */
import { isStaff } from '../core/community.ts'
import type { Command, Conclusion } from '../core/understanding/terms.ts'
import { readTime } from '../core/when.ts'
import type { Arrival } from './intake.ts'

const TAKEN = /^(好的?|收到|知道了|明白|行|没问题|马上|这就|我去|我来|来了|安排|ok|okay|sure|on (my|our) way|got it)/i
const DONE = /(修好|弄好|搞定|清完|清理完|处理完|处理好|换好|装好|通了|完成|好了|完了|解决|恢复|拉走|搬走|done|fixed|finished)/i
const NOT_DONE = /(没|未|不|还要|等)(有)?(修|弄|搞|清|处|换|装|通|完|好|解决|恢复)/

/** What a staff member's plain words mean about the ticket quoted (or the only one they hold); undefined when nothing. */
export function byStaffWords({ directory, person, message, roomId, group }: Arrival, conclusion: Conclusion): Command | undefined {
  const quotesCard = /#\d{1,7}/.test(message.quote?.text.normalize('NFKC') ?? '')
  const amongStaff = roomId === null || group?.kind === 'staff' || group?.kind === 'duty'
  if (!isStaff(person.role) || !(quotesCard || amongStaff)) return undefined
  const text = conclusion.reading.text.trim() || message.text.trim()
  const promised = readTime(text, message.at, directory.timezone) !== undefined
  if (DONE.test(text) && !NOT_DONE.test(text) && !promised) return { name: 'resolve', args: { note: text } }
  if (TAKEN.test(text) || promised) return { name: 'accept', args: promised ? { by: text } : {} }
  return quotesCard && text ? { name: 'note', args: { note: text } } : undefined
}
