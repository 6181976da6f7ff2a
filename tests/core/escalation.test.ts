import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { buildCalendar, OFFICE_HOURS } from '../../core/calendar.ts'
import { DEFAULT_SETTINGS, type Directory, type Person } from '../../core/community.ts'
import { CLOCKS, type Clock, type ClockName, limitsFor, pause, resume, stop } from '../../core/deadlines.ts'
import {
  type Audience,
  type DueStep,
  dueSteps,
  ESCALATION,
  type EscalationPlan,
  type QuietHours,
  reminders,
  stepAt,
  stepKey,
} from '../../core/escalation.ts'
import { audienceOf } from '../../core/levels.ts'
import type { TicketClocks } from '../../core/ticket-clocks.ts'

const CHINA = 'Asia/Shanghai'
const MINUTE = 60_000
const at = (wall: string): number => DateTime.fromFormat(wall, 'yyyy-MM-dd HH:mm', { zone: CHINA }).toMillis()
const wall = (instant: number): string => DateTime.fromMillis(instant, { zone: CHINA }).toFormat('MM-dd HH:mm')
const office = buildCalendar({ timezone: CHINA, ...OFFICE_HOURS })
const NIGHT: QuietHours = { from: '22:00', to: '07:00', timezone: CHINA }

type Change = Partial<Record<ClockName, (clock: Clock) => Clock>>
const same = (clock: Clock): Clock => clock
/** A ticket whose clocks all start at one time; `danger` by its number's name. */
function told(number: number, when: string, kind: 'danger' | 'ordinary', change: Change = {}): TicketClocks {
  const limits = limitsFor({ category: 'facility', urgency: kind === 'danger' ? 'emergency' : 'normal' })
  const clock = (name: ClockName): Clock => (change[name] ?? same)({ startedAt: at(when), limit: limits[name], pauses: [] })
  return {
    ticketId: `t${number}`,
    number,
    danger: kind === 'danger',
    clocks: { accept: clock('accept'), act: clock('act'), resolve: clock('resolve') },
    rounds: { accept: 0, act: 0, resolve: 0 },
  }
}

const due = (tickets: readonly TicketClocks[], now: string, taken: ReadonlySet<string> = new Set(), plan?: EscalationPlan): DueStep[] =>
  dueSteps(tickets, taken, at(now), NIGHT, () => office, plan)
const names = (steps: readonly DueStep[]): string[] => steps.map((s) => `${s.clock} ${s.step} → ${s.tell.join('+')}`)

/** What is said when somebody looks every minute, claims what is due, and is asleep (the program is down) at some times. */
function lookEveryMinute(
  tickets: readonly TicketClocks[],
  from: string,
  to: string,
  down: (now: number) => boolean = () => false,
): (DueStep & { saidAt: number })[] {
  const taken = new Set<string>()
  const said: (DueStep & { saidAt: number })[] = []
  for (let now = at(from); now < at(to); now += MINUTE) {
    if (down(now)) continue
    for (const step of dueSteps(tickets, taken, now, NIGHT, () => office)) {
      expect(taken.has(step.key)).toBe(false)
      taken.add(step.key)
      said.push({ ...step, saidAt: now })
    }
  }
  return said
}

const onlyAccept: Change = { act: (c) => stop(c, c.startedAt), resolve: (c) => stop(c, c.startedAt) }
const onlyResolve: Change = { act: (c) => stop(c, c.startedAt), accept: (c) => stop(c, c.startedAt) }

describe('an ordinary matter that nobody accepts', () => {
  it('climbs from the assignee to the supervisor, the community and the sub-district', () => {
    const said = lookEveryMinute([told(1, '2026-11-23 08:30', 'ordinary', onlyAccept)], '2026-11-23 08:30', '2026-11-27 08:30')
    expect(said.map((s) => `${wall(s.saidAt)} ${s.tell.join('+')}`)).toEqual([
      '11-23 09:30 assignee',
      '11-23 10:30 assignee+supervisor',
      '11-23 14:00 community',
      '11-25 10:30 subdistrict',
    ])
  })
})

describe('danger', () => {
  it('goes up in minutes, by night too', () => {
    const said = lookEveryMinute([told(1, '2026-11-23 23:00', 'danger', onlyAccept)], '2026-11-23 23:00', '2026-11-24 02:00')
    expect(said.map((s) => `${wall(s.saidAt)} ${s.tell.join('+')}`)).toEqual([
      '11-23 23:08 assignee',
      '11-23 23:15 assignee+supervisor',
      '11-23 23:25 community',
      '11-23 23:45 subdistrict',
    ])
  })

  it('is faster than the rest on every clock and every step', () => {
    const [danger, ordinary] = [told(1, '2026-11-23 09:00', 'danger'), told(2, '2026-11-23 09:00', 'ordinary')]
    for (const clock of CLOCKS)
      for (const step of ESCALATION.danger[clock]) {
        const slow = ESCALATION.ordinary[clock].find((s) => s.id === step.id)
        if (slow)
          expect(stepAt(office, danger.clocks[clock], step, at('2026-11-23 09:00'))).toBeLessThan(
            stepAt(office, ordinary.clocks[clock], slow, at('2026-11-23 09:00')),
          )
      }
  })
})

