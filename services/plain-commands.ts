/** Commands that are about no ticket: help, duty, lists, leads, set-up. */
import { mayGivePlain, ofOffice } from '../core/command-rights.ts'
import { calledName, findBuilding, type Group, isStaff } from '../core/community.ts'
import { CodedError } from '../core/errors.ts'
import { openParts } from '../core/parts.ts'
import { phaseOf } from '../core/ticket.ts'
import type { Category, Command, CommandName, Mode } from '../core/understanding/terms.ts'
import { readTime } from '../core/when.ts'
import type { Tx } from '../db/open.ts'
import type { Asked } from './asked.ts'
import { bindGroup, redeemCode, setMode } from './binding.ts'
import { sayCallBacks } from './call-backs.ts'
import type { DeskContext } from './context.ts'
import { digestLine, dispatchPart } from './digest-lines.ts'
import { sayDigestNow } from './digests.ts'
import { sayHelp } from './help.ts'
import type { Arrival, Outcome } from './intake.ts'
import { judgeLead } from './leads.ts'
import { type Voice, voiceFor } from './lines.ts'
import { LINK_VALID, linkAddress, makeLink } from './login-links.ts'
import { MEETING_COMMANDS } from './meeting-commands.ts'
import { buildingsIn } from './named-buildings.ts'
import { languageOfPerson } from './opening.ts'
import { announceOutage } from './outages.ts'
import { PRIVACY_COMMANDS } from './privacy/commands.ts'
import { sayReportNow } from './reports.ts'
import { ROSTER_COMMANDS } from './roster-commands.ts'
import { mattersOfPerson, openTicketsOf, ticketsWithParts } from './ticket-rows.ts'
import { nameThere, reply } from './where-asked.ts'

const LISTED = 8
const DONE: Outcome = { action: 'command', opened: [] }

/** @throws CodedError NOT_ENTITLED and what the command itself needs */
export async function plainCommand(cx: DeskContext, tx: Tx, arrival: Arrival, command: Command): Promise<Outcome> {
  const voice = voiceFor(arrival.directory, languageOfPerson(arrival), cx.now())
  const p: Asked = { cx, tx, arrival, command, voice }
  if (mayGivePlain(arrival.directory, arrival.person, command.name) === false) throw notEntitled(command)
  const run = RUN[command.name]
  return run ? ((await run(p)) ?? DONE) : { action: 'ignore', opened: [] }
}

const notEntitled = (command: Command): CodedError =>
  new CodedError('NOT_ENTITLED', `${command.name} is not for this person`, { command: command.name })

