/** Secret links to the duty roster as a calendar 值班日历. Whoever has one reads it, so it is one a person, shown once, and a new one ends the old. */
import { and, eq } from 'drizzle-orm'
import type { Tables } from '../db/tables.ts'
import { audit } from './audit.ts'
import type { DeskContext } from './context.ts'
import { hashOf, newSecret } from './secrets.ts'

export type CalendarLink = Tables['calendarLinks']['$inferSelect']
export type Whose = CalendarLink['whose']
/** Where the link leads; withoutSecrets knows it by this. */
export const CALENDAR_PATH = '/roster/'

const itself = (cx: DeskContext, communityId: string, personId: string, whose: Whose) => {
  const { calendarLinks: t } = cx.db.tables
  return and(eq(t.communityId, communityId), eq(t.personId, personId), eq(t.whose, whose))
}

/** @returns the whole address */
export async function makeCalendarLink(cx: DeskContext, communityId: string, personId: string, whose: Whose): Promise<string> {
  const { calendarLinks: t } = cx.db.tables
  const secret = newSecret()
  await cx.db.transact(async (tx) => {
    await tx.delete(t).where(itself(cx, communityId, personId, whose))
    await tx.insert(t).values({ communityId, personId, whose, secretHash: hashOf(secret), createdAt: cx.now() })
    await audit(cx, tx, communityId, { actor: personId, action: 'calendar.linked', target: personId, detail: { whose } })
  })
  return `${cx.publicUrl()}${CALENDAR_PATH}${secret}.ics`
}

export function calendarLinksOf(cx: DeskContext, communityId: string, personId: string): Promise<CalendarLink[]> {
  const { calendarLinks: t } = cx.db.tables
  return cx.db.read
    .select()
    .from(t)
    .where(and(eq(t.communityId, communityId), eq(t.personId, personId)))
    .orderBy(t.whose)
}

/** @returns whether there was one */
export async function dropCalendarLink(cx: DeskContext, communityId: string, personId: string, whose: Whose): Promise<boolean> {
  const { calendarLinks: t } = cx.db.tables
  return cx.db.transact(async (tx) => {
    const gone = await tx
      .delete(t)
      .where(itself(cx, communityId, personId, whose))
      .returning({ personId: t.personId })
    if (gone.length > 0) await audit(cx, tx, communityId, { actor: personId, action: 'calendar.unlinked', target: personId, detail: { whose } })
    return gone.length > 0
  })
}

export async function calendarBehind(cx: DeskContext, secret: string): Promise<CalendarLink | undefined> {
  const { calendarLinks: t } = cx.db.tables
  const [row] = await cx.db.read
    .select()
    .from(t)
    .where(eq(t.secretHash, hashOf(secret)))
  return row
}
