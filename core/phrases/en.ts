/** What the bot says in English: short and concrete, like a friendly duty clerk. */
import { CATEGORY_FACTS } from '../categories.ts'
import type { DispatchSection } from '../dispatch.ts'
import type { TicketStatus } from '../ticket.ts'
import type { CommandName } from '../understanding/terms.ts'
import { handsEn } from './en-hands.ts'
import { helpEn } from './en-help.ts'
import { lifeEn } from './en-life.ts'
import { privacyEn } from './en-privacy.ts'
import { reportsEn } from './en-reports.ts'
import { rosterEn } from './en-roster.ts'
import { STATE_LABELS, TAKING_LABELS } from './labels.ts'
import type { Danger, DigestLine, Phrases, TicketLine } from './phrases.ts'

/** Said to the people it concerns, two states need more words. */
const STATUS: Record<TicketStatus, string> = { ...STATE_LABELS.en, open: 'dispatched, not yet taken', resolved: 'done, waiting for your word' }

const DANGER: Record<Danger, (phone: string) => string> = {
  gas: (phone) => `No lights, no flames, no phone calls inside. Open the windows, shut the valve, go out, then call gas emergency ${phone} or 119. `,
  fire: () => 'Get out first, by the stairs, low under the smoke, and call 119 now. ',
  trapped: (phone) => `Do not force the doors. Stand back, press the call button, or call ${phone} / 119. `,
  electric: (phone) => `Keep away, touch nothing, mind wet ground. Call power emergency ${phone}; if someone is hurt, 120. `,
  water: () => 'Shut the main valve, cut the power, keep off wet sockets. ',
  collapse: () => 'Leave the spot, keep children away; if someone is hurt call 120 / 119. ',
  person: () => 'Call 120 first (missing or threatened: 110), stay with the person, do not move the injured. ',
}

const CLOCK = { accept: 'to be taken', act: 'to be there', resolve: 'to be solved' } as const

const DISPATCH: Record<DispatchSection, string> = { late: 'overdue', new: 'new today', open: 'in hand', consult: 'questions', suggest: 'suggestions' }

const at = (to: string): string => (to ? `@${to} ` : '')
const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const pics = (n: number): string => (n > 0 ? ` [${n} picture${n > 1 ? 's' : ''}]` : '')
const line = (d: DigestLine): string =>
  [`#${d.number} ${d.title}`, d.place, d.name, d.supports ? `with ${d.supports}` : '', d.way, d.since ? `since ${d.since}` : '', d.overdue || d.when]
    .filter(Boolean)
    .join(' · ')

