/** House rules: when things are said, how long is waited, who answers for what. */
import { Button, Form } from 'antd'
import { Panel } from '../parts/panel.tsx'
import { useDashboardWords } from '../words.ts'
import { useChangeSetup, useSetup } from './data.ts'
import type { Values } from './entry-dialog.tsx'
import { Faults } from './faults.tsx'
import { type Field, Fields } from './fields.tsx'
import { Facts, Hours, Routes } from './rule-lists.tsx'
import { useSetupWords } from './words.ts'

export default function Rules() {
  return (
    <div className="stack">
      <Simple />
      <Meeting />
      <Routes />
      <Hours />
      <Facts />
    </div>
  )
}

interface FormProps {
  title: string
  hint?: string
  fields: readonly Field[]
  initial: Values
  /** Keys of the rules, as the file has them; null goes back to the usual. */
  bodyOf(values: Values): Values
}

function RuleForm({ title, hint, fields, initial, bodyOf }: FormProps) {
  const words = useDashboardWords()
  const { mayWrite } = useSetup()
  const saving = useChangeSetup()
  return (
    <Panel title={title}>
      {hint && <p className="soft">{hint}</p>}
      <Faults error={saving.error} />
      <Form
        key={JSON.stringify(initial)}
        name={title}
        layout="vertical"
        disabled={!mayWrite}
        initialValues={initial}
        onFinish={(values: Values) => saving.mutate({ method: 'PUT', path: 'policies', body: bodyOf(values) })}
      >
        <div className="rule-fields">
          <Fields fields={fields} />
        </div>
        {mayWrite && (
          <Button htmlType="submit" loading={saving.isPending} aria-label={`${words.save}: ${title}`}>
            {words.save}
          </Button>
        )}
      </Form>
    </Panel>
  )
}

/** Emptied is back to the usual. */
const orUsual = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === undefined || value === '' ? null : value]))

function Simple() {
  const { rules: said } = useSetupWords()
  const { policies } = useSetup()
  const board = (policies.board ?? {}) as Values
  const clock = (name: 'digestAt' | 'dispatchAt' | 'weeklyAt' | 'quietFrom' | 'quietTo'): Field => ({ name, label: said[name], kind: 'clock' })
  const phone = (name: 'gas' | 'power' | 'water' | 'lift'): Field => ({ name, label: said[name], kind: 'text' })
  return (
    <>
      <RuleForm
        title={said.times}
        hint={said.quietHint}
        fields={[clock('digestAt'), clock('dispatchAt'), clock('weeklyAt'), clock('quietFrom'), clock('quietTo')]}
        initial={policies}
        bodyOf={orUsual}
      />
      <RuleForm
        title={said.waiting}
        fields={[
          { name: 'storySeconds', label: said.storySeconds, kind: 'number', max: 120 },
          { name: 'confirmHours', label: said.confirmHours, kind: 'number', min: 1, max: 720 },
        ]}
        initial={policies}
        bodyOf={orUsual}
      />
      <RuleForm
        title={said.phones}
        fields={[phone('gas'), phone('power'), phone('water'), phone('lift')]}
        initial={policies.emergencyPhones as Values}
        bodyOf={(values) => ({ emergencyPhones: Object.fromEntries(Object.entries(values).filter(([, value]) => value)) })}
      />
      <RuleForm
        title={said.holidays}
        hint={said.daysHint}
        fields={[
          { name: 'holidays', label: said.holidaysOwn, kind: 'words' },
          { name: 'workdays', label: said.workdaysOwn, kind: 'words' },
        ]}
        initial={policies}
        bodyOf={orUsual}
      />
      <RuleForm
        title={said.open}
        fields={[
          { name: 'boardOpen', label: said.boardOpen, kind: 'flag' },
          { name: 'ticketLinks', label: said.ticketLinks, kind: 'flag' },
          { name: 'acceptFriends', label: said.acceptFriends, kind: 'flag' },
        ]}
        initial={{ boardOpen: board.open, ticketLinks: policies.ticketLinks, acceptFriends: policies.acceptFriends }}
        bodyOf={({ boardOpen, ...flags }) => ({ ...flags, board: { ...board, open: boardOpen === true } })}
      />
    </>
  )
}

function Meeting() {
  const { rules: said, weekdays } = useSetupWords()
  const { policies } = useSetup()
  const meeting = policies.meeting as Values | null
  return (
    <RuleForm
      title={said.meeting}
      fields={[
        { name: 'on', label: said.meetingOn, kind: 'flag' },
        { name: 'day', label: said.day, kind: 'one', choices: weekdays.map((label, index) => ({ value: index + 1, label })) },
        { name: 'at', label: said.at, kind: 'clock' },
        { name: 'place', label: said.place, kind: 'text' },
      ]}
      initial={{ on: meeting !== null, ...meeting }}
      bodyOf={({ on, day, at, place }) => ({ meeting: on ? { day, at, ...(place ? { place } : {}) } : null })}
    />
  )
}
