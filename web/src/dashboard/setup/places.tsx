/** Grids, buildings, and the units that answer. */
import type { Setup } from '../../../../server/schemas/setup.ts'
import { nameOf, newId, useSetup } from './data.ts'
import { given } from './entry-dialog.tsx'
import { EntryList } from './entry-list.tsx'
import { choicesOf, namesAsChoices } from './fields.tsx'
import { useSetupWords } from './words.ts'

type Building = Setup['buildings'][number]

export default function Places() {
  return (
    <div className="stack">
      <Grids />
      <Buildings />
      <Units />
    </div>
  )
}

function Grids() {
  const { places: said, field } = useSetupWords()
  const { grids, buildings } = useSetup()
  return (
    <EntryList
      title={said.grids}
      add={said.addGrid}
      rows={grids}
      columns={[
        { key: 'name', title: field.name, show: ({ name }) => name },
        { key: 'buildings', title: said.buildings, show: ({ id }) => said.buildingsOf(buildings.filter(({ grid }) => grid === id).length) },
      ]}
      nameOf={({ name }) => name}
      fields={[{ name: 'name', label: field.name, kind: 'text', required: true }]}
      initialOf={(row) => ({ name: row?.name })}
      saveOf={(values, row) => ({ method: 'PUT', path: `grids/${row?.id ?? newId('g')}`, body: values })}
      dropOf={({ id }) => ({ method: 'DELETE', path: `grids/${id}` })}
    />
  )
}

/** As people say it, where no other grid has the same. */
const buildingIdOf = (name: string, grid: string, buildings: readonly Building[]): string =>
  /^[A-Za-z0-9]{1,8}$/.test(name) && !buildings.some(({ id, name: other }) => id === name || other === name) ? name : `${grid}-${name}`

function Buildings() {
  const { places: said, field } = useSetupWords()
  const { grids, buildings } = useSetup()
  return (
    <EntryList
      title={said.buildings}
      add={said.addBuilding}
      rows={buildings}
      columns={[
        { key: 'name', title: field.number, show: ({ name }) => name },
        { key: 'grid', title: field.grid, show: ({ grid }) => nameOf(grids, grid) },
        { key: 'estate', title: field.estate, show: ({ estate }) => estate ?? '' },
        { key: 'aliases', title: field.aliases, show: ({ aliases }) => aliases.join('、') },
      ]}
      nameOf={({ name }) => name}
      fields={[
        { name: 'name', label: field.number, kind: 'text', required: true },
        { name: 'grid', label: field.grid, kind: 'one', required: true, choices: namesAsChoices(grids) },
        { name: 'estate', label: field.estate, kind: 'text' },
        { name: 'aliases', label: field.aliases, kind: 'words' },
      ]}
      initialOf={(row) => ({ ...row })}
      saveOf={(values, row) => ({
        method: 'PUT',
        path: `buildings/${row?.id ?? buildingIdOf(String(values.name), String(values.grid), buildings)}`,
        body: given(values),
      })}
      dropOf={({ id }) => ({ method: 'DELETE', path: `buildings/${id}` })}
    />
  )
}

function Units() {
  const said = useSetupWords()
  const { grids, organisations } = useSetup()
  const { field } = said
  return (
    <EntryList
      title={said.places.organisations}
      add={said.places.addOrganisation}
      rows={organisations}
      columns={[
        { key: 'name', title: field.name, show: ({ name }) => name },
        { key: 'kind', title: field.kind, show: ({ kind }) => said.orgKinds[kind] },
        { key: 'phone', title: field.phone, show: ({ phone }) => phone ?? '' },
        {
          key: 'grids',
          title: field.serves,
          show: (unit) => (unit.grids.length === 0 ? said.places.allGrids : unit.grids.map((id) => nameOf(grids, id)).join('、')),
        },
      ]}
      nameOf={({ name }) => name}
      fields={[
        { name: 'name', label: field.name, kind: 'text', required: true },
        { name: 'kind', label: field.kind, kind: 'one', required: true, choices: choicesOf(said.orgKinds) },
        { name: 'phone', label: field.phone, kind: 'text' },
        { name: 'grids', label: field.serves, kind: 'many', hint: field.servesHint, choices: namesAsChoices(grids) },
      ]}
      initialOf={(row) => ({ ...row })}
      saveOf={(values, row) => ({ method: 'PUT', path: `organisations/${row?.id ?? newId('u')}`, body: given(values) })}
      dropOf={({ id }) => ({ method: 'DELETE', path: `organisations/${id}` })}
    />
  )
}
