/** Whose chat id is this? People are keyed by (account, chat id), never by name; ids change with some gateways, the person stays. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Person } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import { prepared } from '../db/prepared.ts'
import type { DeskContext, Read } from './context.ts'

export const ANY_ACCOUNT = '*'

const personByChatId = prepared((read: Read, { identities, people }) =>
  read
    .select({ person: people })
    .from(identities)
    .innerJoin(people, and(eq(people.communityId, identities.communityId), eq(people.id, identities.personId)))
    .where(
      and(
        eq(identities.communityId, sql.placeholder('communityId')),
        eq(identities.externalId, sql.placeholder('externalId')),
        inArray(identities.account, [sql.placeholder('account'), ANY_ACCOUNT]),
      ),
    )
    .prepare(''),
)

/** Whoever the community file no longer names is a plain resident, until it names them again. */
const asNow = (person: Person & { active: boolean }): Person =>
  person.active ? person : { ...person, role: 'resident', orgId: null, title: null, supervisor: false, admin: false, gridIds: [] }

export async function findPerson(cx: DeskContext, read: Read, communityId: string, account: string, externalId: string): Promise<Person | undefined> {
  const [row] = await personByChatId(cx.db, read, { communityId, externalId, account })
  return row && asNow(row.person)
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
  return row && asNow(row)
}

const chatIds = prepared((read: Read, { identities }) =>
  read
    .select()
    .from(identities)
    .where(
      and(
        eq(identities.communityId, sql.placeholder('communityId')),
        eq(identities.personId, sql.placeholder('personId')),
        inArray(identities.account, [sql.placeholder('account'), ANY_ACCOUNT]),
      ),
    )
    .prepare(''),
)

/** The chat id under which a person can be spoken to through an account. */
export async function chatIdOf(
  cx: DeskContext,
  read: Read,
  communityId: string,
  account: string,
  personId: string,
): Promise<{ id: string; name: string } | undefined> {
  const rows = await chatIds(cx.db, read, { communityId, personId, account })
  const row = rows.find((r) => r.account === account) ?? rows[0]
  return row && { id: row.externalId, name: row.name }
}
