/** The whole program over a big SQLite ledger: how long until it is reached, what memory it takes, how long a backup and its restoring take. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeBackup } from '../../services/backup/make.ts'
import { restoreBackup } from '../../services/backup/restore.ts'

export interface HouseFigure {
  what: string
  value: number
  unit: 's' | 'MB'
}

const MB = 1_048_576
/** Its clocks have looked around once by then. */
const SETTLED = { ms: 10_000 }
const PATIENCE = { ms: 180_000 }

/** @param file in a folder of its own, which is filled and emptied again */
export async function benchHouse(file: string): Promise<HouseFigure[]> {
  const figures: HouseFigure[] = []
  // The first start says what has become due over the years; every later one is a usual one.
  for (const what of ['start, the first time', 'start']) figures.push(...(await started(file, what)))
  return [...figures, ...(await saved(file))]
}

async function started(file: string, what: string): Promise<HouseFigure[]> {
  const since = performance.now()
  const env = {
    ...{ ...process.env, DATABASE_URL: `sqlite:${file}`, DATA_DIR: dirname(file), PORT: '0', LOG_LEVEL: 'error', BACKUP_AT: 'off' },
    // Nobody answers there: the gateway is down.
    ...{ WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_bench', WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:9' },
    WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    await saysItsAddress(child)
    const seconds = (performance.now() - since) / 1000
    await sleep(SETTLED.ms)
    return [
      { what, value: seconds, unit: 's' },
      ...(await memoryOf(child)).map(({ name, mb }) => ({ what: `${what}: ${name}`, value: mb, unit: 'MB' as const })),
    ]
  } finally {
    child.kill()
    await ended
  }
}

function saysItsAddress(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`it did not start: ${said}`)), PATIENCE.ms)
    const settle = (done: () => void) => () => {
      clearTimeout(late)
      done()
    }
    child.stdout?.on('data', (text) => {
      said += String(text)
      if (/https?:\/\/\S+\/gateway/.test(said)) settle(resolve)()
    })
    child.once('exit', (code) => settle(() => reject(new Error(`it ended with ${code}: ${said}`)))())
  })
}

/** As Linux counts it; nothing elsewhere. */
async function memoryOf({ pid }: ChildProcess): Promise<{ name: string; mb: number }[]> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const value = (key: string): number[] => [...text.matchAll(new RegExp(`^${key}:\\s+(\\d+) kB`, 'gm'))].map((found) => Number(found[1]) / 1024)
  return [...value('VmRSS').map((mb) => ({ name: 'memory', mb })), ...value('VmHWM').map((mb) => ({ name: 'most memory', mb }))]
}

async function saved(file: string): Promise<HouseFigure[]> {
  const folder = dirname(file)
  const [into, restored] = [join(folder, 'backups'), join(folder, 'restored')]
  try {
    let since = performance.now()
    const elapsed = (): number => (performance.now() - since) / 1000
    const { path } = await makeBackup({ databaseUrl: `sqlite:${file}`, dataDir: folder, into, madeBy: 'manual', now: Date.now() })
    const backup = elapsed()
    since = performance.now()
    await restoreBackup({ backup: path, to: `sqlite:${join(restored, 'woodpecker.db')}`, dataDir: restored })
    const restore = elapsed()
    return [
      { what: 'database file', value: (await stat(file)).size / MB, unit: 'MB' },
      { what: 'backup', value: backup, unit: 's' },
      { what: 'backup on the disk', value: (await stat(join(path, 'database.db'))).size / MB, unit: 'MB' },
      { what: 'restoring, with the check of every ticket', value: restore, unit: 's' },
    ]
  } finally {
    await rm(into, { recursive: true, force: true })
    await rm(restored, { recursive: true, force: true })
  }
}
