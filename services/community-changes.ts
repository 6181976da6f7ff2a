/** What an import changes, part by part, for whoever ran it. */
import type { CommunityFile } from './community-file.ts'
import { buildingId } from './community-import.ts'

export interface Change {
  /** community, grids, people … */
  part: string
  kind: 'added' | 'changed' | 'removed'
  /** Name or id of the entry; the keys that changed. */
  what: string
  keys?: string[]
}

type Rows = Map<string, { label: string; row: Record<string, unknown> }>

function parts(file: CommunityFile): Record<string, Rows> {
  const rows = <T extends object>(list: readonly T[] | undefined, key: (row: T) => string, label: (row: T) => string): Rows =>
    new Map((list ?? []).map((row) => [key(row), { label: label(row), row: row as Record<string, unknown> }]))
  const named = (list: readonly { id: string; name: string }[] | undefined) =>
    rows(
      list,
      (row) => row.id,
      (row) => (row.id === row.name ? row.id : `${row.id} ${row.name}`),
    )
  const shift = (row: NonNullable<CommunityFile['duty']>[number]): string =>
    `${row.person} ${row.date ?? (row.days ?? [1, 2, 3, 4, 5, 6, 7]).join('')} ${row.from}–${row.to}`
  return {
    community: rows(
      [file.community],
      (row) => row.id,
      (row) => row.name,
    ),
    grids: named(file.grids),
    buildings: rows(file.buildings, buildingId, (row) => String(row.name)),
    organisations: named(file.organisations),
    people: named(file.people),
    groups: named(file.groups),
    duty: rows(file.duty, shift, shift),
    policies: new Map(Object.entries(file.policies ?? {}).map(([key, value]) => [key, { label: key, row: { [key]: value } }])),
  }
}

/** @param before undefined for a community that is new */
export function changesBetween(before: CommunityFile | undefined, after: CommunityFile): Change[] {
  const old: Record<string, Rows> = before ? parts(before) : {}
  return Object.entries(parts(after)).flatMap(([part, rows]) => {
    const known: Rows = old[part] ?? new Map()
    const added = [...rows].filter(([id]) => !known.has(id)).map(([, { label }]): Change => ({ part, kind: 'added', what: label }))
    const removed = [...known].filter(([id]) => !rows.has(id)).map(([, { label }]): Change => ({ part, kind: 'removed', what: label }))
    const changed = [...rows].flatMap(([id, { label, row }]): Change[] => {
      const keys = differing(known.get(id)?.row, row)
      return keys.length === 0 ? [] : [{ part, kind: 'changed', what: label, ...(part === 'policies' ? {} : { keys }) }]
    })
    return [...added, ...changed, ...removed]
  })
}

function differing(before: Record<string, unknown> | undefined, after: Record<string, unknown>): string[] {
  if (!before) return []
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}
