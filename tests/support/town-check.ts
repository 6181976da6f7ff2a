/** What must hold whatever was said: checked after every conversation. */
import { expect } from 'vitest'
import { fold } from '../../core/evolve.ts'
import { phaseOf } from '../../core/ticket.ts'
import { eventsOf } from '../../services/ticket-rows.ts'
import type { Town } from './town.ts'

export async function checkTown(town: Town): Promise<void> {
  const tickets = await town.tickets()
  for (const ticket of tickets) {
    const record = await eventsOf(town.desk.context, town.db.read, town.communityId, ticket.id)
    expect(ticket, `#${ticket.number} is the fold of its events`).toEqual(fold(record))
    if (phaseOf(ticket.status) === 'open') expect(ticket.assigneeId, `#${ticket.number} is open and somebody answers for it`).not.toBeNull()
  }
  const numbers = tickets.map((ticket) => ticket.number)
  expect(new Set(numbers).size, 'no number is given twice').toBe(numbers.length)
  for (const row of await town.outbox()) {
    if (row.state === 'pending') expect(row.dueAt, `"${row.text}" was due and was not said`).toBeGreaterThan(town.now())
    else expect(row.state, `"${row.text}" hangs in the air`).not.toBe('sending')
    const ticket = tickets.find((one) => one.id === row.ticketId)
    if (ticket && row.text) expect(row.text, 'words about a matter carry its number').toContain(`#${ticket.number}`)
    expect(row.text, 'no hole in a sentence').not.toMatch(/undefined|null|NaN|\[object|@ |：""|： ｜|（）|，，|。。/)
  }
}
