/** Moves every row from one database to another, and proves that what arrived is what left. */
import { hash } from 'node:crypto'
import { CodedError } from '../../core/errors.ts'
import type { TableForm } from './forms.ts'
import { openSource, type RowSource } from './source.ts'
import type { RowTarget } from './target.ts'

export interface TableMoved {
  table: string
  rows: number
  /** Sum of the rows' hashes: the same rows give the same digest in whatever order they come. */
  digest: bigint
}

export interface Progress {
  table: string
  rows: number
  /** Undefined where it is not known beforehand. */
  of?: number
}
export type Tell = (progress: Progress) => void

const sorted = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, sorted(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Blanks and the order of keys say nothing. */
const digestOf = (line: string): bigint => hash('sha256', JSON.stringify(sorted(JSON.parse(line))), 'buffer').readBigUInt64LE(0)

async function walk(table: TableForm, lines: AsyncIterable<string[]>, each: (batch: string[], rows: number) => Promise<void>): Promise<TableMoved> {
  let [rows, digest] = [0, 0n]
  for await (const batch of lines) {
    rows += batch.length
    for (const line of batch) digest = BigInt.asUintN(64, digest + digestOf(line))
    await each(batch, rows)
  }
  return { table: table.name, rows, digest }
}

export async function moveRows(
  tables: readonly TableForm[],
  source: Pick<RowSource, 'lines'> & Partial<RowSource>,
  target: RowTarget,
  tell: Tell = () => {},
): Promise<TableMoved[]> {
  const moved: TableMoved[] = []
  for (const table of tables) {
    const of = await source.count?.(table)
    tell({ table: table.name, rows: 0, of })
    const one = await walk(table, source.lines(table), async (batch, rows) => {
      await target.write(table, batch)
      tell({ table: table.name, rows, of })
    })
    moved.push(one)
  }
  await target.finish()
  return moved
}

/** Reads everything again where it arrived. @throws CodedError COPY_DIFFERS naming the tables */
export async function proveSame(tables: readonly TableForm[], moved: readonly TableMoved[], url: string): Promise<void> {
  const arrived = await openSource(url)
  const faults: string[] = []
  try {
    for (const table of tables) {
      const there = await walk(table, arrived.lines(table), async () => {})
      const left = moved.find((one) => one.table === table.name)
      if (there.rows !== left?.rows) faults.push(`${table.name} has ${there.rows} rows instead of ${left?.rows ?? 0}`)
      else if (there.digest !== left.digest) faults.push(`${table.name} has other rows`)
    }
  } finally {
    await arrived.close()
  }
  if (faults.length > 0) throw new CodedError('COPY_DIFFERS', faults.join('; '), { faults })
}
