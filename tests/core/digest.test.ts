import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf, worthTelling } from '../../core/digest.ts'
import { phaseOf, TICKET_STATUSES, type Ticket } from '../../core/ticket.ts'
import { ticketWith } from './makers.ts'

const DAY = 86_400_000
const FROM = Date.UTC(2026, 10, 22, 16)
const NOW = FROM + 20.5 * 3_600_000
const SPAN = { from: FROM, to: NOW + 1, monthFrom: Date.UTC(2026, 9, 31, 16) }
const LATER = NOW + 3 * DAY
let number = 0
const ticket = (some: Partial<Ticket>): Ticket => ticketWith({ number: ++number, resolveBy: LATER, ...some })
const closedAt = (at: number, some: Partial<Ticket> = {}): Ticket => ticket({ status: 'solved', openedAt: at - DAY / 2, closedAt: at, ...some })

describe('the day of a group', () => {
  it('counts what was opened today, lists what was closed today in the order of closing, and what is open by what is due next', () => {
    const late = ticket({ openedAt: FROM - DAY, resolveBy: NOW - 1 })
    const soon = ticket({ openedAt: FROM + 1, resolveBy: NOW + 1 })
    const second = closedAt(FROM + 9)
    const first = closedAt(FROM + 5)
    const content = digestOf([soon, second, late, first], SPAN)
    expect(content.opened).toBe(1)
    expect(content.closed.map((t) => t.number)).toEqual([first.number, second.number])
    expect(content.open.map((t) => t.number)).toEqual([late.number, soon.number])
  })

  it('says nothing of what was withdrawn or told twice', () => {
    const content = digestOf([closedAt(FROM + 5, { status: 'withdrawn' }), closedAt(FROM + 5, { status: 'duplicate' })], SPAN)
    expect(content).toEqual({ opened: 0, closed: [], open: [], monthOpened: 0, monthClosed: 0 })
  })

  it('a matter that was done and waits for a word is still open', () => {
    expect(digestOf([ticket({ status: 'resolved', openedAt: FROM - DAY })], SPAN).open).toHaveLength(1)
  })

  it('the midnight of the community parts the days', () => {
    const content = digestOf([closedAt(FROM - 1), closedAt(FROM), ticket({ openedAt: FROM }), ticket({ openedAt: FROM - 1 })], SPAN)
    expect([content.closed.length, content.opened]).toEqual([1, 1])
  })

  it('the month counts what was opened in it and how much of that is closed', () => {
    const content = digestOf([closedAt(SPAN.monthFrom + DAY), closedAt(FROM + 1, { openedAt: SPAN.monthFrom - 1 }), ticket({ openedAt: FROM })], SPAN)
    expect([content.monthOpened, content.monthClosed]).toEqual([2, 1])
  })
})

describe('a digest is sent', () => {
  const worth = (tickets: Ticket[]): boolean => worthTelling(digestOf(tickets, SPAN), NOW)

  it('when something was opened or closed today', () => {
    expect(worth([ticket({ openedAt: FROM + 1 })])).toBe(true)
    expect(worth([closedAt(FROM + 1)])).toBe(true)
  })

  it('when something is overdue, for that must be owned up to', () => {
    expect(worth([ticket({ openedAt: FROM - 9 * DAY, resolveBy: NOW - 1 })])).toBe(true)
  })

  it('not on a day without news: nothing told, or old matters well within their time', () => {
    expect(worth([])).toBe(false)
    expect(worth([ticket({ openedAt: FROM - DAY })])).toBe(false)
    expect(worth([ticket({ status: 'resolved', openedAt: FROM - 9 * DAY, resolveBy: NOW - 1 })])).toBe(false)
  })
})

describe('whatever the tickets', () => {
  it('none is both closed and open, each is named once, and the month never closed more than it opened', () => {
    const at = fc.integer({ min: SPAN.monthFrom - DAY, max: NOW + DAY })
    const any = fc
      .record({ status: fc.constantFrom(...TICKET_STATUSES), openedAt: at, tookMs: fc.nat(5 * DAY) })
      .map(({ status, openedAt, tookMs }) => ticket({ status, openedAt, closedAt: phaseOf(status) === 'closed' ? openedAt + tookMs : null }))
    fc.assert(
      fc.property(fc.array(any, { maxLength: 15 }), (tickets) => {
        const content = digestOf(tickets, SPAN)
        const named = [...content.closed, ...content.open].map((t) => t.number)
        expect(new Set(named).size).toBe(named.length)
        expect(content.monthClosed).toBeLessThanOrEqual(content.monthOpened)
        for (const t of content.closed) expect(phaseOf(t.status)).toBe('closed')
        for (const t of content.open) expect(phaseOf(t.status)).not.toBe('closed')
      }),
    )
  })
})
