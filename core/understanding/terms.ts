/**
 * The terms of understanding: what one message can mean.
 *
 * Terminology
 * - intent 意图: what the message is for; exactly one.
 * - follow-up 跟进: a message that belongs to a matter already raised.
 * - matter 事项: something raised in a group, from its first message to its closing; a ticket or (in replay) the message that opened it.
 * - category 类别: what must be done first; with report, consult and suggest.
 * - location 位置: as said, made canonical; a field is absent where the message does not say it.
 * - urgency 紧急程度: emergency (life or property in danger now), urgent, normal.
 * - action 处置: what the bot does about the message.
 * - lead 线索(待定): a message that may be a report; staff turn it into a ticket with one word.
 */

export const INTENTS = ['report', 'consult', 'suggest', 'praise', 'followup', 'command', 'none'] as const
export type Intent = (typeof INTENTS)[number]

export const FOLLOWUPS = ['me_too', 'urge', 'status', 'detail', 'fixed', 'not_fixed', 'withdraw'] as const
export type Followup = (typeof FOLLOWUPS)[number]

/** The 25 categories; their scope and the nearest code of GB/T 47678.5-2026 stand in `core/categories.ts`. */
export const CATEGORIES = [
  'fire_safety',
  'corridor_clutter',
  'sanitation',
  'greenery',
  'facility',
  'elevator',
  'lighting',
  'parking',
  'water',
  'drainage',
  'power',
  'gas',
  'heating',
  'building',
  'noise',
  'illegal_works',
  'cables',
  'pets',
  'security',
  'vendors_ads',
  'property_service',
  'dispute',
  'welfare',
  'policy',
  'other',
] as const
export type Category = (typeof CATEGORIES)[number]

export const URGENCIES = ['emergency', 'urgent', 'normal'] as const
export type Urgency = (typeof URGENCIES)[number]

export const ACTIONS = ['ignore', 'answer', 'ask', 'lead', 'open', 'append', 'command'] as const
export type Action = (typeof ACTIONS)[number]

export const COMMANDS = [
  'accept',
  'resolve',
  'transfer',
  'escalate',
  'reject',
  'note',
  'extend',
  'suspend',
  'urge',
  'withdraw',
  'confirm',
  'reopen',
  'rate',
  'status',
  'my_tickets',
  'help',
  'me_too',
  'duty',
  'digest_now',
  // set-up and triage, for staff and admins
  'open_lead',
  'drop_lead',
  'bind_group',
  'bind_me',
  'set_mode',
  'close',
  'merge',
  'resume',
  'announce_outage',
  'login',
  'publish',
  // taken on, parted, looked at, asked about afterwards
  'complex',
  'split',
  'unmerge',
  'ask_verify',
  'verify',
  'call_back',
  'call_backs',
  // many hands and the joint meeting
  'lead',
  'support',
  'part_accept',
  'part_done',
  'part_cancel',
  'to_meeting',
  'agenda',
  'call_meeting',
  'minutes',
  'end_meeting',
  // the roster, and who is there
  'swap_shift',
  'answer_swap',
  'set_shift',
  'away',
  'back',
  // people and what is kept of them
  'erase_me',
  'erase_pictures',
  'judge_erasure',
  'redact',
  'block',
  'unblock',
  'blocks',
] as const
export type CommandName = (typeof COMMANDS)[number]

/** Where, canonical: building "128" (digits and letters only; a list when two are named), floor "-1" for B1. */
export interface Location {
  estate?: string
  building?: string | string[]
  unit?: string
  floor?: string
  room?: string
  /** The shortest place phrase as said: 南门, 东侧绿化带, 地下车库. */
  spot?: string
}

export interface Item {
  category: Category
  location?: Location
  urgency?: Urgency
}

