import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RIGHTS } from '../../core/decide.ts'
import { allSteps, edges, statesDiagram, statesPage } from '../../core/states-diagram.ts'
import { STATUSES, TICKET_STATUSES } from '../../core/ticket.ts'

const ROOT = join(import.meta.dirname, '../..')

describe('the states of a ticket', () => {
  const steps = allSteps()

  it('are left only by steps of the table', () => {
    for (const { from, to } of steps) if (from !== to) expect(STATUSES[from].to).toContain(to)
  })

  it('can each be reached, and every step of the table is taken by some command', () => {
    const reached = new Set(['open', ...steps.map((step) => step.to)])
    expect(TICKET_STATUSES.filter((status) => !reached.has(status))).toEqual([])
    expect(edges(steps).filter(({ commands }) => commands.length === 0)).toEqual([])
  })

  it('leave no command without a state in which it is allowed', () => {
    const used = new Set(steps.map((step) => step.command))
    expect(Object.keys(RIGHTS).filter((command) => !used.has(command as (typeof steps)[number]['command']))).toEqual([])
  })

  it('can be left by somebody as long as a matter is not closed', () => {
    for (const status of TICKET_STATUSES)
      if (STATUSES[status].phase !== 'closed') expect(steps.some((s) => s.from === status && STATUSES[s.to].phase === 'closed')).toBe(true)
  })

  it('are drawn with every step of the table', () => {
    const drawn = [...statesDiagram(steps).matchAll(/^ {2}(\w+) --> (\w+)/gm)].map((m) => `${m[1]} ${m[2]}`).sort()
    const table = TICKET_STATUSES.flatMap((from) => STATUSES[from].to.filter((to) => to !== from).map((to) => `${from} ${to}`)).sort()
    expect(drawn).toEqual(table)
  })

  it('stand in docs/states.md as they are', () => {
    expect(readFileSync(join(ROOT, 'docs/states.md'), 'utf8')).toBe(statesPage())
    expect(execFileSync(process.execPath, ['--import', 'tsx', 'scripts/states.ts', '--check'], { cwd: ROOT, encoding: 'utf8' })).toBe('')
  })

  it('are explained by --help without anything being written', () => {
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/states.ts', '--help'], { cwd: ROOT, encoding: 'utf8' })
    expect(status).toBe(0)
    expect(stdout).toContain('--check')
  })
})
