/**
 * Many hands on one matter: the lead unit 牵头 answers for the ticket, support units 配合 have parts of their own; a part within the lead unit is a
 * sub-task 子任务. Instants are milliseconds since the epoch.
 */
export const PART_STATES = ['asked', 'accepted', 'done', 'cancelled'] as const
export type PartState = (typeof PART_STATES)[number]

/** What is asked of whom, by when. */
export interface PartAsked {
  /** 1, 2, 3 … within its ticket. */
  no: number
  orgId: string | null
  assigneeId: string | null
  what: string
  dueBy: number
}

export interface Part extends PartAsked {
  state: PartState
  askedAt: number
  acceptedAt: number | null
  /** When it was done or cancelled. */
  endedAt: number | null
}

export type PartEvent =
  | { type: 'part_added'; part: PartAsked }
  | { type: 'part_accepted'; part: number }
  | { type: 'part_done'; part: number; words: string }
  | { type: 'part_cancelled'; part: number; reason: string }

export type PartCommand =
  /** Its number comes from the ticket. */
  | { type: 'add_part'; part: Omit<PartAsked, 'no'> }
  | { type: 'accept_part'; part: number }
  | { type: 'finish_part'; part: number; words: string }
  | { type: 'cancel_part'; part: number; reason: string }

export const isPartOpen = ({ state }: Pick<Part, 'state'>): boolean => state === 'asked' || state === 'accepted'
export const openParts = ({ parts }: { parts: readonly Part[] }): Part[] => parts.filter(isPartOpen)

/** Is this part that person's: asked of them, or of their unit? */
export const isPartOf = (part: Pick<Part, 'orgId' | 'assigneeId'>, person: { id: string; orgId: string | null }): boolean =>
  part.assigneeId === person.id || (person.orgId !== null && part.orgId === person.orgId)

/** Numbers are never given twice, cancelled parts keep theirs. */
export const nextPartNo = ({ parts }: { parts: readonly Part[] }): number => Math.max(0, ...parts.map(({ no }) => no)) + 1

/** The parts after one more event. */
export function partsAfter(parts: readonly Part[], event: PartEvent, at: number, actorId: string | null): Part[] {
  if (event.type === 'part_added') return [...parts, { ...event.part, state: 'asked', askedAt: at, acceptedAt: null, endedAt: null }]
  return parts.map((part) => (part.no === event.part ? { ...part, ...changed(part, event, at, actorId) } : part))
}

function changed(part: Part, event: Exclude<PartEvent, { type: 'part_added' }>, at: number, actorId: string | null): Partial<Part> {
  if (event.type === 'part_accepted') return { state: 'accepted', acceptedAt: at, assigneeId: actorId ?? part.assigneeId }
  return { state: event.type === 'part_done' ? 'done' : 'cancelled', acceptedAt: part.acceptedAt ?? at, endedAt: at }
}

/** A matter that ends another way than solved needs nobody any more. */
export const partsDropped = (parts: readonly Part[], at: number): Part[] =>
  parts.map((part) => (isPartOpen(part) ? { ...part, state: 'cancelled', endedAt: at } : part))
