/**
 * The signed link to one ticket's page. What it says stands in it openly; the signature says that we said it.
 * `p-…` is one person's own, sent to them alone: with it they may do on the page what they may do in the chat. `g-…` is the group's: it shows what the
 * group may know and does nothing.
 */
export interface TicketLink {
  communityId: string
  number: number
  /** Null for the group's link. */
  personId: string | null
  /** Milliseconds since the epoch, to the minute. */
  issuedAt: number
}

/** A link works so long after its ticket was closed. */
export const LINK_AFTER_CLOSING = { days: 90 }
const MINUTE = 60_000
const ID = /^[A-Za-z0-9_-]{1,64}$/

/** What is signed. Ids hold no dot. */
export function linkPayload({ communityId, number, personId, issuedAt }: TicketLink): string {
  const parts = [`${personId === null ? 'g' : 'p'}-${communityId}`, number.toString(36), Math.floor(issuedAt / MINUTE).toString(36)]
  return [...parts, ...(personId === null ? [] : [personId])].join('.')
}

/** @returns what a link says and what it was signed with, if it has the form of one */
export function readLink(token: string): { link: TicketLink; payload: string; signature: string } | undefined {
  if (token.length > 250) return undefined
  const end = token.lastIndexOf('.')
  const payload = token.slice(0, end)
  const [head = '', number = '', issued = '', personId, more] = payload.split('.')
  const kind = head.slice(0, 2)
  const communityId = head.slice(2)
  if (end < 0 || more !== undefined || (kind !== 'p-' && kind !== 'g-') || (kind === 'p-') !== (personId !== undefined)) return undefined
  if (!ID.test(communityId) || (personId !== undefined && !ID.test(personId)) || !/^[0-9a-z]{1,7}$/.test(number) || !/^[0-9a-z]{1,7}$/.test(issued))
    return undefined
  const link = { communityId, number: Number.parseInt(number, 36), personId: personId ?? null, issuedAt: Number.parseInt(issued, 36) * MINUTE }
  return { link, payload, signature: token.slice(end + 1) }
}

/** Does a link of a ticket closed then (null: not closed) still work? */
export const linkLives = (closedAt: number | null, now: number): boolean => closedAt === null || now < closedAt + LINK_AFTER_CLOSING.days * 86_400_000
