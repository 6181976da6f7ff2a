/** Links to the duty roster as a calendar. Times are milliseconds since the epoch. */
import { Type } from 'typebox'

const Whose = Type.Enum(['own', 'all'], { description: 'only one’s own shifts, or those of everybody (needs people.read)' })

export const CalendarLinksSchema = Type.Object({ items: Type.Array(Type.Object({ whose: Whose, createdAt: Type.Integer({ minimum: 0 }) })) })
export const CalendarLinkParamsSchema = Type.Object({ whose: Whose })
export const MadeCalendarLinkSchema = Type.Object({
  url: Type.String({ description: 'shown this once; whoever has it can read the calendar' }),
})
