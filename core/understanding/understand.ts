/** What to do about a message, after the group's memory. */
import { isAnotherMatter } from './another-matter.ts'
import { withBarePlace } from './bare-place.ts'
import { best } from './best.ts'
import { namesOutage, plainComplaint } from './knowledge/plain.ts'
import { HAND_WEIGHTS, LINK_FEATURES, type Link, rankMatters } from './link.ts'
import type { Limits, Model, Thresholds } from './model/model.ts'
import { talkFeatures } from './model/talk-features.ts'
import { assemble, type Read, readFully, readWithin } from './read.ts'
import { HAND_REPEAT, isRepeat } from './repeat.ts'
import {
  type Action,
  CATEGORIES,
  type Conclusion,
  FOLLOWUPS,
  type Followup,
  type GroupMemory,
  type Heard,
  INTENTS,
  type Matter,
  type Mode,
  type ReadContext,
  type Reading,
} from './terms.ts'
import { readEnding, readVoice } from './voices.ts'

const MINUTE = 60_000
const REPORT = INTENTS.indexOf('report')
const FOLLOWUP = INTENTS.indexOf('followup')
/** A picture belongs to the sender's matter within these minutes; a fragment is continued within the same time. */
const PIECE_MINUTES = 2.5
const SAME_MATTER_HOURS = 24
/** Chosen on held-out chats, see docs/understanding.md. */
export const THRESHOLDS: Thresholds = {
  alone: { open: 0.93, lead: 0.7, emergency: 0.7, answer: 0.6 },
  within: { open: 0.85, lead: 0.25, emergency: 0.4, answer: 0.5 },
  link: -2,
}

const MEDIA: ReadonlySet<string> = new Set(['image', 'voice', 'video', 'file', 'location'])
const isStaff = (heard: Heard): boolean => heard.role === 'property' || heard.role === 'community'

export function contextOf(heard: Heard, memory: GroupMemory): ReadContext {
  const before = memory.recent
    .filter((one) => one.senderId === heard.senderId && heard.at - one.at < 5 * MINUTE && one.reading)
    .map((one) => one.reading?.text ?? '')
  return {
    role: heard.role,
    roomBuilding: memory.roomBuilding,
    knownBuildings: memory.knownBuildings,
    mentionsBot: heard.mentionsBot,
    kind: heard.kind,
    quoted: heard.quote?.text,
    before,
  }
}

/** Words and pictures just before, by the same sender, that no matter claimed. */
function findPieces(heard: Heard, memory: GroupMemory): string[] {
  return memory.recent
    .filter((one) => one.senderId === heard.senderId && !one.matterId && heard.at - one.at <= PIECE_MINUTES * MINUTE)
    .filter((one) => MEDIA.has(one.kind) || (one.reading?.intent === 'none' && one.reading.text.length > 0))
    .map((one) => one.id)
    .slice(-4)
}

function withIntent(read: Read, followup: Followup): Reading {
  const reading = assemble(read.prepared, read.scores, 'followup')
  const { intent } = read.scores
  const confidence = read.sums ? Math.max(reading.confidence, 0.8 * ((intent[REPORT] ?? 0) + (intent[FOLLOWUP] ?? 0))) : 0.8
  return { ...reading, followup, confidence }
}

/** A picture or voice right after the sender's own words on a matter. */
function attachMedia(heard: Heard, read: Read, memory: GroupMemory): Conclusion | undefined {
  const own = memory.recent.filter((one) => one.senderId === heard.senderId).at(-1)
  const matter = own?.matterId && memory.matters.find((one) => one.id === own.matterId)
  if (!own || !matter || heard.at - own.at > PIECE_MINUTES * MINUTE || own.reading?.followup === 'fixed') return undefined
  return { reading: withIntent(read, 'detail'), action: 'append', matterId: matter.id, pieces: [] }
}

/** The likeliest matter of the last day that this report could tell again. */
export function repeatCandidate(heard: Heard, read: Read, links: readonly Link[]): Link | undefined {
  return links.find(
    ({ matter }) =>
      matter.intent === 'report' &&
      matter.state !== 'closed' &&
      matter.category === read.reading.category &&
      heard.at - matter.lastAt <= SAME_MATTER_HOURS * 60 * MINUTE,
  )
}

