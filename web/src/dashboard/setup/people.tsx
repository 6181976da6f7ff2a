/** Staff and building heads: who they are, and how the bot knows them. */
import { Button } from 'antd'
import { useState } from 'react'
import type { SetupPerson } from '../../../../server/schemas/setup.ts'
import { Panel } from '../parts/panel.tsx'
import { Bindings } from './bindings.tsx'
import { nameOf, newId, useChangeSetup, useSetup } from './data.ts'
import { given } from './entry-dialog.tsx'
import { EntryList } from './entry-list.tsx'
import { Faults } from './faults.tsx'
import { choicesOf, type Field, namesAsChoices } from './fields.tsx'
import { useSetupWords } from './words.ts'

const calledName = ({ name, title }: SetupPerson): string => (title ? `${name}（${title}）` : name)

function useFields(): Field[] {
  const { field, roles } = useSetupWords()
  const { grids, organisations } = useSetup()
  return [
    { name: 'name', label: field.personName, kind: 'text', required: true },
    { name: 'title', label: field.title, kind: 'text', hint: field.titleHint },
    { name: 'role', label: field.role, kind: 'one', required: true, choices: choicesOf(roles).filter(({ value }) => value !== 'resident') },
    { name: 'org', label: field.org, kind: 'one', choices: namesAsChoices(organisations) },
    { name: 'phone', label: field.phone, kind: 'text' },
    { name: 'grids', label: field.grids, kind: 'many', choices: namesAsChoices(grids) },
    { name: 'supervisor', label: field.supervisor, kind: 'flag' },
    { name: 'admin', label: field.admin, kind: 'flag' },
  ]
}

const bodyOf = ({ name, title, role, org, phone, grids, supervisor, admin }: Record<string, unknown>) =>
  given({ name, title, role, org, phone, grids, ...(supervisor ? { supervisor } : {}), ...(admin ? { admin } : {}) })

export default function People() {
  const said = useSetupWords()
  const { people, organisations, residents } = useSetup()
  const fields = useFields()
  const { field } = said
  const [bindingOf, setBindingOf] = useState<string>()
  const shown = people.find(({ id }) => id === bindingOf)
  return (
    <div className="stack">
      <EntryList
        title={said.people.title}
        add={said.people.add}
        hint={said.people.residents(residents)}
        rows={people.filter(({ active }) => active)}
        columns={[
          { key: 'name', title: field.personName, show: calledName },
          { key: 'role', title: field.role, show: (person) => <RoleOf person={person} /> },
          { key: 'org', title: field.org, show: ({ org }) => nameOf(organisations, org) },
          { key: 'phone', title: field.phone, show: ({ phone }) => phone ?? '' },
          { key: 'bound', title: said.people.bindings, show: ({ bound }) => <BoundTag yes={bound > 0} what={said.people} /> },
        ]}
        nameOf={({ name }) => name}
        fields={fields}
        initialOf={(row) => ({ ...row })}
        saveOf={(values, row) => ({ method: 'PUT', path: `people/${row?.id ?? newId('p')}`, body: bodyOf(values) })}
        dropOf={({ id }) => ({ method: 'DELETE', path: `people/${id}` })}
        dropWord={said.people.stop}
        dropSure={said.people.stopSure}
        more={(row) => (
          <Button size="small" onClick={() => setBindingOf(row.id)} aria-label={said.people.bindingsOf(row.name)}>
            {said.people.bindings}
          </Button>
        )}
      />
      <Former people={people.filter(({ active }) => !active)} />
      {shown && <Bindings person={shown} onClose={() => setBindingOf(undefined)} />}
    </div>
  )
}

function RoleOf({ person: { role, supervisor, admin } }: { person: SetupPerson }) {
  const { roles, field } = useSetupWords()
  return <>{[roles[role], supervisor && field.supervisor, admin && field.admin].filter(Boolean).join(' · ')}</>
}

export const BoundTag = ({ yes, what }: { yes: boolean; what: { bound: string; unbound: string } }) => (
  <span className={`state-tag ${yes ? 'tone-done' : 'tone-new'}`}>{yes ? what.bound : what.unbound}</span>
)

function Former({ people }: { people: readonly SetupPerson[] }) {
  const said = useSetupWords()
  const { mayWrite } = useSetup()
  const waking = useChangeSetup()
  if (people.length === 0) return null
  return (
    <Panel title={said.people.formerTitle}>
      <Faults error={waking.error} />
      <ul className="rows">
        {people.map((person) => (
          <li key={person.id} className="account-row">
            <span className="grow">
              {calledName(person)} <span className="soft">{said.roles[person.role]}</span>
            </span>
            {mayWrite && (
              <Button
                size="small"
                loading={waking.isPending}
                aria-label={`${said.people.back}: ${person.name}`}
                onClick={() => waking.mutate({ method: 'PUT', path: `people/${person.id}`, body: bodyOf({ ...person }) })}
              >
                {said.people.back}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
