/** A copy of an SQLite database while it is written to: one moment of it, compact, without what was deleted. */
import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { CodedError } from '../../core/errors.ts'

interface Answer {
  faults: string[]
  counts: number[]
  failure?: { code: string; message: string }
}

/**
 * @returns rows of each table, in the order asked
 * @throws CodedError DATABASE_CORRUPT when the copy does not hold together; a driver's error with its code otherwise
 */
export async function copySqlite(file: string, to: string, tables: readonly string[], signal?: AbortSignal): Promise<number[]> {
  const worker = new Worker(new URL('./sqlite-worker.mjs', import.meta.url), { workerData: { file, to, tables }, execArgv: [] })
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const { faults, counts, failure } = await new Promise<Answer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(signal?.reason ?? new Error('copying the database was interrupted')))
    })
    if (failure) throw Object.assign(new Error(failure.message), { code: failure.code })
    if (faults[0] !== 'ok') throw new CodedError('DATABASE_CORRUPT', `the copy of ${file} does not hold together: ${faults[0]}`)
    const written = await open(to, 'r+')
    await written.sync().finally(() => written.close())
    return counts
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
