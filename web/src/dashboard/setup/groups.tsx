/** Groups: what they are, how readily the bot opens tickets there, and whether their room is bound. */
import { Button, Popconfirm } from 'antd'
import type { SetupGroup } from '../../../../server/schemas/setup.ts'
import { useDashboardWords } from '../words.ts'
import { nameOf, newId, useChangeSetup, useSetup } from './data.ts'
import { given } from './entry-dialog.tsx'
import { EntryList } from './entry-list.tsx'
import { Faults } from './faults.tsx'
import { choicesOf, type Field, namesAsChoices } from './fields.tsx'
import { BoundTag } from './people.tsx'
import { useSetupWords } from './words.ts'

function useFields(): Field[] {
  const { field, groupKinds, modes, languages } = useSetupWords()
  const { grids, organisations, buildings } = useSetup()
  return [
    { name: 'name', label: field.name, kind: 'text', required: true },
    { name: 'kind', label: field.kind, kind: 'one', required: true, choices: choicesOf(groupKinds) },
    { name: 'grid', label: field.grid, kind: 'one', choices: namesAsChoices(grids) },
    { name: 'buildings', label: field.buildings, kind: 'many', choices: namesAsChoices(buildings) },
    { name: 'org', label: field.org, kind: 'one', choices: namesAsChoices(organisations) },
    { name: 'mode', label: field.mode, kind: 'one', choices: choicesOf(modes) },
    { name: 'language', label: field.language, kind: 'one', choices: choicesOf(languages) },
  ]
}

/** What a group belongs to: its buildings, its grid or its unit. */
function useBelongs(): (group: SetupGroup) => string {
  const { grids, organisations, buildings } = useSetup()
  return ({ buildings: ids, grid, org }) =>
    ids.length > 0 ? ids.map((id) => nameOf(buildings, id)).join('、') : org ? nameOf(organisations, org) : nameOf(grids, grid)
}

export default function Groups() {
  const said = useSetupWords()
  const { groups } = useSetup()
  const fields = useFields()
  const belongs = useBelongs()
  const unbinding = useChangeSetup()
  const { field } = said
  return (
    <div className="stack">
      <Faults error={unbinding.error} />
      <EntryList
        title={said.groups.title}
        add={said.groups.add}
        hint={said.groups.howToBind}
        rows={groups}
        columns={[
          { key: 'name', title: field.name, show: ({ name }) => name },
          { key: 'kind', title: field.kind, show: ({ kind }) => said.groupKinds[kind] },
          { key: 'of', title: field.buildings, show: belongs },
          { key: 'mode', title: field.mode, show: ({ mode }) => said.modes[mode] },
          { key: 'language', title: field.language, show: ({ language }) => said.languages[language] },
          { key: 'bound', title: said.groups.bound, show: ({ bound }) => <BoundTag yes={bound} what={said.groups} /> },
        ]}
        nameOf={({ name }) => name}
        fields={fields}
        initialOf={(row) => ({ ...row })}
        saveOf={(values, row) => ({ method: 'PUT', path: `groups/${row?.id ?? newId('r')}`, body: given(values) })}
        dropOf={({ id }) => ({ method: 'DELETE', path: `groups/${id}` })}
        more={(row) => row.bound && <Unbind group={row} unbind={() => unbinding.mutate({ ...unbindOf(row), said: said.groups.unbindDone })} />}
      />
    </div>
  )
}

const unbindOf = ({ id }: SetupGroup) => ({ method: 'DELETE' as const, path: `groups/${encodeURIComponent(id)}/room` })

function Unbind({ group, unbind }: { group: SetupGroup; unbind(): void }) {
  const words = useDashboardWords()
  const { groups: said } = useSetupWords()
  return (
    <Popconfirm title={said.unbindSure(group.name)} okText={said.unbind} cancelText={words.cancel} onConfirm={unbind}>
      <Button size="small" aria-label={`${said.unbind}: ${group.name}`}>
        {said.unbind}
      </Button>
    </Popconfirm>
  )
}
