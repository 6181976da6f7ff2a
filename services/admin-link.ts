/** The way in for the first admin, before any chat knows them: a link for whoever sits at the machine. Never written to the log. */
import type { Person } from '../core/community.ts'
import type { DeskContext } from './context.ts'
import { firstAdmin, linkAddress, makeLink } from './login-links.ts'

export interface AdminLink {
  community: string
  person: Person
  link: string
}

/** One link for each community that has an admin and in which nobody ever signed in. */
export async function firstAdminLinks(cx: DeskContext): Promise<AdminLink[]> {
  const links: AdminLink[] = []
  for (const communityId of await cx.directories.ids(cx.db.read)) {
    const person = await firstAdmin(cx, communityId)
    if (person) links.push(await linkForAdmin(cx, communityId, person))
  }
  return links
}

export async function linkForAdmin(cx: DeskContext, communityId: string, person: Person): Promise<AdminLink> {
  const secret = await cx.db.transact((tx) => makeLink(cx, tx, { communityId, personId: person.id, origin: 'setup' }))
  const { name } = await cx.directories.get(cx.db.read, communityId)
  return { community: name, person, link: linkAddress(cx.publicUrl(), secret) }
}

export const adminLinkLines = ({ community, person, link }: AdminLink): string =>
  `${community}：${person.name} 的首次登录链接（24 小时内有效，只能用一次） · sign-in link of the admin, once, within 24 hours:\n${link}`