export const en: Phrases = {
  ...reportsEn,
  ...rosterEn,
  ...helpEn,
  ...handsEn,
  ...lifeEn,
  ...privacyEn,
  opened({ to, tickets, pictures }) {
    const first = tickets[0]
    if (!first) return ''
    if (tickets.length > 1)
      return `${at(to)}noted ${tickets.length} things: ${tickets.map((t) => `#${t.number} ${what(t)}, ${t.who}, ${t.by}`).join('; ')}. "cancel" and the number withdraws one.`
    if (first.kind === 'consult') return `${at(to)}#${first.number} passed to ${first.who}, answer ${first.by}.`
    if (first.kind === 'suggest') return `${at(to)}suggestion noted, #${first.number}; ${first.who} has it and will answer here.`
    const send = pictures > 0 ? `with ${pictures} picture${pictures > 1 ? 's' : ''}` : 'Send a photo if you can'
    return `${at(to)}noted, #${first.number} ${what(first)}${first.urgent ? ', urgent' : ''}. ${first.who} will be there ${first.by}. ${send}; "cancel" withdraws it.`
  },
  askPlace: ({ to, ticket }) => `${at(to)}noted, #${ticket.number} ${ticket.title}. Where is it? A building number or a corner will do.`,
  askBuilding: ({ to, ticket, said, nearest }) =>
    `${at(to)}#${ticket.number} ${ticket.title}: ${said} is not on our list. Is it ${nearest.join(', ')}?`,
  danger: ({ to, danger, phone, ticket, told, missing }) =>
    `${DANGER[danger](phone)}#${ticket.number} ${what(ticket)}: ${told.length > 0 ? `${told.join(' and ')} on duty have been told.` : 'calling the people on duty.'}${missing === 'nothing' ? '' : ` ${at(to)}which ${missing === 'building' ? 'building and floor' : 'floor and flat'}?`}`,
  card: ({ ticket, from, at: time, words, pictures, acceptBy, actBy, because, kind }) =>
    `[#${ticket.number}] ${kind === 'report' ? '' : `${kind} `}${what(ticket)}${ticket.urgent ? ' | urgent' : ''} | ${from} ${time}: "${words}"${pics(pictures)} | take it ${acceptBy}, ${kind === 'report' ? 'be there' : 'answer'} ${actBy}${because ? ` | ${because}` : ''} | reply: accept / transfer / reject + reason`,
  dangerCard: ({ ticket, from, group, at: time, words }) =>
    `[URGENT #${ticket.number}] ${what(ticket)} | ${group} ${from} ${time}: "${words}" | go or call now; whoever is first replies "accept"`,
  detailCard: ({ ticket, from, words, pictures }) => `[#${ticket.number}] ${ticket.title}, more | ${from}: "${words}"${pics(pictures)}`,
  followed: ({ to, ticket, homes, more }) =>
    `${at(to)}added to #${ticket.number} ${what(ticket)}, ${homes} homes so far. ${more || `${ticket.name} is on it`}; news will follow here.`,
  followedCard: ({ ticket, homes, from, words }) => `[#${ticket.number}] ${what(ticket)}: reported again, ${homes} homes | ${from}: "${words}"`,
  promised: ({ ticket, at: time }) => `#${ticket.number} ${ticket.name} has it${time ? ` and comes about ${time}` : ''}.`,
  placed: ({ to, ticket, by }) => `${at(to)}thanks, #${ticket.number} ${what(ticket)}. ${ticket.who} will be there ${by}.`,
  resolved: ({ to, ticket, words, pictures, hours }) =>
    `#${ticket.number} ${ticket.title} is done${words ? `: ${words}` : ''}${pics(pictures)}. ${at(to)}is it all right? "fixed" closes it, "not fixed" brings them back. Without a word for ${hours} hours it counts as solved.`,
  closed: ({ ticket, as, took, reason, alone, stars }) =>
    as === 'solved'
      ? `#${ticket.number} ${ticket.title} closed after${took}${alone ? ' (nobody answered; say so if it is not fixed)' : ''}${stars > 0 ? `, thank you for ${stars} star${stars > 1 ? 's' : ''}` : ''}.`
      : `#${ticket.number} ${ticket.title} ${as === 'withdrawn' ? '' : 'closed, '}${STATE_LABELS.en[as]}${reason ? `: ${reason}` : ''}.`,
  reopened: ({ ticket, words }) => `#${ticket.number} is open again, ${ticket.name} has been told${words ? `: "${words}"` : ''}.`,
  reopenedCard: ({ ticket, from, words, times }) =>
    `[#${ticket.number}] ${what(ticket)} not fixed, reopened ${times}× | ${from}${words ? `: "${words}"` : ''} | reply: accept / transfer / reject + reason`,
  urged: ({ to, status, again }) =>
    `${at(to)}${status} ${again ? 'They were reminded a moment ago; news will follow here.' : 'They have been reminded again.'}`,
  urgedCard: ({ ticket, from, words, times }) =>
    `[#${ticket.number}] ${what(ticket)} asked about again (${times}×) | ${from}: "${words}" | give me a time to tell them`,
  handed: ({ ticket, reason }) => `#${ticket.number} ${ticket.title} is now with ${ticket.who}${reason ? ` (${reason})` : ''}.`,
  suspended: ({ ticket, reason, until }) => `#${ticket.number} ${ticket.title} is on hold: ${reason}${until ? `; looked at again ${until}` : ''}.`,
  resumed: ({ to, ticket }) => `${at(to)}#${ticket.number} ${ticket.title} goes on, with ${ticket.name}.`,
  resumedCard: ({ ticket }) => `[#${ticket.number}] ${what(ticket)}: the hold is over, it goes on | give me a time to tell them`,
  takenOver: ({ ticket, homes }) =>
    `#${ticket.number} ${ticket.title}: the reporter withdrew, ${homes} home${homes > 1 ? 's are' : ' is'} still affected; it goes on.`,
  extended: ({ ticket, reason, until }) => `#${ticket.number} ${ticket.title} extended to ${until}: ${reason}`,
  noted: ({ ticket, words }) => `#${ticket.number} ${ticket.title}: ${words}`,
  merged: ({ ticket, into }) => `#${ticket.number} is the same matter as #${into} and goes on there.`,
  rated: ({ ticket, stars }) => `Thank you, #${ticket.number} has ${stars} star${stars > 1 ? 's' : ''}.`,
  withdrawnCard: ({ ticket, from }) => `[#${ticket.number}] ${what(ticket)} withdrawn by ${from}; no need to go.`,
  status: ({ ticket, status, by, promised, late, note, taken, complex }) =>
    `#${ticket.number} ${what(ticket)}: ${[STATUS[status], complex ? 'complex' : '', taken === null ? '' : TAKING_LABELS.en[taken], status === 'open' || status === 'accepted' ? (promised ? `${ticket.name} comes about ${promised}` : `${ticket.who}, ${by}`) : '', late, note].filter(Boolean).join(', ')}.`,
  statusTo: ({ to, lines }) => (lines.length === 0 ? `${at(to)}you have nothing open here; just say what is wrong.` : `${at(to)}${lines.join('\n')}`),
  done: ({ command, ticket, by }) => DONE[command]?.(ticket, by) ?? `#${ticket.number} noted.`,
  refused({ to, code, command, number, into, name, candidates, resident, own }) {
    const no = number === null ? 'that' : `#${number}`
    const who = name || 'the person responsible'
    const text: Partial<Record<typeof code, string>> = {
      TICKET_UNKNOWN: `there is no ${no}. ${resident ? 'Say what it is about and I will find it.' : '"my tickets" lists yours.'}`,
      TICKET_MISSING: 'which one? Add the number, or quote its card.',
      TICKET_AMBIGUOUS: `which one? ${candidates.join('; ')}. Add the number.`,
      NOT_ENTITLED:
        number === null
          ? `that is for ${resident ? 'staff' : 'the community’s admin'}; just say what is wrong.`
          : command === 'status' || command === 'help'
            ? `${no} is only for those it concerns. If you have the same trouble, just say so.`
            : resident && command === 'confirm'
              ? `${no}: whoever reported it, or is affected too, has to say so. If you are, say "me too" first.`
              : resident
                ? `${no}: ${who} has to do that.${command === 'resolve' || command === 'close' ? ' If it is really fixed, tell me "fixed".' : ''}`
                : own
                  ? `${no}: that is for your supervisor or the community to decide.`
                  : `${no} is with ${who}; ask them to transfer it to you.`,
      TICKET_TAKEN: `${no} has been taken by ${who}; ask them to transfer it to you.`,
      STEP_FORBIDDEN:
        command === 'merge' && into !== null
          ? `#${into} is not open (or the same one); merge into a matter that is still open.`
          : `that does not fit where ${no} stands now. Ask "status ${number ?? ''}".`,
      WORDS_MISSING: `${no}: say in a few words what it is, behind the command.`,
      DATE_PASSED: `${no}: that date has passed; give one ahead.`,
      DATE_PAST_LIMIT: `${no} is due before that; ask your supervisor for an extension.`,
      EXTENSION_USED: `${no} has been extended once; a further extension is for the community to grant.`,
      RATING_SETTLED: `${no} was rated more than 7 days ago and stays so; if something is wrong again, just say it.`,
      VERIFIER_UNKNOWN: `${no}: nobody is there to look at it; have a look yourself and reply "verified".`,
      CALL_BACK_UNREADABLE: `${no}: how did the call go? satisfied / not satisfied / not fixed / no answer.`,
      REASON_MISSING: `${no}: please add the reason; the resident can read it.`,
      TARGET_UNKNOWN: `${no}: transfer to whom? Possible: ${candidates.join(', ')}.`,
      TIME_UNREADABLE: `${number === null ? '' : `${no}: `}I could not read the time; write 3 pm tomorrow or 30 November.`,
      COLLEAGUE_UNKNOWN: `I do not know that colleague. Possible: ${candidates.join(', ')}.`,
      SHIFT_MISSING: 'you have no shift on that day.',
      SWAP_MISSING: 'nobody waits for your answer about a swap.',
      SWAP_AMBIGUOUS: `which day? ${candidates.join('; ')}. Say it behind "agree swap".`,
      PART_OPEN: `${no} still waits for ${candidates.join('; ')}. It is done when they are; the community may drop one: "${number ?? 1042} cancel support" and the reason.`,
      PART_UNKNOWN:
        candidates.length > 0
          ? `${no}: which part? ${candidates.join('; ')}. Add its number: "${number ?? 1042} support 1 done".`
          : `${no}: no part is open.`,
      MEETING_MISSING: 'there is no meeting on now; "call meeting Wed 15:00" calls one.',
      STARS_INVALID: `${no}: one to five stars, please.`,
      LEAD_UNKNOWN: 'there is no such lead; it may be settled already.',
      BUILDING_UNKNOWN: `no such building. There are: ${candidates.join(', ')}.`,
      CODE_INVALID: 'that code is wrong or used; ask the admin for a new one.',
    }
    return `${at(to)}${text[code] ?? 'that did not work; it is noted, please try again later.'}`
  },
  myTickets: ({ lines, more }) =>
    lines.length === 0
      ? 'Nothing open with you.'
      : `Open: ${lines.length + more}\n${lines.map(line).join('\n')}${more > 0 ? `\n… and ${more} more` : ''}`,
  loginLink: ({ link, minutes }) =>
    `Sign in here: ${link}\nIt works once, for ${minutes} minutes, in the browser that opens it first. Do not pass it on: whoever opens it is you.`,
  loginDirectly: ({ to }) => `${at(to)}the sign-in link is for you alone: send me "login" in a direct chat.`,
  reminder: ({ lines, more }) =>
    `${lines.some((l) => l.late) ? 'Overdue' : 'Reminder'} (${lines.length + more}):\n${lines
      .map(
        (l) =>
          `#${l.ticket.number} ${what(l.ticket)}${l.holder ? '' : ` · ${l.ticket.name}`} · ${CLOCK[l.clock]} ${l.late ? `was due ${l.by}` : l.by}`,
      )
      .join('\n')}${more > 0 ? `\n… and ${more} more` : ''}`,
  leads: ({ lines }) =>
    `To judge (${lines.length}):\n${lines.map((l) => `${l.number}. ${l.group}, ${l.from} ${l.at}: "${l.words}"`).join('\n')}\n"登记${lines[0]?.number ?? ''}" opens one, "略${lines[0]?.number ?? ''}" drops it.`,
  leadKept: ({ name }) =>
    `Got it. ${name || 'The community'} looks at it first, and you get a number once it is noted. To have it noted at once, say it again with "report:" in front.`,
  leadDone: ({ number, ticket }) => (ticket === null ? `Lead ${number} dropped.` : `Lead ${number} is now #${ticket}.`),
  answered: ({ to, answer, number }) => `${at(to)}${answer}${number === null ? '' : ` (#${number})`}`,
  outageAnnounced: ({ places, what: matter, reason, until }) => `${places}, ${matter}: ${reason}, back about ${until}.`,
  outageAnswer: ({ to, places, what: matter, reason, until, number }) =>
    `${at(to)}${places}, ${matter}: ${reason}, back about ${until}${number === null ? '' : `; you are on #${number}`}.`,
  outageTold: ({ groups, until }) => `${groups} group${groups > 1 ? 's' : ''} told; until ${until} I answer whoever asks.`,
  bound: ({ group, places }) => `${group} is bound to ${places}.`,
  roomToBind: ({ room }) => `I am in “${room}” now but do not know what it belongs to. Say "绑定 128号楼" there.`,
  roomLost: ({ room }) => `I was removed from “${room}” and no longer hear what is said there.`,
  roomsChanged: ({ gone, unbound }) =>
    [
      ...(gone.length > 0
        ? [`I no longer sit in ${gone.map((name) => `“${name}”`).join(', ')} and hear nothing from there. Invite me again if you want me back.`]
        : []),
      ...(unbound.length > 0
        ? [`I sit in ${unbound.map((name) => `“${name}”`).join(', ')} but do not know what they belong to. Say "绑定 128号楼" there.`]
        : []),
    ].join('\n'),
  boundMe: ({ name }) => `Got you, ${name}. Your tickets will come here; "help" shows how it works.`,
  modeSet: ({ mode }) => `This group is now in ${mode} mode.`,
  digestSent: ({ groups }) => (groups === 0 ? 'Nothing to tell tonight.' : `Digest sent to ${groups} group${groups > 1 ? 's' : ''}.`),
  digest({ date, group, opened, closed, open, moreOpen, monthOpened, monthClosed, gap, late, trend, oldest, thanks }) {
    const parts = [`[${date} · ${group}]`, `${late ? 'That day' : 'Today'}: ${opened} new, ${closed.length} closed.`]
    if (closed.length > 0)
      parts.push(closed.map((d) => `✓ #${d.number} ${d.title}${d.when ? ` (${[d.when, d.way].filter(Boolean).join(', ')})` : ''}`).join('  '))
    if (open.length > 0) parts.push(`Open ${open.length + moreOpen}: ${open.map(line).join('; ')}`)
    if (oldest) parts.push(`Open longest: #${oldest.line.number} ${oldest.line.title}, ${oldest.days} days, with ${oldest.line.name}.`)
    if (trend)
      parts.push(
        `This week so far ${trend.opened} new (${trend.openedBefore} a week ago), ${trend.closed} closed (${trend.closedBefore} a week ago).`,
      )
    if (gap) parts.push(gap)
    if (thanks && thanks.most.length > 0)
      parts.push(
        `Most done: ${thanks.most.join(', ')} (${thanks.solved})${thanks.helped.length > 0 ? `; helped: ${thanks.helped.join(', ')}` : ''}. Thank you.`,
      )
    parts.push(`This month ${monthClosed} of ${monthOpened} closed. Thank you all; just say it here when something is wrong.`)
    return parts.join('\n')
  },
  dispatch: ({ date, unit, sections, parts, dueTomorrow }) =>
    [
      `[${date} dispatch · ${unit}]`,
      ...sections.map(
        ({ section, groups }) =>
          `■ ${DISPATCH[section]} ${groups.reduce((sum, group) => sum + group.lines.length, 0)}\n${groups.map((group) => `(${group.label})\n${group.lines.map(line).join('\n')}`).join('\n')}`,
      ),
      ...(parts.length > 0 ? [`■ support ${parts.length}\n${parts.map(line).join('\n')}`] : []),
      `Due tomorrow: ${dueTomorrow}.`,
    ].join('\n'),
  overview: ({ date, opened, closed, open, overdue, leads, units, oldest }) =>
    [
      `[${date} community]`,
      `${opened} new, ${closed} closed, ${open} open, ${overdue} overdue, ${leads} leads.`,
      ...units.map((u) => `${u.name}: ${u.open} open, ${u.overdue} overdue`),
      ...oldest.map(line),
    ].join('\n'),
  gap: ({ from, to }) => `I was offline from ${from} to ${to}; if something you said then got no number, please say it again.`,
  category: (category) => CATEGORY_FACTS[category].en,
  building: (name) => `Bldg ${name}`,
  floor: (floor) => (floor.startsWith('-') ? `B${floor.slice(1)}` : `floor ${floor}`),
  unit: (unit) => `unit ${unit}`,
  room: (room) => `room ${room}`,
  separator: ', ',
  duration(minutes) {
    const m = Math.max(1, Math.round(minutes))
    if (m < 60) return ` ${m} min`
    if (m < 1440) return ` ${Math.floor(m / 60)} h${m % 60 ? ` ${m % 60} min` : ''}`
    return ` ${Math.floor(m / 1440)} d${Math.floor((m % 1440) / 60) ? ` ${Math.floor((m % 1440) / 60)} h` : ''}`
  },
}

const DONE: Partial<Record<CommandName, (t: TicketLine, by: string) => string>> = {
  accept: (t, by) => `#${t.number} is yours, ${by}. Reply "done" with a picture when it is.`,
  resolve: (t) => `#${t.number} done; the resident is asked to confirm.`,
  transfer: (t) => `#${t.number} passed to ${t.who}; it stays with you until they take it.`,
  reject: (t) => `#${t.number} sent back; ${t.who} has it.`,
  extend: (t, by) => `#${t.number} extended to ${by}.`,
  split: (t) => `#${t.number} is split; the new matter has its own card.`,
  unmerge: (t) => `#${t.number} is a matter of its own again.`,
}
