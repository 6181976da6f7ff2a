/** Copies a whole ledger from one database into another, empty one: SQLite or PostgreSQL on either side. */
import { CodedError } from '../../core/errors.ts'
import { tableForms } from '../../db/portable/forms.ts'
import type { Tell } from '../../db/portable/move.ts'
import { newestTag } from '../../db/portable/prepare.ts'
import { openSource } from '../../db/portable/source.ts'
import { emptyAgain } from '../../db/portable/target.ts'
import { type Arrived, lookThrough, pour, refuseFull } from './restore.ts'

export interface CopyOrder {
  from: string
  to: string
  tell?: Tell
}

/**
 * The source must have this program's schema. What is written to it meanwhile is not in the copy, which is of one moment.
 * @throws CodedError PLACE_NOT_EMPTY, COPY_DIFFERS or a storage code; the target is empty again then
 */
export async function copyDatabase({ from, to, tell = () => {} }: CopyOrder): Promise<Arrived> {
  if (from === to) throw new CodedError('PLACE_NOT_EMPTY', 'both addresses are the same')
  await refuseFull(to)
  const source = await openSource(from)
  try {
    await pour(source, tableForms(), newestTag(), to, tell)
    const { rows, ledger } = await lookThrough(to, tell, async () => undefined)
    return { rows, ledger }
  } catch (error) {
    await emptyAgain(to, tableForms()).catch(() => {})
    throw error
  } finally {
    await source.close()
  }
}
