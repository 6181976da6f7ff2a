/** Whose chat id is this? People are keyed by (account, chat id), never by name; ids change with some gateways, the person stays. */
import { and, eq, inArray } from 'drizzle-orm'
import type { Person } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext, Read } from './context.ts'

export const ANY_ACCOUNT = '*'

export async function findPerson(cx: DeskContext, read: Read, communityId: string, account: string, externalId: string): Promise<Person | undefined> {
  const { identities, people } = cx.db.tables
  const [row] = await read
    .select({ person: people })
    .from(identities)
    .innerJoin(people, and(eq(people.communityId, identities.communityId), eq(people.id, identities.personId)))
    .where(and(eq(identities.communityId, communityId), eq(identities.externalId, externalId), inArray(identities.account, [account, ANY_ACCOUNT])))
  return row?.person
}

/** The person behind a chat id; somebody not known yet becomes a resident. */
export async function personBehind(
  cx: DeskContext,
  tx: Tx,
  communityId: string,
  account: string,
  sender: { id: string; name: string },
): Promise<Person> {
  const known = await findPerson(cx, tx, communityId, account, sender.id)
  if (known) return known
  const { identities, people } = cx.db.tables
  const person = {
    communityId,
    id: cx.newId(),
    name: sender.name || '居民',
    role: 'resident' as const,
    orgId: null,
    title: null,
    phone: null,
    supervisor: false,
    admin: false,
    gridIds: [],
    active: true,
  }
  await tx.insert(people).values(person)
  await tx.insert(identities).values({ communityId, account, externalId: sender.id, personId: person.id, name: sender.name })
  return person
}

export async function personById(cx: DeskContext, read: Read, communityId: string, id: string | null): Promise<Person | undefined> {
  if (id === null) return undefined
  const { people } = cx.db.tables
  const [row] = await read
    .select()
    .from(people)
    .where(and(eq(people.communityId, communityId), eq(people.id, id)))
  return row
}

/** The chat id under which a person can be spoken to through an account. */
export async function chatIdOf(
  cx: DeskContext,
  read: Read,
  communityId: string,
  account: string,
  personId: string,
): Promise<{ id: string; name: string } | undefined> {
  const { identities } = cx.db.tables
  const rows = await read
    .select()
    .from(identities)
    .where(and(eq(identities.communityId, communityId), eq(identities.personId, personId), inArray(identities.account, [account, ANY_ACCOUNT])))
  const row = rows.find((r) => r.account === account) ?? rows[0]
  return row && { id: row.externalId, name: row.name }
}