const RUN: Partial<Record<CommandName, (p: Asked) => Promise<Outcome | undefined>>> = {
  ...MEETING_COMMANDS,
  ...ROSTER_COMMANDS,
  ...PRIVACY_COMMANDS,
  async help({ cx, tx, arrival, command, voice }) {
    await sayHelp(cx, tx, arrival, command, voice)
    return undefined
  },
  async login({ cx, tx, arrival, voice }) {
    const { directory, person, roomId } = arrival
    if (roomId !== null) {
      await reply(cx, tx, arrival, voice.phrases.loginDirectly({ to: nameThere(arrival) }))
      return undefined
    }
    const secret = await makeLink(cx, tx, { communityId: directory.id, personId: person.id, origin: 'chat' })
    const link = linkAddress(cx.publicUrl(), secret)
    await reply(cx, tx, arrival, voice.phrases.loginLink({ link, minutes: LINK_VALID.chatMinutes }))
    return undefined
  },
  async my_tickets({ cx, tx, arrival, voice }) {
    if (!isStaff(arrival.person.role)) return reported(cx, tx, arrival, voice)
    const { directory, person } = arrival
    const tickets = await openTicketsOf(cx, tx, directory.id, { assigneeId: person.id })
    const parts = (await ticketsWithParts(cx, tx, directory.id)).flatMap((ticket) =>
      openParts(ticket)
        .filter((part) => part.assigneeId === person.id)
        .map((part) => dispatchPart(directory, voice, ticket, part, cx.now())),
    )
    const lines = [...tickets.map((t) => digestLine(voice, t)), ...parts]
    await reply(cx, tx, arrival, voice.phrases.myTickets({ lines: lines.slice(0, LISTED), more: Math.max(0, lines.length - LISTED) }))
    return undefined
  },
  async call_backs({ cx, tx, arrival }) {
    await sayCallBacks(cx, tx, arrival)
    return undefined
  },
  async open_lead(p) {
    return judge(p, true)
  },
  async drop_lead(p) {
    return judge(p, false)
  },
  async bind_me({ cx, tx, arrival, command, voice }) {
    const person = await redeemCode(cx, tx, arrival, command.args.code ?? '')
    await reply(cx, tx, { ...arrival, person }, voice.phrases.boundMe({ name: calledName(person) }))
    return undefined
  },
  async bind_group(p) {
    const { cx, tx, arrival, command, voice } = p
    const { group, buildings } = await bindGroup(cx, tx, arrival, command.args.building ?? command.args.note ?? '')
    await reply(cx, tx, arrival, voice.phrases.bound({ group: group.name, places: placesOf(p, group, buildings) }))
    return undefined
  },
  async set_mode({ cx, tx, arrival, command, voice }) {
    await setMode(cx, tx, arrival, (command.args.mode ?? 'auto') as Mode)
    await reply(cx, tx, arrival, voice.phrases.modeSet({ mode: command.args.mode ?? 'auto' }))
    return undefined
  },
  async digest_now({ cx, tx, arrival, command, voice }) {
    const { period } = command.args
    if (period === 'week' || period === 'month') {
      // Of the whole community; the head of a unit has the day's sheet.
      if (!ofOffice(arrival.directory, arrival.person)) throw notEntitled(command)
      await sayReportNow(cx, tx, arrival, period)
      return undefined
    }
    const said = await sayDigestNow(cx, tx, arrival)
    if (!said) await reply(cx, tx, arrival, voice.phrases.digestSent({ groups: 0 }))
    return undefined
  },
  async announce_outage(p) {
    const { cx, tx, arrival, command, voice } = p
    const { directory, message, person } = arrival
    const named = buildingsIn(message.text)
    const buildings = expandRange(named, message.text)
      .map((name) => findBuilding(directory.buildings, name))
      .filter((b) => b !== undefined)
    if (buildings.length === 0)
      throw new CodedError('BUILDING_UNKNOWN', 'no known building was named', { candidates: directory.buildings.slice(0, 8).map((b) => b.name) })
    const said = command.args.until ?? message.text
    const until = readTime(said, message.at, directory.timezone)
    if (until === undefined) throw new CodedError('TIME_UNREADABLE', `no time could be read in "${said}"`)
    const groups = await announceOutage(cx, tx, directory, {
      category: outageCategory(message.text),
      buildings,
      reason: command.args.reason ?? command.args.note ?? '',
      until,
      by: person,
    })
    await reply(cx, tx, arrival, voice.phrases.outageTold({ groups, until: voice.when(until) }))
    return undefined
  },
}

/** A resident's own matters: what they reported that is not closed yet. */
async function reported(cx: DeskContext, tx: Tx, arrival: Arrival, voice: Voice): Promise<undefined> {
  const { directory, person, roomId } = arrival
  const theirs = (await mattersOfPerson(cx, tx, directory.id, person.id)).filter(
    // What was told directly is not spread out in a group.
    (t) => t.reporterId === person.id && phaseOf(t.status) !== 'closed' && (roomId === null || t.roomId !== null),
  )
  const lines = theirs.slice(0, LISTED).map((ticket) => voice.status(ticket))
  await reply(cx, tx, arrival, voice.phrases.statusTo({ to: nameThere(arrival), lines }))
}

async function judge({ cx, tx, arrival, command, voice }: Asked, open: boolean): Promise<Outcome> {
  const number = Number(command.args.lead)
  const ticket = await judgeLead(cx, tx, arrival.directory, number, open)
  await reply(cx, tx, arrival, voice.phrases.leadDone({ number, ticket }))
  return { action: 'command', opened: ticket === null ? [] : [ticket] }
}

function placesOf({ arrival, voice }: Asked, group: Group, buildings: readonly string[]): string {
  if (buildings.length > 0) return buildings.map((name) => voice.phrases.building(name)).join(voice.phrases.separator)
  return arrival.directory.grids.find((g) => g.id === group.gridId)?.name ?? group.name
}

/** 128-130号楼: all the buildings from the first to the last. */
function expandRange(names: readonly string[], text: string): string[] {
  const range = /(\d{1,4})\s*(?:号楼|栋|幢)?\s*[-–—~到至]\s*(\d{1,4})\s*(?:号楼|栋|幢|号)/.exec(text.normalize('NFKC'))
  if (!range) return [...names]
  const [from, to] = [Number(range[1]), Number(range[2])]
  if (!(from < to) || to - from > 60) return [...names]
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i))
}

const OUTAGE_OF: [RegExp, Category][] = [
  [/停水|断水|water/i, 'water'],
  [/停电|断电|power/i, 'power'],
  [/停气|断气|gas/i, 'gas'],
  [/停暖|停热|heat/i, 'heating'],
  [/电梯|停梯|lift/i, 'elevator'],
]
const outageCategory = (text: string): Category => OUTAGE_OF.find(([words]) => words.test(text))?.[1] ?? 'water'
