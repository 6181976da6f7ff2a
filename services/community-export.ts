/** The community file of what the database holds: importing it again changes nothing. */
import { and, asc, eq } from 'drizzle-orm'
import { DEFAULT_SETTINGS, type Settings } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import type { Database } from '../db/open.ts'
import type { CommunityFile } from './community-file.ts'
import type { Read } from './context.ts'
import { ANY_ACCOUNT } from './identity.ts'

/** People met in chats stay out: residents the file never named, and chat ids that are good under one login only. */
export async function exportCommunity(db: Database, read: Read, communityId: string): Promise<CommunityFile> {
  const t = db.tables
  const [community] = await read.select().from(t.communities).where(eq(t.communities.id, communityId))
  if (!community) throw new CodedError('COMMUNITY_UNKNOWN', `there is no community "${communityId}" in the database`)
  const { id, name, timezone, language } = community
  const grids = await read.select().from(t.grids).where(eq(t.grids.communityId, id)).orderBy(asc(t.grids.id))
  const buildings = await read.select().from(t.buildings).where(eq(t.buildings.communityId, id)).orderBy(asc(t.buildings.gridId), asc(t.buildings.id))
  const organisations = await read.select().from(t.organisations).where(eq(t.organisations.communityId, id)).orderBy(asc(t.organisations.id))
  const groups = await read.select().from(t.groups).where(eq(t.groups.communityId, id)).orderBy(asc(t.groups.id))
  const shifts = await read.select().from(t.shifts).where(eq(t.shifts.communityId, id))
  const policies = policiesOf(community.settings)
  return {
    community: { id, name, timezone, language },
    grids: grids.map((g) => ({ id: g.id, name: g.name })),
    buildings: buildings.map((b) => ({
      ...(b.id === b.name ? {} : { id: b.id }),
      name: digits(b.name),
      grid: b.gridId,
      ...given({ estate: b.estate }),
      ...filled({ aliases: b.aliases.map(digits) }),
    })),
    organisations: organisations.map((o) => ({
      id: o.id,
      name: o.name,
      kind: o.kind,
      ...given({ phone: o.phone }),
      ...filled({ grids: o.gridIds }),
    })),
    people: await peopleOf(db, read, id),
    ...filled({
      groups: groups.map((g) => ({
        id: g.id,
        name: g.name,
        kind: g.kind,
        ...given({ grid: g.gridId }),
        ...filled({ buildings: g.buildingIds.map(digits) }),
        ...given({ org: g.orgId }),
        ...(g.mode === (g.kind === 'building' || g.kind === 'grid' ? 'auto' : 'explicit') ? {} : { mode: g.mode }),
        ...(g.language === language ? {} : { language: g.language }),
        ...given({ chat: g.externalId }),
      })),
      duty: shifts
        .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
        .map((s) => ({
          person: s.personId,
          ...given({ days: s.days, date: s.date }),
          from: s.from,
          to: s.to,
          ...given({ instead: s.instead }),
          ...(s.onCall ? { onCall: true } : {}),
        })),
    }),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  }
}

async function peopleOf(db: Database, read: Read, communityId: string): Promise<CommunityFile['people']> {
  const { people, identities } = db.tables
  const rows = await read
    .select()
    .from(people)
    .where(and(eq(people.communityId, communityId), eq(people.active, true)))
    .orderBy(asc(people.id))
  const known = await read.select().from(identities).where(eq(identities.communityId, communityId)).orderBy(asc(identities.externalId))
  const chatsOf = new Map<string, string[]>()
  const metInChat = new Set<string>()
  for (const { personId, account, externalId } of known) {
    if (account === ANY_ACCOUNT) chatsOf.set(personId, [...(chatsOf.get(personId) ?? []), externalId])
    else metInChat.add(personId)
  }
  return rows
    .filter((p) => p.role !== 'resident' || chatsOf.has(p.id) || !metInChat.has(p.id))
    .map((p) => ({
      id: p.id,
      name: p.name,
      role: p.role,
      ...given({ org: p.orgId, title: p.title, phone: p.phone }),
      ...(p.supervisor ? { supervisor: true } : {}),
      ...(p.admin ? { admin: true } : {}),
      ...filled({ grids: p.gridIds, chat: chatsOf.get(p.id) ?? [] }),
    }))
}

/** Settings that differ from what holds without being said. */
function policiesOf(settings: Settings): NonNullable<CommunityFile['policies']> {
  const said = Object.entries(settings).filter(
    ([key, value]) => key !== 'emergencyPhones' && JSON.stringify(value) !== JSON.stringify(DEFAULT_SETTINGS[key as keyof Settings]),
  )
  const phones = Object.entries(settings.emergencyPhones ?? {}).filter(
    ([key, phone]) => phone !== DEFAULT_SETTINGS.emergencyPhones[key as keyof Settings['emergencyPhones']],
  )
  return { ...Object.fromEntries(said), ...(phones.length === 0 ? {} : { emergencyPhones: Object.fromEntries(phones) }) }
}

/** 128 is written without quotes, as people write it; 007 and A3 stay text. */
const digits = (name: string): string | number => (/^[1-9]\d{0,7}$/.test(name) ? Number(name) : name)

type Given<T> = { [K in keyof T]?: NonNullable<T[K]> }

function given<T extends Record<string, unknown>>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as Given<T>
}

function filled<T extends Record<string, readonly unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>
}