describe('by night', () => {
  it('what can wait is kept until the quiet hours end, and then said at once', () => {
    // seven days from 03:00 run out at 03:00
    const ticket = told(1, '2026-11-16 03:00', 'ordinary', onlyResolve)
    const said = lookEveryMinute([ticket], '2026-11-16 03:00', '2026-11-23 12:00')
    expect(said.map((s) => wall(s.saidAt))).toEqual(['11-19 15:00', '11-23 07:00'])
    expect(wall(said[1]?.at ?? 0)).toBe('11-23 03:00')
  })

  it('nobody is reminded of an ordinary matter, however overdue', () => {
    expect(due([told(1, '2026-11-01 09:00', 'ordinary')], '2026-11-23 22:00')).toEqual([])
    expect(due([told(1, '2026-11-01 09:00', 'ordinary')], '2026-11-24 06:59')).toEqual([])
    expect(due([told(1, '2026-11-01 09:00', 'ordinary')], '2026-11-24 07:00').length).toBeGreaterThan(0)
  })
})

describe('a step', () => {
  const ticket = told(1, '2026-11-23 08:30', 'ordinary', onlyAccept)

  it('is taken once: a key that was claimed is not due again', () => {
    const first = due([ticket], '2026-11-23 10:30')
    expect(due([ticket], '2026-11-23 10:30', new Set(first.map((s) => s.key)))).toEqual([])
  })

  it('has the same key after a restart, and another one when the clock was started anew', () => {
    expect(due([ticket], '2026-11-23 09:40').map((s) => s.key)).toEqual([stepKey('t1', 'accept', 0, 'half')])
    const again = { ...ticket, rounds: { accept: 1, act: 0, resolve: 0 } }
    expect(due([again], '2026-11-23 09:40', new Set([stepKey('t1', 'accept', 0, 'half')])).map((s) => s.key)).toEqual([
      stepKey('t1', 'accept', 1, 'half'),
    ])
  })

  it('that was missed while the program was down is claimed in silence when a later one tells the same people', () => {
    expect(names(due([ticket], '2026-11-23 15:00'))).toEqual(['accept half → ', 'accept due → assignee+supervisor', 'accept community → community'])
  })

  it('that fell due at night before the matter was put on hold is not said while it is on hold', () => {
    const held = (clock: Clock): Clock => pause(clock, at('2026-11-24 06:00'))
    const ticket = told(1, '2026-11-17 04:00', 'ordinary', { ...onlyResolve, resolve: held })
    expect(due([ticket], '2026-11-24 09:00')).toEqual([])
    const back = told(1, '2026-11-17 04:00', 'ordinary', { ...onlyResolve, resolve: (c) => resume(held(c), at('2026-11-24 10:00')) })
    expect(names(due([back], '2026-11-24 10:00'))).toEqual(['resolve half → ', 'resolve due → assignee+supervisor'])
  })

  it('is not taken while the clock is paused, nor after it has stopped', () => {
    const heldAt = (clock: Clock): Clock => pause(clock, at('2026-11-23 09:00'))
    expect(due([told(1, '2026-11-23 08:30', 'ordinary', { ...onlyAccept, accept: heldAt })], '2026-11-25 10:00')).toEqual([])
    expect(
      due([told(1, '2026-11-23 08:30', 'ordinary', { ...onlyAccept, accept: (c) => stop(c, at('2026-11-23 11:00')) })], '2026-11-25 10:00'),
    ).toEqual([])
  })

  it('past the deadline is put off by a pause that begins after the deadline', () => {
    const held = (clock: Clock): Clock => resume(pause(clock, at('2026-11-23 11:00')), at('2026-11-24 11:00'))
    const [community] = due([told(1, '2026-11-23 08:30', 'ordinary', { ...onlyAccept, accept: held })], '2026-11-24 14:00').filter(
      (s) => s.step === 'community',
    )
    expect(community && wall(community.at)).toBe('11-24 14:00')
  })

  it('of a community’s own plan is taken as the plan says', () => {
    const own: EscalationPlan = {
      danger: ESCALATION.danger,
      ordinary: { accept: [{ id: 'early', at: { share: 0.25 }, tell: ['supervisor'] }], act: [], resolve: [] },
    }
    expect(names(due([told(1, '2026-11-23 08:30', 'ordinary')], '2026-11-23 09:00', new Set(), own))).toEqual(['accept early → supervisor'])
  })

  it('ids are unique within every clock, for keys are made of them', () => {
    for (const plan of [ESCALATION.danger, ESCALATION.ordinary])
      for (const clock of CLOCKS) expect(new Set(plan[clock].map((s) => s.id)).size).toBe(plan[clock].length)
  })
})

