/** From when until when somebody says they are away; and whose shift holds when one of a date stands instead of another. */
import { describe, expect, it } from 'vitest'
import { onCall, onDuty, shiftsOn } from '../../core/duty.ts'
import { readAbsence } from '../../core/presence.ts'
import { personFor, standIn } from '../../core/routing.ts'
import { instantAt } from '../../core/time.ts'
import { communityWith, person, shift, unit } from './makers.ts'

const zone = 'Asia/Shanghai'
const at = (date: string, time: string): number => instantAt(date, time, zone)
/** A Monday. */
const NOW = at('2026-11-23', '12:00')

describe('somebody is away', () => {
  it.each([
    ['明天', '2026-11-24 00:00', '2026-11-25 00:00'],
    ['今天', '2026-11-23 12:00', '2026-11-24 00:00'],
    ['到周五', '2026-11-23 12:00', '2026-11-28 00:00'],
    ['周三到周五', '2026-11-25 00:00', '2026-11-28 00:00'],
    ['三天', '2026-11-23 12:00', '2026-11-26 00:00'],
    ['明天上午', '2026-11-24 00:00', '2026-11-24 12:00'],
    ['明天下午', '2026-11-24 12:00', '2026-11-25 00:00'],
    ['until Friday', '2026-11-23 12:00', '2026-11-28 00:00'],
  ])('%s', (said, from, until) => {
    const instant = (text: string): number => at(text.slice(0, 10), text.slice(11))
    expect(readAbsence(said, NOW, zone)).toEqual({ from: instant(from), until: instant(until) })
  })

  it('what names no day, has passed or lasts for years is not read', () => {
    for (const said of ['一会儿', '今天上午', '999天', '']) expect(readAbsence(said, NOW, zone), said).toBeUndefined()
  })

  it('is on no duty, gets no matter, and somebody there stands in', () => {
    const staff = [person('wang', { orgId: 'p' }), person('qian', { orgId: 'p', supervisor: true })]
    const directory = communityWith({
      staff,
      organisations: [unit('p')],
      shifts: [shift('wang')],
      absences: [{ personId: 'wang', from: NOW, until: NOW + 1000 }],
    })
    expect(onDuty(directory, NOW)).toEqual([])
    expect(personFor(directory, directory.organisations[0], null, NOW, new Map())).toMatchObject({ assigneeId: 'qian', because: 'supervisor' })
    expect(standIn(directory, staff[0] ?? person('?'), NOW).id).toBe('qian')
    expect(standIn(directory, staff[0] ?? person('?'), NOW + 1000).id).toBe('wang')
  })
})

describe('a shift on a date', () => {
  const staff = [person('wang', { orgId: 'p' }), person('li', { orgId: 'p' }), person('chen', { orgId: 'office' })]
  const weekly = [shift('wang'), shift('chen')]
  const on = (some: Parameters<typeof shift>[1]) =>
    onDuty(communityWith({ staff, shifts: [...weekly, shift('li', { id: 'x', date: '2026-11-23', ...some })] }), NOW).map(({ id }) => id)

  it('stands instead of the weekly ones of the unit while it lasts, of nobody else’s', () => {
    expect(on({})).toEqual(['li', 'chen'])
    expect(on({ from: '18:00' })).toEqual(['wang', 'chen'])
  })

  it('taken over from somebody stands instead of theirs only', () => {
    expect(on({ instead: 'wang' })).toEqual(['li', 'chen'])
    expect(on({ instead: 'chen' })).toEqual(['wang', 'li'])
  })

  it('whose shift was taken over has none on that day', () => {
    const directory = communityWith({ staff, shifts: [...weekly, shift('li', { id: 'x', date: '2026-11-23', instead: 'wang' })] })
    expect(shiftsOn(directory, 'wang', '2026-11-23')).toEqual([])
    expect(shiftsOn(directory, 'wang', '2026-11-24')).toHaveLength(1)
    expect(shiftsOn(directory, 'li', '2026-11-23')).toHaveLength(1)
  })

  it('by phone comes after whoever is on the spot', () => {
    const shifts = [shift('li', { onCall: true }), shift('wang')]
    const directory = communityWith({ staff, shifts, organisations: [unit('p')] })
    expect([...onCall(directory, NOW)]).toEqual(['li'])
    const work = new Map([['wang', 9]])
    expect(personFor(directory, directory.organisations[0], null, NOW, work).assigneeId).toBe('wang')
  })
})
