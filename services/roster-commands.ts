/** Roster and presence by chat: 谁值班 · 换班 周六 给老李 · 同意换班 · 值班 周六 老李 8:00-20:00 · 我请假 明天 · 我回来了. */
import { calledName, isStaff, type Person } from '../core/community.ts'
import { covers, onCall, onDuty, shiftsAt } from '../core/duty.ts'
import type { CommandName } from '../core/understanding/terms.ts'
import { type Asked, apartFromResidents } from './asked.ts'
import type { Arrival } from './intake.ts'
import { type Voice, voiceFor } from './lines.ts'
import { say } from './outbox.ts'
import { comeBack, goAway } from './presence.ts'
import { answerSwap, askSwap, setShift } from './roster.ts'
import { isStaffGroup, officeRoom } from './staff-rooms.ts'
import { reply } from './where-asked.ts'

const NAMED = 6

/** 我回来了, said among residents or by somebody who was not away, is talk. */
const isTalk = ({ roomId, group, message }: Arrival): boolean => roomId !== null && !isStaffGroup(group) && !message.mentionsBot

async function tell({ cx, tx, arrival }: Asked, to: Person, words: (voice: Voice) => string, pace: 'now' | 'waits' = 'waits'): Promise<void> {
  const { directory } = arrival
  const text = words(voiceFor(directory, 'zh-CN', cx.now()))
  await say(cx, tx, directory, { to: { person: to.id }, text, pace, fallbackRoom: staffRoomOf(arrival, to) })
}

const staffRoomOf = ({ directory }: Arrival, { orgId }: Person): string | null =>
  directory.groups.find((group) => group.kind === 'staff' && group.orgId === orgId)?.externalId ?? officeRoom(directory)

/** A day that is meant as a whole needs no hour. */
const wholeDays = (when: string): string => when.replace(/(?:23:59|00:00)/, '').trim()

export const ROSTER_COMMANDS: Partial<Record<CommandName, (asked: Asked) => Promise<undefined>>> = {
  async duty({ cx, tx, arrival, voice }) {
    await reply(cx, tx, arrival, voice.phrases.duty({ people: dutyNow(arrival, cx.now()) }))
    return undefined
  },
  async swap_shift(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const { other, shift } = await askSwap(cx, tx, arrival.directory, arrival.person, { day: command.args.by ?? '', to: command.args.to ?? '' })
    await tell(asked, other, (v) => v.phrases.swapCard({ from: calledName(arrival.person), shift }))
    await reply(cx, tx, apartFromResidents(arrival), voice.phrases.swapAsked({ name: calledName(other), shift }))
    return undefined
  },
  async answer_swap(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const agreed = command.args.agreed === 'yes'
    const { other, shift } = await answerSwap(cx, tx, arrival.directory, arrival.person, { agreed, day: command.args.by })
    const name = calledName(arrival.person)
    await tell(asked, other, (v) => (agreed ? v.phrases.swapAgreed({ name, shift }) : v.phrases.swapDeclined({ name, shift })))
    const mine = { name: calledName(other), shift }
    await reply(cx, tx, apartFromResidents(arrival), agreed ? voice.phrases.swapTaken(mine) : voice.phrases.swapDeclinedDone(mine))
    return undefined
  },
  async set_shift(asked) {
    const { cx, tx, arrival, command, voice } = asked
    const { by = '', to = '', from = '', until = '', call } = command.args
    const { other, shift } = await setShift(cx, tx, arrival.directory, arrival.person, { day: by, to, from, until, onCall: call === 'yes' })
    if (other.id !== arrival.person.id) await tell(asked, other, (v) => v.phrases.shiftCard({ from: calledName(arrival.person), shift }))
    await reply(cx, tx, apartFromResidents(arrival), voice.phrases.shiftSet({ name: calledName(other), shift }))
    return undefined
  },
  async away(asked) {
    const { cx, tx, arrival, command, voice } = asked
    if (isTalk(arrival)) return undefined
    const { directory, person } = arrival
    const leave = await goAway(cx, tx, directory, person, command.args.by ?? '')
    // The last minute of the last day, or noon: the day after would be misread.
    const until = (v: Voice) => wholeDays(v.when(leave.until - 60_000))
    const { standIn: other, open } = leave
    if (other && open.length > 0)
      await tell(asked, other, (v) =>
        v.phrases.awayCard({
          name: calledName(person),
          until: until(v),
          lines: open.slice(0, NAMED).map((ticket) => v.line(ticket)),
          more: Math.max(0, open.length - NAMED),
        }),
      )
    const from = leave.from > cx.now() ? wholeDays(voice.when(leave.from)) : ''
    const words = { from, until: until(voice), standIn: other ? calledName(other) : '', open: open.length }
    await reply(cx, tx, arrival, voice.phrases.awaySet(words))
    return undefined
  },
  async back({ cx, tx, arrival, voice }) {
    if (isTalk(arrival)) return undefined
    const open = await comeBack(cx, tx, arrival.directory, arrival.person)
    if (open) await reply(cx, tx, arrival, voice.phrases.backSet({ open: open.length }))
    else if (arrival.roomId === null || arrival.message.mentionsBot) await reply(cx, tx, arrival, voice.phrases.notAway)
    return undefined
  },
}

/** Names are said everywhere, numbers as far as the community publishes them. */
function dutyNow({ directory, person, roomId, group }: Arrival, now: number): Parameters<Voice['phrases']['duty']>[0]['people'] {
  const { dutyPhones } = directory.settings
  const among = isStaff(person.role) && (roomId === null || isStaffGroup(group)) ? 'person' : dutyPhones
  const byPhone = onCall(directory, now)
  const shifts = shiftsAt(directory, now)
  return onDuty(directory, now).map((one) => {
    const unit = directory.organisations.find((o) => o.id === one.orgId)
    return {
      name: calledName(one),
      unit: unit?.name ?? '',
      phone: (among === 'person' ? one.phone : among === 'unit' ? unit?.phone : '') ?? '',
      until: shifts.find((shift) => shift.personId === one.id && covers(shift, now, directory.timezone))?.to ?? '',
      onCall: byPhone.has(one.id),
    }
  })
}