const repeatKind = (heard: Heard, matter: Matter): Followup =>
  matter.state === 'resolved'
    ? 'not_fixed'
    : matter.reporterId === heard.senderId
      ? heard.at - matter.openedAt > 3 * 60 * MINUTE
        ? 'urge'
        : 'detail'
      : 'me_too'

function tellAgain(heard: Heard, read: Read, matter: Matter, memory: GroupMemory): Conclusion {
  return { reading: withIntent(read, repeatKind(heard, matter)), action: 'append', matterId: matter.id, pieces: findPieces(heard, memory) }
}

const limitsFor = ({ recent, matters }: GroupMemory, limits: Thresholds): Limits =>
  recent.length > 0 || matters.length > 0 ? limits.within : limits.alone

/** A resident says in plain words, here and now, what is broken: less certainty is enough for a ticket. */
const PLAIN_OPEN = 0.55

function isPlain(heard: Heard, { prepared, scores }: Read): boolean {
  if (heard.role !== 'resident' || prepared.quoted !== undefined || prepared.forwarded) return false
  const category = CATEGORIES[best(scores.category)] ?? 'other'
  return plainComplaint(prepared.lower, prepared.known).includes(category)
}

function decideReport(heard: Heard, read: Read, memory: GroupMemory, mode: Mode, limits: Thresholds): Conclusion {
  const { reading } = read
  const pieces = findPieces(heard, memory)
  if (reading.explicit || heard.mentionsBot) return { reading, action: 'open', pieces }
  if (mode === 'explicit') return { reading, action: 'ignore', pieces: [] }
  const { open, lead, emergency } = limitsFor(memory, limits)
  const plain = isPlain(heard, read) ? Math.min(open, PLAIN_OPEN) : open
  const enough = reading.urgency === 'emergency' ? Math.min(emergency, plain) : plain
  const sure = reading.reportProbability >= enough
  const action: Action = sure
    ? mode === 'auto' || reading.urgency === 'emergency'
      ? 'open'
      : 'lead'
    : reading.reportProbability >= lead
      ? 'lead'
      : 'ignore'
  return { reading, action, pieces: action === 'ignore' ? [] : pieces }
}

function decideQuestion(heard: Heard, { reading }: Read, memory: GroupMemory, mode: Mode, limits: Thresholds): Conclusion {
  const called = reading.explicit || heard.mentionsBot === true
  const sure = mode !== 'explicit' && reading.confidence >= limitsFor(memory, limits).answer
  return called || sure ? { reading, action: 'answer', pieces: findPieces(heard, memory) } : { reading, action: 'ignore', pieces: [] }
}

function decideFollowup(heard: Heard, read: Read, links: readonly Link[], memory: GroupMemory, mode: Mode, limits: Thresholds): Conclusion {
  const link = links[0]
  if (link && link.score > limits.link && !isStaff(heard) && !heard.quote && isAnotherMatter(read, link))
    return decideReport(heard, { ...read, reading: assemble(read.prepared, read.scores, 'report') }, memory, mode, limits)
  if (link && link.score > limits.link)
    return { reading: withBarePlace(read.reading, link.matter), action: 'append', matterId: link.matter.id, pieces: [] }
  const plain = read.scores.open >= PLAIN_OPEN && isPlain(heard, read)
  if (plain || (!isStaff(heard) && !heard.quote && read.scores.open >= limits.within.lead && read.prepared.danger === 2))
    return decideReport(heard, { ...read, reading: assemble(read.prepared, read.scores, 'report') }, memory, mode, limits)
  const lead = read.scores.open >= limitsFor(memory, limits).lead && mode !== 'explicit' && !isStaff(heard)
  return { reading: read.reading, action: lead ? 'lead' : 'ignore', pieces: [] }
}

const at = (name: (typeof LINK_FEATURES)[number]): number => LINK_FEATURES.indexOf(name)
const QUOTED = at('quoted')
const IS_REPORTER = at('isReporter')
const WITHIN_3 = at('within3')
const OWN_LATEST = at('ownLatest')
const WITHIN_15 = at('within15')
const PREVIOUS = at('previousBelongs')
const ADDING: ReadonlySet<Followup> = new Set<Followup>(['me_too', 'detail', 'urge'])

/** Quoting a matter, or going on within minutes about what one has reported, is seldom small talk: less doubt is enough. */
const LEANING = 0.3

/** Where the talk is about a fresh matter and the words fit it well, a neighbour's word adds to it; to end it takes more. */
const FITTING = 3

