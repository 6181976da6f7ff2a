/** The tables as both databases have them: names, order and kinds of columns. What backup, restore and copying move rows by. */
import { toSnakeCase } from 'drizzle-orm/casing'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { postgres } from '../dialects.ts'
import { defineTables } from '../tables.ts'

/** `whole` is an integer, `flag` true or false, `instant` milliseconds since the epoch, `json` anything JSON holds. */
export type ColumnKind = 'text' | 'whole' | 'flag' | 'instant' | 'json'

export interface ColumnForm {
  name: string
  kind: ColumnKind
}

export interface TableForm {
  name: string
  columns: ColumnForm[]
}

const KINDS: Record<string, ColumnKind> = {
  text: 'text',
  integer: 'whole',
  bigint: 'whole',
  boolean: 'flag',
  'timestamp (3) with time zone': 'instant',
  jsonb: 'json',
}

/** What tickets are found by: reckoned anew from the ledger where it arrives (services/ledger/words.ts), in the form of that database. */
const RECKONED_ANEW = new Set(['ticket_words', 'ticket_followers'])

/** Every table that is carried, each after those that its foreign keys point at. */
export function tableForms(): TableForm[] {
  const waiting = Object.values(defineTables(postgres)).map((table) => getTableConfig(table as PgTable))
  const ordered: typeof waiting = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((one) => one.foreignKeys.every((key) => isPlaced(getTableConfig(key.reference().foreignTable).name, one.name)))
    if (next < 0) throw new Error(`the foreign keys of ${waiting.map((one) => one.name).join(', ')} run in a circle`)
    ordered.push(...waiting.splice(next, 1))
  }
  const carried = ordered.filter(({ name }) => !RECKONED_ANEW.has(name))
  return carried.map(({ name, columns }) => ({ name, columns: columns.filter(isStored).map((column) => columnForm(name, column)) }))

  function isPlaced(foreign: string, own: string): boolean {
    return foreign === own || ordered.some((one) => one.name === foreign)
  }
}

/** What the database reckons by itself is reckoned again where the rows arrive. */
const isStored = (column: { generated: unknown }): boolean => column.generated === undefined

function columnForm(table: string, column: { name: string; getSQLType(): string }): ColumnForm {
  const kind = KINDS[column.getSQLType()]
  if (!kind) throw new Error(`${table}.${column.name} is of type ${column.getSQLType()}, which db/portable cannot carry to the other database yet`)
  return { name: toSnakeCase(column.name), kind }
}

export const quoted = (name: string): string => `"${name}"`
