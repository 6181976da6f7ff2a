/** The services for a command that reads and writes but neither hears nor speaks: the running program delivers what is said. */
import type { Config } from '../../config.ts'
import { createReader } from '../../core/understanding/reader.ts'
import type { Database } from '../../db/open.ts'
import type { DeskContext } from '../../services/context.ts'
import { FREE_PACE } from '../../services/delivery.ts'
import { createDesk } from '../../services/desk.ts'
import { createLog } from '../../services/log.ts'

export function openDesk(config: Config, db: Database, now: () => number = Date.now): DeskContext {
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel)
  return createDesk({
    db,
    dataDir: config.dataDir,
    reader: createReader(),
    pace: FREE_PACE,
    log,
    now,
    deliverEveryMs: 0,
    publicUrl: () => config.publicUrl ?? `http://127.0.0.1:${config.port}`,
  }).context
}
