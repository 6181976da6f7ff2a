/** Who is told when a limit runs out, step by step. */
import { Button, Form, InputNumber } from 'antd'
import { useState } from 'react'
import type { Step } from '../../../../server/schemas/setup.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { Panel } from '../parts/panel.tsx'
import { Pick } from '../parts/pick.tsx'
import { useChangeSetup, useSetup } from './data.ts'
import { choicesOf } from './fields.tsx'
import { useSetupWords } from './words.ts'

type Of = { matter: Step['matter']; clock: Step['clock'] }

const ALL: readonly Of[] = (['danger', 'ordinary'] as const).flatMap((matter) =>
  (['accept', 'act', 'resolve'] as const).map((clock) => ({ matter, clock })),
)
const isOf = ({ matter, clock }: Of, step: Step): boolean => step.matter === matter && step.clock === clock

export function EscalationSteps() {
  const { limits: said, edit } = useSetupWords()
  const { policies, usual, mayWrite } = useSetup()
  const own = policies.escalation as Step[]
  const [editing, setEditing] = useState<Of>()
  return (
    <Panel title={said.steps}>
      <p className="soft">{said.stepsHint}</p>
      <ul className="rows">
        {ALL.map((of) => {
          const mine = own.filter((step) => isOf(of, step))
          const title = said.stepsOf(said.matters[of.matter] ?? '', said.clocks[of.clock] ?? '')
          return (
            <li key={`${of.matter} ${of.clock}`} className="account-row">
              <div className="grow">
                <h3>
                  {title} <small className="soft">{mine.length > 0 ? said.own : said.usual}</small>
                </h3>
                <Steps steps={mine.length > 0 ? mine : usual.escalation.filter((step) => isOf(of, step))} />
              </div>
              {mayWrite && (
                <Button size="small" onClick={() => setEditing(of)} aria-label={`${edit}: ${title}`}>
                  {edit}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {editing && <StepsDialog of={editing} onClose={() => setEditing(undefined)} />}
    </Panel>
  )
}

function Steps({ steps }: { steps: readonly Step[] }) {
  const { limits: said } = useSetupWords()
  const when = ({ percent, past = 0, unit = 'minutes' }: Step): string =>
    percent === undefined ? said.after(said.units[unit]?.(past) ?? '') : said.at(percent)
  return (
    <ol className="soft">
      {steps.map((step) => (
        <li key={`${when(step)} ${step.tell}`}>
          {when(step)}：{step.tell.map((who) => said.audiences[who]).join('、')}
        </li>
      ))}
    </ol>
  )
}

/** As the form holds a step: the kind of its time is a field of its own. */
interface Row {
  kind: 'percent' | Step['unit']
  amount: number
  tell: Step['tell']
}
const rowOf = ({ percent, past = 0, unit = 'minutes', tell }: Step): Row => ({
  kind: percent === undefined ? unit : 'percent',
  amount: percent ?? past,
  tell,
})
const stepOf = (of: Of, { kind, amount, tell }: Row): Step => ({
  ...of,
  ...(kind === 'percent' ? { percent: amount } : { past: amount, ...(kind ? { unit: kind } : {}) }),
  tell,
})

function StepsDialog({ of, onClose }: { of: Of; onClose(): void }) {
  const { limits: said } = useSetupWords()
  const { policies, usual } = useSetup()
  const own = policies.escalation as Step[]
  const mine = own.filter((step) => isOf(of, step))
  const others = own.filter((step) => !isOf(of, step))
  const saving = useChangeSetup(onClose)
  const save = (steps: Step[]) => saving.mutate({ method: 'PUT', path: 'policies', body: { escalation: [...others, ...steps] } })
  const initial = (mine.length > 0 ? mine : usual.escalation.filter((step) => isOf(of, step))).map(rowOf)
  return (
    <FormWindow<{ steps: Row[] }>
      title={said.stepsOf(said.matters[of.matter] ?? '', said.clocks[of.clock] ?? '')}
      error={saving.error}
      pending={saving.isPending}
      layout="horizontal"
      initial={{ steps: initial }}
      onFinish={({ steps }) => save(steps.map((row) => stepOf(of, row)))}
      onClose={onClose}
      below={
        mine.length > 0 && (
          <Button onClick={() => save([])} loading={saving.isPending}>
            {said.usualAgain}
          </Button>
        )
      }
    >
      <StepRows />
    </FormWindow>
  )
}

function StepRows() {
  const { limits: said, remove, required } = useSetupWords()
  const needed = [{ required: true, message: required }]
  const kinds = [
    { value: 'percent', label: said.percent },
    ...choicesOf(said.unitNames).map(({ value, label }) => ({ value, label: `${said.past} ${label}` })),
  ]
  return (
    <Form.List name="steps">
      {(fields, { add, remove: drop }) => (
        <div className="stack">
          {fields.map(({ key, name }) => (
            <div key={key} className="step-row">
              <Form.Item name={[name, 'kind']} noStyle rules={needed}>
                <Pick label={said.when} options={kinds} />
              </Form.Item>
              <Form.Item name={[name, 'amount']} noStyle rules={needed}>
                <InputNumber aria-label={said.amount} min={1} precision={0} />
              </Form.Item>
              <Form.Item name={[name, 'tell']} noStyle rules={needed}>
                <Pick label={said.tell} mode="multiple" options={choicesOf(said.audiences)} />
              </Form.Item>
              <Button onClick={() => drop(name)} aria-label={`${remove} ${name + 1}`}>
                {remove}
              </Button>
            </div>
          ))}
          <Button onClick={() => add({ kind: 'hours', amount: 1, tell: ['community'] })}>{said.addStep}</Button>
        </div>
      )}
    </Form.List>
  )
}
