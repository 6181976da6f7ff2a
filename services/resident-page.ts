/**
 * A ticket's page for residents 居民事项页: what its holder may know of it, and what they may do. Every deed goes the way of a word in the chat: the same
 * `decide`, the same words to the same people.
 */
import { createHash } from 'node:crypto'
import { calledName, type Directory, isStaff, type Language, type Person } from '../core/community.ts'
import { discreet, isDiscreet } from '../core/discretion.ts'
import { CodedError } from '../core/errors.ts'
import { timelineSentence, wordsOf } from '../core/phrases/timeline.ts'
import { phaseOf, SATISFACTIONS, type Satisfaction, type Ticket, type TicketCommand, type TicketEvent } from '../core/ticket.ts'
import { claimWrite, settleWrite } from './answered-writes.ts'
import type { DeskContext } from './context.ts'
import type { StoredFile } from './files.ts'
import { actsOn, tellOf } from './ledger/acts.ts'
import { type TimedAttachment, ticketWhole } from './ledger/page.ts'
import { addPicture, WEB_ACCOUNT, webMessageId } from './ledger/pictures.ts'
import { staffMember, type Voice, voiceFor } from './lines.ts'
import { maskedName, publicWords } from './masking.ts'
import { DRAWN_IN_CARDS } from './pair-card.ts'
import type { LinkHolder } from './ticket-links.ts'
import { ticketByNumber } from './ticket-rows.ts'
import { act } from './tickets.ts'

export const PAGE_ACTS = ['confirm', 'reopen', 'rate', 'add_detail', 'urge', 'withdraw'] as const
export type PageAct = (typeof PAGE_ACTS)[number]
/** Letters of what is said on the page. */
export const PAGE_WORDS = { most: 500 }

export interface PageEvent {
  at: number
  who: string
  text: string
  words: string
}

export interface ResidentPage {
  number: number
  title: string
  place: string
  status: Ticket['status']
  confirmed: boolean
  solvedBy: Ticket['solvedBy']
  category: string
  /** Who answers for it: unit and person. */
  holder: string
  /** By when it is to be done, and when somebody said to come, in words; empty once nothing is due. */
  due: string
  promised: string
  late: string
  openedAt: string
  homes: number
  satisfaction: Satisfaction | null
  timeline: PageEvent[]
  /** Content hashes. */
  before: string[]
  after: string[]
  acts: PageAct[]
}

/** `own`: everything of one's own report; `group`: what its group may know; `kind`: no more than what kind of matter it is, and how it stands. */
type Knows = 'own' | 'group' | 'kind'

function knows({ ticket, person }: LinkHolder): Knows {
  if (person && person.id === ticket.reporterId) return 'own'
  return ticket.roomId === null || isDiscreet(ticket) ? 'kind' : 'group'
}

/** Between staff, or about the record itself. */
const UNTOLD: ReadonlySet<TicketEvent['type']> = new Set([
  'noted',
  'sent_back',
  'part_added',
  'part_accepted',
  'part_done',
  'part_cancelled',
  'clocks_set',
  'moved',
  'redacted',
  'parted',
  'anonymised',
])

export async function residentPage(cx: DeskContext, holder: LinkHolder, language: Language): Promise<ResidentPage> {
  const { directory, person } = holder
  const level = knows(holder)
  const voice = voiceFor(directory, language, cx.now())
  const ticket = known(holder.ticket, level, voice)
  const whole = await ticketWhole(cx, directory, holder.ticket)
  const pictures = shownPictures(whole.attachments, level)
  const staff = staffMember(directory, ticket.assigneeId)
  const unit = directory.organisations.find(({ id }) => id === ticket.orgId)?.name ?? ''
  const going = phaseOf(ticket.status) === 'open' && ticket.status !== 'suspended'
  return {
    ...{ number: ticket.number, title: ticket.title, status: ticket.status, confirmed: ticket.confirmed, solvedBy: ticket.solvedBy },
    place: voice.place(ticket),
    category: voice.phrases.category(ticket.category),
    holder: unit + (staff ? calledName(staff).replace(unit, '') : ''),
    due: going ? voice.by(ticket.resolveBy) : '',
    promised: going && ticket.promisedAt !== null ? voice.when(ticket.promisedAt) : '',
    late: voice.overdue(ticket),
    openedAt: voice.when(ticket.openedAt),
    homes: 1 + ticket.followers.length,
    satisfaction: level === 'own' ? ticket.satisfaction : null,
    timeline: whole.events
      .filter(({ event }) => !UNTOLD.has(event.type))
      .map(({ at, actorId, event }) => told({ directory, ticket, person, level, voice, names: whole.names }, at, actorId, event)),
    before: pictures.filter(({ purpose }) => purpose === 'report').map(({ hash }) => hash ?? ''),
    after: pictures.filter(({ purpose }) => purpose === 'proof').map(({ hash }) => hash ?? ''),
    acts: person ? actsFor(ticket.status, actsOn(cx, directory, holder.ticket, person)) : [],
  }
}

/** While it goes on, one adds to it; once it is said to be done, one says whether it is. */
const actsFor = (status: Ticket['status'], may: readonly string[]): PageAct[] => {
  const first: readonly PageAct[] = phaseOf(status) === 'open' ? ['add_detail', 'urge', 'confirm'] : []
  return [...new Set<PageAct>([...first, ...PAGE_ACTS])].filter((name) => may.includes(name))
}

