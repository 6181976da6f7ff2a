/** Compiled statements, kept by their text: Drizzle compiles anew on each call, and the same few hundred texts come again and again. */
import type { Database as Sqlite, Statement } from 'better-sqlite3'

/** Beyond this the one unused for longest goes. */
const KEPT = 300

export function keepStatements(sqlite: Sqlite): Sqlite {
  const compile = sqlite.prepare.bind(sqlite)
  const kept = new Map<string, Statement>()
  sqlite.prepare = ((text: string) => {
    const known = kept.get(text)
    if (known) {
      kept.delete(text)
      kept.set(text, known)
      // A statement remembers in which form it gave its rows last.
      return known.reader ? known.raw(false) : known
    }
    const fresh = compile(text)
    kept.set(text, fresh)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return fresh
  }) as Sqlite['prepare']
  return sqlite
}
