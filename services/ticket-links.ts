/** Links to a ticket's page 事项链接: signed with the community's own key, made at its first link, so that every process of one ledger knows it. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Directory, Person } from '../core/community.ts'
import { isDiscreet } from '../core/discretion.ts'
import type { Ticket } from '../core/ticket.ts'
import { linkLives, linkPayload, readLink, type TicketLink } from '../core/ticket-link.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext, Read } from './context.ts'
import { personById } from './identity.ts'
import { eventsOf, ticketByNumber } from './ticket-rows.ts'

const LOOPBACK = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/|$)/

/** Nobody but the visitor of the sandbox can open an address of this very machine. */
export const linksAreWanted = (cx: DeskContext, { settings }: Directory): boolean =>
  settings.ticketLinks && (cx.sandbox || !LOOPBACK.test(cx.publicUrl()))

const keyOf = async (cx: DeskContext, read: Read, communityId: string): Promise<string | undefined> => {
  const { signingKeys: t } = cx.db.tables
  const [row] = await read.select({ secret: t.secret }).from(t).where(eq(t.communityId, communityId))
  return row?.secret
}

async function keyMade(cx: DeskContext, tx: Tx, communityId: string): Promise<string> {
  const known = await keyOf(cx, tx, communityId)
  if (known !== undefined) return known
  const secret = randomBytes(32).toString('base64url')
  await tx.insert(cx.db.tables.signingKeys).values({ communityId, secret, createdAt: cx.now() }).onConflictDoNothing()
  return (await keyOf(cx, tx, communityId)) ?? secret
}

const signed = (key: string, purpose: 'link' | 'form', said: string): string =>
  createHmac('sha256', key).update(`${purpose}\n${said}`).digest('hex').slice(0, 32)

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The address of a ticket's page: somebody's own, or the group's (`personId` null). */
export async function ticketAddress(cx: DeskContext, tx: Tx, communityId: string, number: number, personId: string | null): Promise<string> {
  const payload = linkPayload({ communityId, number, personId, issuedAt: cx.now() })
  return `${cx.publicUrl()}/t/${payload}.${signed(await keyMade(cx, tx, communityId), 'link', payload)}`
}

/** What the answer to a new matter carries: in a direct chat the reporter's own link, in a group the group's, and none of what is told with discretion. */
export async function answerAddress(cx: DeskContext, tx: Tx, directory: Directory, ticket: Ticket): Promise<string | undefined> {
  if (!linksAreWanted(cx, directory) || (ticket.roomId !== null && isDiscreet(ticket))) return undefined
  return ticketAddress(cx, tx, directory.id, ticket.number, ticket.roomId === null ? ticket.reporterId : null)
}

/** Whoever holds a link. */
export interface LinkHolder {
  directory: Directory
  ticket: Ticket
  link: TicketLink
  /** Null for the group's link. */
  person: Person | null
}

/** @returns undefined when the link is none of ours, is over, or its ticket was taken back since */
export async function openTicketLink(cx: DeskContext, token: string): Promise<LinkHolder | undefined> {
  const said = readLink(token)
  const key = said && (await keyOf(cx, cx.db.read, said.link.communityId))
  if (!said || key === undefined || !same(said.signature, signed(key, 'link', said.payload))) return undefined
  const { link } = said
  const ticket = await ticketByNumber(cx, cx.db.read, link.communityId, link.number)
  if (!ticket || !linkLives(ticket.closedAt, cx.now()) || (await takenBack(cx, ticket, link))) return undefined
  const person = link.personId === null ? null : await personById(cx, cx.db.read, link.communityId, link.personId)
  if (person === undefined || (person && person.id !== ticket.reporterId && !ticket.followers.includes(person.id))) return undefined
  if (person === null && (ticket.roomId === null || isDiscreet(ticket))) return undefined
  const directory = await cx.directories.get(cx.db.read, link.communityId)
  return { directory, ticket, link, person }
}

/** The report itself was taken back after the link was given. */
async function takenBack(cx: DeskContext, ticket: Ticket, { communityId, issuedAt }: TicketLink): Promise<boolean> {
  const events = await eventsOf(cx, cx.db.read, communityId, ticket.id)
  return events.some(({ at, event }) => event.type === 'redacted' && event.messageId === ticket.messageId && at >= issuedAt)
}

/** A page is filled in within so long. */
const FORM_VALID_MS = 12 * 3_600_000

/** What a form of the page carries, so that no foreign page can have it sent: when it was made, a number used once, and our signature. */
export async function formMark(cx: DeskContext, token: string, communityId: string): Promise<string> {
  const made = `${cx.now().toString(36)}-${randomBytes(9).toString('hex')}`
  return `${made}.${signed((await keyOf(cx, cx.db.read, communityId)) ?? '', 'form', `${token}\n${made}`)}`
}

export async function isFormMark(cx: DeskContext, token: string, communityId: string, mark: string): Promise<boolean> {
  const [made = '', signature = ''] = mark.split('.')
  const key = await keyOf(cx, cx.db.read, communityId)
  const age = cx.now() - Number.parseInt(made.split('-')[0] ?? '', 36)
  return key !== undefined && age >= 0 && age < FORM_VALID_MS && same(signature, signed(key, 'form', `${token}\n${made}`))
}
