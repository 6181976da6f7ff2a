/** Tables as files: `tables/<name>.ndjson.gz`, one JSON array a row, in the order of the columns that the manifest names. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { TableForm } from '../../db/portable/forms.ts'
import type { RowSource } from '../../db/portable/source.ts'

const BATCH = 500

export const tableFile = (name: string): string => `tables/${name}.ndjson.gz`

/** @returns rows written, by table */
export async function writeTables(
  folder: string,
  tables: readonly TableForm[],
  source: Pick<RowSource, 'lines'>,
  signal?: AbortSignal,
): Promise<number[]> {
  await mkdir(join(folder, 'tables'))
  const counts: number[] = []
  for (const table of tables) {
    let rows = 0
    async function* text(): AsyncGenerator<string> {
      for await (const batch of source.lines(table)) {
        rows += batch.length
        yield `${batch.join('\n')}\n`
      }
    }
    const to = createWriteStream(join(folder, tableFile(table.name)), { flags: 'wx', flush: true })
    await pipeline(Readable.from(text()), createGzip({ level: 5 }), to, ...(signal ? [{ signal }] : []))
    counts.push(rows)
  }
  return counts
}

export const readTables = (folder: string): Pick<RowSource, 'lines'> => ({
  async *lines({ name }) {
    const lines = createInterface({
      input: createReadStream(join(folder, tableFile(name))).pipe(createGunzip()),
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    let batch: string[] = []
    for await (const line of lines) {
      if (batch.push(line) < BATCH) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  },
})
