/**
 * Statements built once a connection instead of once a call: building SQL costs more than SQLite takes to run it. For the statements
 * that every message needs. A PostgreSQL transaction is a connection of its own, so there they are built once a transaction.
 */
import { getTableColumns, sql } from 'drizzle-orm'
import type { Database, Reader, Tx } from './open.ts'
import type { Tables } from './tables.ts'

type Values = Record<string, unknown>

/** @param build is called with a connection; its placeholders are filled on each call */
function perConnection<C extends object, Q>(build: (connection: C, tables: Tables) => Q): (connection: C, tables: Tables) => Q {
  const built = new WeakMap<C, Q>()
  return (connection, tables) => {
    const known = built.get(connection)
    if (known !== undefined) return known
    const fresh = build(connection, tables)
    built.set(connection, fresh)
    return fresh
  }
}

/** `const byId = prepared((read, t) => read.select()….prepare(''))`, then `byId(db, read, { id })`. */
export function prepared<C extends Reader | Tx, V extends Values, Row>(
  build: (connection: C, tables: Tables) => { execute(values: V): Promise<Row> },
): (db: Pick<Database, 'tables'>, connection: C, values: V) => Promise<Row> {
  const statement = perConnection(build)
  // `await` and not `return`: SQLite's statements are thenables.
  return async (db, connection, values) => await statement(connection, db.tables).execute(values)
}

type Insertable = 'messages' | 'outbox'

/** Inserts one whole row, for a table that every message writes to. */
export function inserting<K extends Insertable>(table: K): (db: Pick<Database, 'tables'>, tx: Tx, row: Tables[K]['$inferInsert']) => Promise<void> {
  const statement = perConnection((tx: Tx, tables: Tables) => {
    const columns = Object.entries(getTableColumns(tables[table]))
    // A bare placeholder is written as it comes: null stays null, where a column's own encoder would be asked to encode it.
    const values = Object.fromEntries(columns.map(([key]) => [key, sql`${sql.placeholder(key)}`]))
    return {
      columns,
      query: tx
        .insert(tables[table])
        .values(values as never)
        .prepare(''),
    }
  })
  return async (db, tx, row) => {
    const { columns, query } = statement(tx, db.tables)
    const given = row as Values
    const values: Values = {}
    for (const [key, column] of columns) values[key] = given[key] === null || given[key] === undefined ? null : column.mapToDriverValue(given[key])
    await query.execute(values)
  }
}
