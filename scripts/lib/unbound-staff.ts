/** Staff whom the bot could not recognise: no chat id of theirs is known. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import { isStaff, PERSON_ROLES } from '../../core/community.ts'
import type { Database } from '../../db/open.ts'
import type { PersonRow } from '../../db/tables.ts'

export async function unboundStaff(db: Database, communityId: string): Promise<PersonRow[]> {
  const { people, identities } = db.tables
  const staff = await db.read
    .select()
    .from(people)
    .where(and(eq(people.communityId, communityId), eq(people.active, true), inArray(people.role, PERSON_ROLES.filter(isStaff))))
    .orderBy(asc(people.id))
  const bound = await db.read.select({ id: identities.personId }).from(identities).where(eq(identities.communityId, communityId))
  const ids = new Set(bound.map((row) => row.id))
  return staff.filter((person) => !ids.has(person.id))
}
