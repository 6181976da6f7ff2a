/** Places, units, people, groups: what the community file says. */
import type { GroupKind, Language, OrganisationKind, PersonRole, Settings } from '../../core/community.ts'
import type { Mode } from '../../core/understanding/terms.ts'
import type { Dialect } from '../dialects.ts'

export function defineSetUp(d: Dialect) {
  const communities = d.table('communities', {
    id: d.key(),
    name: d.text().notNull(),
    timezone: d.text().notNull(),
    language: d.text().$type<Language>().notNull(),
    settings: d.json<Settings>().notNull(),
    revision: d.integer().notNull(),
    lastTicketNumber: d.integer().notNull(),
    lastLeadNumber: d.integer().notNull(),
  })
  const inCommunity = () => ({
    communityId: d
      .text()
      .notNull()
      .references(() => communities.id),
    id: d.text().notNull(),
  })
  const grids = d.table('grids', { ...inCommunity(), name: d.text().notNull() }, (t) => [d.primaryKey({ columns: [t.communityId, t.id] })])
  const buildings = d.table(
    'buildings',
    { ...inCommunity(), gridId: d.text().notNull(), estate: d.text(), name: d.text().notNull(), aliases: d.json<string[]>().notNull() },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const organisations = d.table(
    'organisations',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      kind: d.text().$type<OrganisationKind>().notNull(),
      phone: d.text(),
      gridIds: d.json<string[]>().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const people = d.table(
    'people',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      role: d.text().$type<PersonRole>().notNull(),
      orgId: d.text(),
      title: d.text(),
      phone: d.text(),
      supervisor: d.flag().notNull(),
      admin: d.flag().notNull(),
      gridIds: d.json<string[]>().notNull(),
      active: d.flag().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.index('people_role').on(t.communityId, t.role)],
  )
  /** Chat ids of a person. `account` is the bot's login under which the id is valid, `*` where the file gave the id for any. */
  const identities = d.table(
    'identities',
    {
      communityId: d.text().notNull(),
      account: d.text().notNull(),
      externalId: d.text().notNull(),
      personId: d.text().notNull(),
      name: d.text().notNull(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.externalId, t.account] }), d.index('identities_person').on(t.communityId, t.personId)],
  )
  const groups = d.table(
    'groups',
    {
      ...inCommunity(),
      name: d.text().notNull(),
      kind: d.text().$type<GroupKind>().notNull(),
      gridId: d.text(),
      buildingIds: d.json<string[]>().notNull(),
      orgId: d.text(),
      mode: d.text().$type<Mode>().notNull(),
      language: d.text().$type<Language>().notNull(),
      externalId: d.text(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] }), d.uniqueIndex('groups_external').on(t.externalId)],
  )
  const shifts = d.table(
    'duty_shifts',
    {
      ...inCommunity(),
      personId: d.text().notNull(),
      days: d.json<number[]>(),
      date: d.text(),
      from: d.text().notNull(),
      to: d.text().notNull(),
      instead: d.text(),
      onCall: d.flag(),
      byChat: d.flag(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.id] })],
  )
  const bindCodes = d.table(
    'bind_codes',
    {
      communityId: d.text().notNull(),
      code: d.text().notNull(),
      personId: d.text().notNull(),
      expiresAt: d.instant().notNull(),
      usedAt: d.instant(),
    },
    (t) => [d.primaryKey({ columns: [t.communityId, t.code] })],
  )
  return { communities, grids, buildings, organisations, people, identities, groups, shifts, bindCodes }
}
