import { describe, expect, it } from 'vitest'
import { covers, onDuty } from '../../core/duty.ts'
import { instantAt } from '../../core/time.ts'
import { communityWith, person, shift } from './makers.ts'

const zone = 'Asia/Shanghai'
/** 23 November 2026 is a Monday. */
const at = (date: string, time: string, timezone = zone): number => instantAt(date, time, timezone)

describe('a shift of the day', () => {
  const day = shift('wang', { days: [1, 2, 3], from: '08:00', to: '20:00' })

  it('begins with its first minute and has ended with its last', () => {
    expect(covers(day, at('2026-11-23', '07:59'), zone)).toBe(false)
    expect(covers(day, at('2026-11-23', '08:00'), zone)).toBe(true)
    expect(covers(day, at('2026-11-23', '19:59'), zone)).toBe(true)
    expect(covers(day, at('2026-11-23', '20:00'), zone)).toBe(false)
  })

  it('is worked on its weekdays only', () => {
    expect(covers(day, at('2026-11-25', '12:00'), zone)).toBe(true)
    expect(covers(day, at('2026-11-26', '12:00'), zone)).toBe(false)
  })

  it('is worked every day when no weekdays are given', () => {
    expect(covers(shift('wang'), at('2026-11-29', '12:00'), zone)).toBe(true)
  })
})

describe('a shift over midnight', () => {
  const sundayNight = shift('zhang', { days: [7], from: '20:00', to: '08:00' })

  it('belongs to the day it began: Sunday night lasts until Monday morning', () => {
    expect(covers(sundayNight, at('2026-11-22', '20:00'), zone)).toBe(true)
    expect(covers(sundayNight, at('2026-11-23', '00:00'), zone)).toBe(true)
    expect(covers(sundayNight, at('2026-11-23', '07:59'), zone)).toBe(true)
    expect(covers(sundayNight, at('2026-11-23', '08:00'), zone)).toBe(false)
    expect(covers(sundayNight, at('2026-11-23', '20:00'), zone)).toBe(false)
    expect(covers(sundayNight, at('2026-11-22', '07:00'), zone)).toBe(false)
  })

  it('on a date covers the small hours of the next date and not of its own', () => {
    const once = shift('zhang', { date: '2026-11-30', from: '22:00', to: '06:00' })
    expect(covers(once, at('2026-11-30', '23:00'), zone)).toBe(true)
    expect(covers(once, at('2026-12-01', '05:59'), zone)).toBe(true)
    expect(covers(once, at('2026-11-30', '05:00'), zone)).toBe(false)
    expect(covers(once, at('2026-12-01', '23:00'), zone)).toBe(false)
  })

  it('is found over the night of a clock change, forward and back', () => {
    const newYork = 'America/New_York'
    const saturdayNight = shift('sam', { days: [6], from: '20:00', to: '08:00' })
    expect(covers(saturdayNight, at('2026-03-08', '00:30', newYork), newYork)).toBe(true)
    expect(covers(saturdayNight, at('2026-03-08', '07:30', newYork), newYork)).toBe(true)
    expect(covers(saturdayNight, at('2026-11-01', '00:30', newYork), newYork)).toBe(true)
    expect(covers(saturdayNight, at('2026-11-01', '07:30', newYork), newYork)).toBe(true)
    const sundayNight = shift('sam', { days: [7], from: '20:00', to: '08:00' })
    expect(covers(sundayNight, at('2026-11-02', '00:30', newYork), newYork)).toBe(true)
    expect(covers(sundayNight, at('2026-03-09', '00:30', newYork), newYork)).toBe(true)
  })
})

describe('who is on duty', () => {
  it('a shift from and to the same hour lasts the whole day', () => {
    const round = shift('wang', { days: [1], from: '08:00', to: '08:00' })
    expect(covers(round, at('2026-11-23', '09:00'), zone)).toBe(true)
    expect(covers(round, at('2026-11-24', '09:00'), zone)).toBe(false)
  })

  it('is reckoned in the timezone of the community, not of the machine', () => {
    const noon = at('2026-11-23', '12:00')
    const shifts = [shift('wang', { from: '11:00', to: '13:00' })]
    const staff = [person('wang')]
    expect(onDuty(communityWith({ staff, shifts }), noon).map((p) => p.id)).toEqual(['wang'])
    expect(onDuty(communityWith({ staff, shifts, timezone: 'Asia/Kolkata' }), noon)).toEqual([])
  })

  it('names each person once, and nobody who has left', () => {
    const shifts = [shift('wang'), shift('wang', { from: '10:00', to: '14:00' }), shift('gone')]
    expect(onDuty(communityWith({ staff: [person('wang')], shifts }), at('2026-11-23', '12:00')).map((p) => p.id)).toEqual(['wang'])
  })
})