export interface Command {
  name: CommandName
  /** The ticket's number, where one is typed or stands in the quoted card. */
  ticket?: number
  /**
   * What else was typed, by name. Known keys: `note` (free words), `to` (transfer target as typed), `reason`, `by` (time as typed),
   * `stars` ("1"…"5"), `satisfied` ("yes" | "mostly" | "no"), `lead` (number of a lead), `building` (as typed, bind_group), `code` (bind_me),
   * `mode` (auto | suggest | explicit), `as` (close: solved | not_ours | cannot), `into` (merge: number of the ticket kept), `way` (accept: at_once | by_date),
   * `complex` (yes | no), `public` (publish: yes | no), `fixed` (verify: yes | no), `until` (announce_outage),
   * `part` (number of a part of many hands), `place` (call_meeting), `who` (block), `request` and `verdict` (judge_erasure).
   */
  args: Record<string, string>
}

export type Role = 'resident' | 'property' | 'community' | 'other'
export type MessageKind = 'text' | 'image' | 'voice' | 'video' | 'file' | 'link' | 'sticker' | 'location' | 'card' | 'system' | 'recall'

/** What one message means by itself, before the group's memory. */
export interface Reading {
  intent: Intent
  followup?: Followup
  category?: Category
  location?: Location
  urgency?: Urgency
  /** One entry per problem; two different problems carry two. Empty unless report, consult or suggest. */
  items: Item[]
  /** Probability, calibrated, that `intent` is right (0–1). */
  confidence: number
  /** Probability that a ticket should be opened for this message. */
  reportProbability: number
  command?: Command
  /** What is wrong in a few of the message's own words, for the ticket's title: 楼道堆物, 井盖翘起. */
  summary?: string
  /** The clean, simplified text that was read: no quote, no mentions. */
  text: string
  /** An explicit prefix (报修：, report:, …) or an @bot asked for a ticket in so many words. */
  explicit: boolean
}

export interface ReadContext {
  role?: Role
  /** Building the group belongs to, when it belongs to one. */
  roomBuilding?: string
  /** Text that this message quotes (without the reply). */
  quoted?: string
  /** Names of the buildings of the group's grid, for resolving; undefined = unknown. */
  knownBuildings?: readonly string[]
  /** The bot was mentioned. */
  mentionsBot?: boolean
  kind?: MessageKind
  /** Clean texts of the same sender's messages of the last minutes, oldest first. */
  before?: readonly string[]
}

/** A message as the group's memory keeps it. Times are milliseconds since the epoch. */
export interface Heard {
  id: string
  senderId: string
  senderName: string
  role: Role
  kind: MessageKind
  /** As it arrived, quote marks and all (the reader splits them off). */
  text: string
  at: number
  quote?: { name: string; text: string }
  mentionsBot?: boolean
}

/** A matter of the group that a message may belong to: open ones and those closed in the last days. */
export interface Matter {
  id: string
  /** Absent for a consult or suggestion that got no number. */
  number?: number
  intent: 'report' | 'consult' | 'suggest'
  category?: Category
  location?: Location
  /** The words that were said about it so far, the first report first. */
  texts: readonly string[]
  reporterId: string
  /** Everybody who reported or followed. */
  peopleIds: readonly string[]
  /** `open`: nobody has said it is solved; `resolved`: staff or a resident said so; `closed`. */
  state: 'open' | 'resolved' | 'closed'
  openedAt: number
  lastAt: number
  /** The bot waits for the place of this matter. */
  askedPlace?: boolean
  /** Only a lead so far: no ticket; a second voice may turn it into one. */
  lead?: boolean
}

/** What the reader remembers of the group when a message arrives. Newest last. */
export interface GroupMemory {
  roomBuilding?: string
  knownBuildings?: readonly string[]
  /** The last messages before this one (some 30, or half an hour), with what they were taken for. */
  recent: readonly (Heard & { reading?: Reading; matterId?: string })[]
  matters: readonly Matter[]
}

export type Mode = 'auto' | 'suggest' | 'explicit'

/** What to do about a message, after the group's memory. */
export interface Conclusion {
  reading: Reading
  action: Action
  /** The matter the message belongs to, for `append` and for a command on a quoted or meant matter. */
  matterId?: string
  /** Earlier messages of the same sender that belong to this new report (opening fragments, pictures just before). */
  pieces: readonly string[]
}
