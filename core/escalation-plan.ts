/** Steps of escalation that a community sets for itself, as its file says them. Where it says none for a clock, the usual ones hold. */
import { CLOCKS, type ClockName, LIMIT_UNITS, type LimitUnit } from './deadlines.ts'
import { AUDIENCES, type Audience, ESCALATION, type EscalationPlan, type EscalationStep } from './escalation.ts'

export const STEP_MATTERS = ['danger', 'ordinary'] as const
export type StepMatter = (typeof STEP_MATTERS)[number]

export interface OwnStep {
  matter: StepMatter
  clock: ClockName
  /** Of the limit: 50 is half time, 100 the deadline itself. */
  percent?: number
  /** Past the deadline; `unit` minutes when absent. */
  past?: number
  unit?: LimitUnit
  tell: Audience[]
}

/** Stays the same when only the time of a step changes, so that nobody is told again. */
function idOf({ percent, tell }: OwnStep): string {
  if (percent !== undefined) return percent === 50 ? 'half' : percent === 100 ? 'due' : `p${percent}`
  return AUDIENCES.findLast((audience) => tell.includes(audience)) ?? 'past'
}

function stepsOf(own: readonly OwnStep[]): EscalationStep[] {
  const seen = new Map<string, number>()
  return own.map((step) => {
    const id = idOf(step)
    const times = (seen.get(id) ?? 0) + 1
    seen.set(id, times)
    const { percent, past = 0, unit = 'minutes', tell } = step
    return { id: times === 1 ? id : `${id}-${times}`, at: percent === undefined ? { past: { amount: past, unit } } : { share: percent / 100 }, tell }
  })
}

export function planOf(own: readonly OwnStep[]): EscalationPlan {
  const steps = (matter: StepMatter) => (clock: ClockName) => {
    const said = own.filter((step) => step.matter === matter && step.clock === clock)
    return said.length > 0 ? stepsOf(said) : ESCALATION[matter][clock]
  }
  const of = (matter: StepMatter) => ({ accept: steps(matter)('accept'), act: steps(matter)('act'), resolve: steps(matter)('resolve') })
  return { danger: of('danger'), ordinary: of('ordinary') }
}

/** A plan as a file would say it. */
export const saidSteps = (plan: EscalationPlan): OwnStep[] =>
  STEP_MATTERS.flatMap((matter) =>
    CLOCKS.flatMap((clock) =>
      plan[matter][clock].map(
        ({ at, tell }): OwnStep => ({
          matter,
          clock,
          ...('share' in at ? { percent: Math.round(at.share * 100) } : { past: at.past.amount, unit: at.past.unit }),
          tell: [...tell],
        }),
      ),
    ),
  )

export { AUDIENCES, CLOCKS, LIMIT_UNITS }
