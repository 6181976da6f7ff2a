/** The weekly turn 周周转: what was found, what was acted on, with what effect, before and after in pictures, and what rolls over into the next week. */
import type { Period } from './rates/period.ts'
import { countsFor } from './rates.ts'
import { phaseOf, type Ticket } from './ticket.ts'

export interface TurnPicture {
  /** Content hash of the stored picture. */
  hash: string
  at: number
  /** `report` shows how it was, `proof` how it is. */
  purpose: 'report' | 'proof'
}

export interface TurnMatter {
  ticket: Ticket
  pictures: readonly TurnPicture[]
}

/** 问题清单 · 需求清单. */
export type TurnList = 'problems' | 'needs'
export const turnListOf = (ticket: Pick<Ticket, 'kind'>): TurnList => (ticket.kind === 'report' ? 'problems' : 'needs')

export interface Acted {
  ticket: Ticket
  /** Milliseconds from the report to the work done. */
  took: number
  /** Somebody affected said that it is solved. */
  confirmed: boolean
  stars: number | null
  /** Households that had it: reporter and followers. */
  homes: number
  before: string | null
  after: string | null
}

export interface Rolling {
  ticket: Ticket
  overdue: boolean
  /** Week ends it has rolled over, this one included. */
  weeks: number
  before: string | null
}

export interface WeeklyTurn {
  week: Period
  found: readonly Ticket[]
  acted: readonly Acted[]
  rolling: readonly Rolling[]
  effect: {
    found: Record<TurnList, number>
    acted: number
    confirmed: number
    homes: number
    /** Mean stars with one decimal, a half rounds up; null of none. */
    stars: number | null
    rolling: number
    overdue: number
    /** Of what rolled in from the weeks before, how many are done. */
    oldDone: number
    oldAll: number
  }
}

const WEEK_MS = 7 * 86_400_000

/** @param matters whatever was open in the week or finished in it; others are left out here */
export function weeklyTurn(matters: readonly TurnMatter[], week: Period): WeeklyTurn {
  const counted = matters.filter(({ ticket }) => countsFor(ticket) && ticket.openedAt < week.to)
  const within = (at: number | null): boolean => at !== null && at >= week.from && at < week.to
  const found = counted.map(({ ticket }) => ticket).filter((ticket) => within(ticket.openedAt))
  const acted = counted.filter(({ ticket }) => isDeed(ticket) && within(doneAt(ticket))).map((matter) => actedOn(matter, week))
  const rolling = counted.filter(({ ticket }) => (doneAt(ticket) ?? week.to) >= week.to).map((matter) => rollsOver(matter, week))
  const stars = acted.flatMap((one) => (one.stars === null ? [] : [one.stars]))
  const old = (ticket: Ticket): boolean => ticket.openedAt < week.from
  return {
    week,
    found: found.sort((a, b) => a.openedAt - b.openedAt),
    acted: acted.sort(tellingFirst),
    rolling: rolling.sort((a, b) => Number(b.overdue) - Number(a.overdue) || b.weeks - a.weeks || a.ticket.resolveBy - b.ticket.resolveBy),
    effect: {
      found: {
        problems: found.filter((ticket) => turnListOf(ticket) === 'problems').length,
        needs: found.filter((ticket) => turnListOf(ticket) === 'needs').length,
      },
      acted: acted.length,
      confirmed: acted.filter((one) => one.confirmed).length,
      homes: acted.reduce((sum, one) => sum + one.homes, 0),
      stars: stars.length === 0 ? null : Math.floor((stars.reduce((sum, s) => sum + s, 0) * 20 + stars.length) / (2 * stars.length)) / 10,
      rolling: rolling.length,
      overdue: rolling.filter((one) => one.overdue).length,
      oldDone: acted.filter(({ ticket }) => old(ticket)).length,
      oldAll: counted.filter(({ ticket }) => old(ticket) && (doneAt(ticket) ?? week.to) >= week.from).length,
    },
  }
}

/** A matter that is not ours or cannot be done is no deed, but it no longer rolls. */
const isDeed = (ticket: Ticket): boolean => ticket.status === 'solved' || phaseOf(ticket.status) === 'resolved'

/** The work is done when it is reported done, not when it is confirmed. */
const doneAt = (ticket: Ticket): number | null => (phaseOf(ticket.status) === 'open' ? null : (ticket.resolvedAt ?? ticket.closedAt))

function actedOn({ ticket, pictures }: TurnMatter, week: Period): Acted {
  return {
    ticket,
    took: (doneAt(ticket) ?? week.to) - ticket.openedAt,
    confirmed: ticket.confirmed,
    stars: ticket.stars,
    homes: 1 + ticket.followers.length,
    before: firstBefore(pictures, week.to),
    after: pictures.filter((p) => p.purpose === 'proof' && p.at < week.to).sort((a, b) => b.at - a.at)[0]?.hash ?? null,
  }
}

const rollsOver = ({ ticket, pictures }: TurnMatter, week: Period): Rolling => ({
  ticket,
  // Nobody's clock runs while a matter is put off.
  overdue: ticket.status !== 'suspended' && ticket.resolveBy < week.to,
  weeks: 1 + Math.floor(Math.max(0, week.from - ticket.openedAt + WEEK_MS - 1) / WEEK_MS),
  before: firstBefore(pictures, week.to),
})

/** How it was: the first picture of the report. */
const firstBefore = (pictures: readonly TurnPicture[], until: number): string | null =>
  pictures.filter((p) => p.purpose === 'report' && p.at < until).sort((a, b) => a.at - b.at)[0]?.hash ?? null

/** What shows best comes first: both pictures, confirmed, many homes. */
const tellingFirst = (a: Acted, b: Acted): number =>
  Number(b.before !== null && b.after !== null) - Number(a.before !== null && a.after !== null) ||
  Number(b.after !== null) - Number(a.after !== null) ||
  Number(b.confirmed) - Number(a.confirmed) ||
  b.homes - a.homes ||
  a.ticket.number - b.ticket.number
