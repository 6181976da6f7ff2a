/** What the driver itself said. What Drizzle wraps it in names the values that were asked with: words of residents among them. */
export const rootMessage = (error: unknown): string =>
  error instanceof Error ? (error.cause instanceof Error ? rootMessage(error.cause) : error.message) : String(error)

/** What a driver's error means, from under whatever Drizzle wrapped it in. */
export function driverCode(error: unknown): string | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) if ('code' in e) return String(e.code)
  return undefined
}

const UNIQUE = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
export const isUniqueViolation = (error: unknown): boolean => UNIQUE.has(driverCode(error) ?? '')

/** The transaction lost a race and is worth running again. */
const RACES = new Set(['40001', '40P01'])
export const isRace = (error: unknown): boolean => RACES.has(driverCode(error) ?? '')

/** A folder that is none, a server that does not answer, starts up, shuts down or lets nobody in; classes 08 and 28 are PostgreSQL's. */
const UNREACHABLE = new Set([
  ...['ENOTDIR', 'EEXIST', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57P01', '57P02', '57P03', '3D000', '28P01', '28000', '53300'],
])

/** Faults of the storage itself, by the code of the project's catalogue (core/errors.ts). */
export function storageFault(
  error: unknown,
): 'DATABASE_LOCKED' | 'DATABASE_CONTENDED' | 'DATABASE_READ_ONLY' | 'DISK_FULL' | 'DATABASE_CORRUPT' | 'DATABASE_UNREACHABLE' | undefined {
  const code = driverCode(error) ?? ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'DATABASE_LOCKED'
  if (RACES.has(code)) return 'DATABASE_CONTENDED'
  if (code.startsWith('SQLITE_READONLY') || code === '25006' || code === 'EACCES' || code === 'EROFS') return 'DATABASE_READ_ONLY'
  if (code === 'SQLITE_FULL' || code === '53100' || code === 'ENOSPC') return 'DISK_FULL'
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'XX001' || code === 'XX002') return 'DATABASE_CORRUPT'
  if (code.startsWith('SQLITE_CANTOPEN') || UNREACHABLE.has(code) || code.startsWith('08') || connectionLost(error)) return 'DATABASE_UNREACHABLE'
  return undefined
}

/** What pg says without a code: its pool's time-out, and a connection that died under a query. */
function connectionLost(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause)
    if (/^(timeout exceeded when trying to connect|Connection terminated)/.test(e.message)) return true
  return false
}
