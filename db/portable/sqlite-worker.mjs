// Runs beside the program, in a thread of its own, what would hold up every message: copying a whole SQLite file and looking it through.
// Plain JavaScript: a worker does not inherit whatever reads TypeScript in the program or in the tests.
import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'

const { file, to, tables } = workerData

function copied() {
  const source = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  source.pragma('busy_timeout = 5000')
  source.prepare('vacuum into ?').run(to)
  source.close()
  const copy = new BetterSqlite3(to, { readonly: true })
  const faults = copy.pragma('integrity_check(5)').map((row) => row.integrity_check)
  const counts = faults[0] === 'ok' ? tables.map((name) => copy.prepare(`select count(*) from "${name}"`).pluck().get()) : []
  copy.close()
  return { faults, counts }
}

// An error's code and message do not survive the way between threads by themselves.
try {
  parentPort.postMessage(copied())
} catch (error) {
  parentPort.postMessage({ failure: { code: error.code, message: error.message } })
}