describe('any lives of any tickets', () => {
  const START = at('2026-11-20 00:00')
  const ticketArb = fc
    .record({
      minute: fc.nat(3 * 1440),
      danger: fc.boolean(),
      stopped: fc.option(fc.nat(4 * 1440)),
      held: fc.option(fc.tuple(fc.nat(2 * 1440), fc.nat(1440))),
    })
    .map(({ minute, danger, stopped, held }): Omit<TicketClocks, 'ticketId' | 'number'> => {
      const startedAt = START + minute * MINUTE
      const limits = limitsFor({ category: 'facility', urgency: danger ? 'emergency' : 'normal' })
      const pauses = held ? [{ from: startedAt + held[0] * MINUTE, to: startedAt + (held[0] + held[1]) * MINUTE }] : []
      const clock = (name: ClockName): Clock => ({
        startedAt,
        limit: limits[name],
        pauses,
        stoppedAt: stopped === null ? null : startedAt + stopped * MINUTE,
      })
      return { danger, clocks: { accept: clock('accept'), act: clock('act'), resolve: clock('resolve') }, rounds: { accept: 0, act: 0, resolve: 0 } }
    })
  const ticketsArb = fc.array(ticketArb, { minLength: 1, maxLength: 3 }).map((all) => all.map((t, i) => ({ ...t, ticketId: `t${i}`, number: i })))
  /** Looks at uneven times, as after restarts. A ticket looked at before it was told is not there yet, one looked at after its end is. */
  const looksArb = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 5, maxLength: 40 })

  it('have every step at most once, never at night but for danger, never early, never out of order', () => {
    fc.assert(
      fc.property(ticketsArb, looksArb, (tickets, gaps) => {
        const taken = new Set<string>()
        let now = START
        for (const gap of gaps) {
          now += gap * MINUTE
          const there = tickets.filter((t) => t.clocks.accept.startedAt <= now)
          const running = there.map((t) => ({
            ...t,
            clocks: Object.fromEntries(
              CLOCKS.map((c) => [c, { ...t.clocks[c], stoppedAt: (t.clocks[c].stoppedAt ?? Infinity) <= now ? t.clocks[c].stoppedAt : null }]),
            ) as TicketClocks['clocks'],
          }))
          const steps = dueSteps(running, taken, now, NIGHT, () => office)
          const time = DateTime.fromMillis(now, { zone: CHINA }).toFormat('HH:mm')
          for (const step of steps) {
            expect(taken.has(step.key)).toBe(false)
            expect(step.at).toBeLessThanOrEqual(now)
            if (time >= '22:00' || time < '07:00') expect(step.danger).toBe(true)
            const plan = ESCALATION[step.danger ? 'danger' : 'ordinary'][step.clock]
            const before = plan.slice(
              0,
              plan.findIndex((s) => s.id === step.step),
            )
            taken.add(step.key)
            for (const earlier of before) expect(taken.has(stepKey(step.ticketId, step.clock, 0, earlier.id))).toBe(true)
          }
          expect(dueSteps(running, taken, now, NIGHT, () => office)).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('say in the end the same whether or not the program was down in between', () => {
    const tickets = [told(1, '2026-11-23 09:00', 'ordinary'), told(2, '2026-11-23 09:30', 'danger')]
    const keys = (down?: (now: number) => boolean): string[] =>
      lookEveryMinute(tickets, '2026-11-23 09:00', '2026-11-26 09:00', down)
        .map((s) => s.key)
        .sort()
    expect(keys((now) => now > at('2026-11-23 10:00') && now < at('2026-11-25 16:00'))).toEqual(keys())
  })
})

describe('reminders', () => {
  const people: Record<string, Partial<Record<Audience, string[]>>> = {
    t1: { assignee: ['wang'], supervisor: ['li'] },
    t2: { assignee: ['wang'], supervisor: ['li'] },
    t3: { assignee: ['zhao'], supervisor: ['wang'] },
  }
  const peopleOf = (step: DueStep, audience: Audience): readonly string[] => people[step.ticketId]?.[audience] ?? []

  it('are one for several tickets of one person, the gravest first', () => {
    const steps = due(
      [told(1, '2026-11-23 08:50', 'ordinary'), told(2, '2026-11-23 08:30', 'ordinary'), told(3, '2026-11-23 10:00', 'danger')],
      '2026-11-23 10:40',
    )
    const sent = reminders(steps, peopleOf)
    expect(sent.map((r) => r.personId).sort()).toEqual(['li', 'wang', 'zhao'])
    expect(sent.find((r) => r.personId === 'wang')?.steps.map((s) => `${s.ticketId} ${s.clock} ${s.step}`)).toEqual([
      't3 act due',
      't2 accept due',
      't1 accept half',
    ])
  })

  it('name every ticket once for each person, though several clocks of it have run out', () => {
    const [mine] = reminders(due([told(1, '2026-11-10 08:30', 'ordinary')], '2026-11-23 10:40'), peopleOf).filter((r) => r.personId === 'wang')
    expect(mine?.steps.map((s) => s.clock)).toEqual(['resolve'])
  })

  it('reach somebody who is assignee and supervisor in one once', () => {
    const [sent, ...more] = reminders(due([told(1, '2026-11-23 08:30', 'ordinary')], '2026-11-23 10:40'), () => ['wang'])
    expect(sent?.steps.length).toBe(1)
    expect(more).toEqual([])
  })

  it('leave out what is only claimed', () => {
    const silent = due([told(1, '2026-11-23 08:30', 'ordinary', onlyAccept)], '2026-11-23 15:00').filter((s) => s.tell.length === 0)
    expect(silent.length).toBe(1)
    expect(reminders(silent, () => ['wang'])).toEqual([])
  })
})

const person = (id: string, orgId: string | null, more: Partial<Person> = {}): Person => ({
  ...{ id, name: id, role: 'property', orgId, title: null, phone: null, supervisor: false, admin: false, gridIds: [] },
  ...more,
})
const organisation = (id: string, kind: Directory['organisations'][number]['kind']) => ({ id, name: id, kind, phone: null, gridIds: [] })
const town = (staff: readonly Person[], organisations = [organisation('office', 'community'), organisation('yard', 'property')]): Directory => ({
  ...{
    id: 'c',
    name: 'c',
    timezone: CHINA,
    language: 'zh-CN',
    revision: 1,
    settings: DEFAULT_SETTINGS,
    grids: [],
    buildings: [],
    groups: [],
    shifts: [],
  },
  organisations,
  staff,
})
const HELD = { orgId: 'yard', assigneeId: 'wang' }
const ids = (directory: Directory, held: typeof HELD | { orgId: string; assigneeId: null }, audience: Audience, levels = {}): string[] =>
  audienceOf(directory, held, audience, levels).map((p) => p.id)

describe('the people behind a level', () => {
  const full = town(
    [
      person('wang', 'yard'),
      person('li', 'yard', { supervisor: true }),
      person('chen', 'office', { supervisor: true }),
      person('lin', 'office'),
      person('sun', 'street'),
      person('zhou', 'city'),
    ],
    [
      organisation('office', 'community'),
      organisation('yard', 'property'),
      organisation('street', 'subdistrict'),
      organisation('city', 'department'),
    ],
  )

  it('are the assignee, the unit’s supervisor, the heads of the community, the sub-district, the district', () => {
    expect(
      (['assignee', 'supervisor', 'community', 'subdistrict', 'district'] as const).map((level) => ids(full, HELD, level, { district: 'city' })),
    ).toEqual([['wang'], ['li'], ['chen'], ['sun'], ['zhou']])
  })

  it('are those of the next level where one is empty', () => {
    expect(ids(full, { orgId: 'yard', assigneeId: null }, 'assignee')).toEqual(['li'])
    expect(ids(full, HELD, 'district')).toEqual(['sun'])
    const small = town([person('wang', 'yard'), person('chen', 'office', { admin: true }), person('lin', 'office')])
    expect((['supervisor', 'subdistrict', 'district'] as const).map((level) => ids(small, HELD, level))).toEqual([['chen'], ['chen'], ['chen']])
    expect(ids(town([person('wang', 'yard'), person('lin', 'office')]), HELD, 'supervisor')).toEqual(['lin'])
  })

  it('are never nobody while there is any staff', () => {
    const staffArb = fc.array(fc.record({ org: fc.constantFrom('office', 'yard', null), supervisor: fc.boolean(), admin: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(staffArb, fc.constantFrom('yard', 'office', 'gone'), fc.constantFrom('p0', 'gone', null), (staff, orgId, assigneeId) => {
        const directory = town(staff.map(({ org, ...more }, i) => person(`p${i}`, org, more)))
        for (const level of ['assignee', 'supervisor', 'community', 'subdistrict', 'district'] as const)
          expect(audienceOf(directory, { orgId, assigneeId }, level).length).toBeGreaterThan(0)
      }),
    )
  })
})