function continues({ scores }: Read, { features, score, matter }: Link): boolean {
  const adds = ADDING.has(FOLLOWUPS[best(scores.followup)] ?? 'detail')
  return adds && score > FITTING && matter.state === 'open' && matter.intent === 'report' && features[WITHIN_15] === 1 && features[PREVIOUS] === 1
}

function leans(read: Read, links: readonly Link[]): boolean {
  const first = links[0]
  if (read.reading.intent !== 'none' || !first || (read.scores.intent[FOLLOWUP] ?? 0) < LEANING) return false
  const { features } = first
  if (continues(read, first)) return true
  return features[QUOTED] === 1 || (features[IS_REPORTER] === 1 && features[WITHIN_3] === 1 && features[OWN_LATEST] === 1)
}

/** 停电了？ said by a resident is a report, however short, unless the group speaks of that outage already. */
function asOutage(heard: Heard, read: Read): Read {
  const { intent } = read.reading
  if (heard.role !== 'resident' || heard.quote || read.prepared.quoted || (intent !== 'none' && intent !== 'consult')) return read
  if (!namesOutage(read.prepared.lower)) return read
  const reading = assemble(read.prepared, read.scores, 'report')
  return { ...read, reading: { ...reading, reportProbability: Math.max(reading.reportProbability, PLAIN_OPEN) } }
}

function hearVoice(heard: Heard, read: Read, links: readonly Link[]): Conclusion | undefined {
  const { intent } = read.reading
  if (intent !== 'none' && intent !== 'followup' && intent !== 'praise') return undefined
  const ending = readEnding(heard, read, links)
  const found = ending ? { link: ending, followup: 'fixed' as const } : intent === 'praise' ? undefined : readVoice(heard, read, links)
  return found && { reading: withIntent(read, found.followup), action: 'append', matterId: found.link.matter.id, pieces: [] }
}

export interface Heeded {
  read: Read
  /** The group's matters, the likeliest first. */
  links: readonly Link[]
  context: ReadContext
}

/** The reading with all that the group's talk adds to it, before anything is decided. */
export function listen(heard: Heard, memory: GroupMemory, model?: Model): Heeded & { talk: readonly number[] } {
  const context = contextOf(heard, memory)
  const alone = readFully(heard.text, context, model)
  const links = rankMatters(heard, alone, memory, model?.link ?? HAND_WEIGHTS, model?.meanings)
  const talk = alone.sums ? talkFeatures(heard, memory, links, alone.scores.category) : []
  return { read: model ? readWithin(alone, talk, context, model) : alone, links, context, talk }
}

export function understand(heard: Heard, memory: GroupMemory, options: { mode: Mode }, model?: Model): Conclusion {
  const { read: heeded, links } = listen(heard, memory, model)
  const read = asOutage(heard, heeded)
  const { reading } = read
  const limits = model?.thresholds ?? THRESHOLDS
  if (MEDIA.has(heard.kind) && reading.text === '') return attachMedia(heard, read, memory) ?? { reading, action: 'ignore', pieces: [] }
  if (reading.intent === 'command') {
    const number = reading.command?.ticket
    const matter = memory.matters.find((one) => number !== undefined && one.number === number)
    return { reading, action: 'command', matterId: matter?.id, pieces: [] }
  }
  if (isStaff(heard) && !reading.explicit)
    return {
      reading: reading.intent === 'none' ? reading : { ...assemble(read.prepared, read.scores, 'none'), confidence: 0.95 },
      action: 'ignore',
      pieces: [],
    }
  const voice = reading.explicit ? undefined : hearVoice(heard, read, links)
  if (voice) return voice
  if (leans(read, links))
    return decideFollowup(heard, { ...read, reading: assemble(read.prepared, read.scores, 'followup') }, links, memory, options.mode, limits)
  if (reading.intent === 'followup') return decideFollowup(heard, read, links, memory, options.mode, limits)
  if (reading.intent === 'report') {
    const candidate = repeatCandidate(heard, read, links)
    if (candidate && !reading.explicit && isRepeat(read, candidate, model?.repeat ?? HAND_REPEAT))
      return tellAgain(heard, read, candidate.matter, memory)
    return decideReport(heard, read, memory, options.mode, limits)
  }
  if (reading.intent === 'consult' || reading.intent === 'suggest') return decideQuestion(heard, read, memory, options.mode, limits)
  return { reading, action: 'ignore', pieces: [] }
}