/** The ticket with what this holder may know of its title and place. */
function known(ticket: Ticket, level: Knows, voice: Voice): Ticket {
  if (level === 'own') return ticket
  if (level === 'kind') return discreet(ticket, voice.phrases.category(ticket.category))
  const { room: _room, floor: _floor, spot, ...place } = ticket.place
  return { ...ticket, title: publicWords(ticket.title), place: { ...place, ...(spot === undefined ? {} : { spot: publicWords(spot) }) } }
}

/** The group saw what was sent there, and the proof; what somebody put up on their own page it did not see. */
const shownPictures = (pictures: readonly TimedAttachment[], level: Knows): TimedAttachment[] =>
  pictures.filter(
    ({ mime, account, purpose }) =>
      DRAWN_IN_CARDS.has(mime ?? '') && (level === 'own' || (level === 'group' && (account !== WEB_ACCOUNT || purpose === 'proof'))),
  )

interface Telling {
  directory: Directory
  ticket: Ticket
  person: Person | null
  level: Knows
  voice: Voice
  names: ReadonlyMap<string, string>
}

function told({ directory, ticket, person, level, voice, names }: Telling, at: number, actorId: string | null, event: TicketEvent): PageEvent {
  const { language } = voice
  const actor = staffMember(directory, actorId)
  const staff = actor !== undefined && isStaff(actor.role)
  const name = (id: string | null): string => names.get(id ?? '') ?? ''
  const own = actorId !== null && actorId === person?.id
  const who = actorId === null ? '' : staff || own ? name(actorId) : maskedName(name(actorId))
  const holderOf = (orgId: string | null, personId: string | null): string => {
    const member = staffMember(directory, personId)
    const unit = directory.organisations.find(({ id }) => id === orgId)?.name ?? ''
    return unit + (member ? calledName(member).replace(unit, '') : '')
  }
  const about = event.type === 'opened' ? event.ticket : event.type === 'assigned' ? event : undefined
  const sentence = timelineSentence(
    event,
    { actor: who, holder: about ? holderOf(about.orgId, about.assigneeId) : '', when: voice.when, place: voice.place(ticket) },
    language,
  )
  const words = own || (staff && level !== 'kind') ? wordsOf(event) : ''
  const plain = (text: string): string => (level === 'own' ? text : publicWords(text))
  // What it is called now may be more than this holder may know.
  const text = event.type === 'recategorised' && level !== 'own' ? ticket.title : plain(sentence)
  return { at, who, text: level === 'kind' && event.type === 'split' ? '' : text, words: plain(words) }
}

/** May this picture be looked at through this link? */
export async function holdsPicture(cx: DeskContext, holder: LinkHolder, hash: string): Promise<boolean> {
  const { attachments } = await ticketWhole(cx, holder.directory, holder.ticket)
  return shownPictures(attachments, knows(holder)).some((picture) => picture.hash === hash)
}

export interface PageDeed {
  act: PageAct
  words: string
  satisfied: string
  picture?: { name: string; file: StoredFile }
  /** The number of the form, used once. */
  once: string
}

/** The same form with the same in it. Whoever goes back and writes something else means something else. */
const onceKey = ({ once, act: name, words, satisfied, picture }: PageDeed): string =>
  createHash('sha256')
    .update(JSON.stringify([once, name, words, satisfied, picture?.file.hash]))
    .digest('base64url')

const STARS: Record<Satisfaction, number> = { yes: 5, mostly: 4, no: 2 }

function commandOf(cx: DeskContext, { act: name, words, satisfied }: PageDeed): TicketCommand {
  switch (name) {
    case 'confirm':
    case 'reopen':
    case 'urge':
      return { type: name, words }
    case 'withdraw':
      return { type: name, reason: words }
    case 'add_detail':
      return { type: name, words, pictures: 0, messageId: webMessageId(cx) }
    case 'rate': {
      const said = SATISFACTIONS.find((one) => one === satisfied)
      if (!said) throw new CodedError('REQUEST_INVALID', 'Choose one of the three.')
      return { type: name, stars: STARS[said], satisfied: said }
    }
  }
}

/**
 * One deed of a link's holder, told in the chat; sent twice, it is done once.
 * @throws CodedError NOT_ENTITLED, WORDS_MISSING and what `decide` says
 */
export async function actOnPage(cx: DeskContext, { directory, ticket: { number }, person }: LinkHolder, deed: PageDeed): Promise<void> {
  if (!person) throw new CodedError('NOT_ENTITLED', 'The group’s link shows and does nothing.', { number })
  const communityId = directory.id
  if (deed.act === 'add_detail' && deed.words === '' && !deed.picture)
    throw new CodedError('WORDS_MISSING', `nothing was added to #${number}`, { number, command: 'add_detail' })
  const write = { communityId, personId: person.id, key: `page:${onceKey(deed)}` }
  if (await claimWrite(cx, write, deed.act)) return
  try {
    if (deed.picture) {
      const { name, file } = deed.picture
      await addPicture(cx, communityId, { number, actor: person, purpose: 'report', name, file, words: deed.words }, () => true)
    } else tellOf(cx, communityId, await said(cx, communityId, number, person, commandOf(cx, deed)))
  } catch (error) {
    await settleWrite(cx, write, undefined)
    throw error
  }
  await settleWrite(cx, write, { status: 303, contentType: null, body: null })
}

const said = (cx: DeskContext, communityId: string, number: number, actor: Person, command: TicketCommand): Promise<Ticket> =>
  cx.db.transact(async (tx) => {
    const directory = await cx.directories.get(tx, communityId)
    const ticket = await ticketByNumber(cx, tx, communityId, number)
    if (!ticket) throw new CodedError('TICKET_UNKNOWN', `There is no ticket #${number}.`, { number })
    return act(cx, tx, directory, { ticket, command, actor, roomId: null })
  })
