/** Pictures on disk that no row needs any more: taken away, never sooner. The same bytes may be the picture of several messages and sayings. */
import { rm } from 'node:fs/promises'
import { inArray } from 'drizzle-orm'
import type { DeskContext } from '../context.ts'

/** A file just written may belong to a row that is being written. */
const YOUNG_MS = 60 * 60_000
const AT_ONCE = 200

/** Which of these hashes does a row of any community name? */
export async function namedFiles(cx: DeskContext, hashes: readonly string[]): Promise<Set<string>> {
  const { attachments, outbox } = cx.db.tables
  const named = new Set<string>()
  for (let i = 0; i < hashes.length; i += AT_ONCE) {
    const some = hashes.slice(i, i + AT_ONCE)
    for (const { hash } of await cx.db.read.select({ hash: attachments.hash }).from(attachments).where(inArray(attachments.hash, some)))
      if (hash !== null) named.add(hash)
    for (const { hash } of await cx.db.read.select({ hash: outbox.pictureHash }).from(outbox).where(inArray(outbox.pictureHash, some)))
      if (hash !== null) named.add(hash)
  }
  return named
}

/** After somebody's pictures were taken out: those files go at once. @returns how many went */
export async function dropFiles(cx: DeskContext, hashes: readonly string[]): Promise<number> {
  const named = await namedFiles(cx, hashes)
  const gone = [...new Set(hashes)].filter((hash) => !named.has(hash))
  for (const hash of gone) await cx.files.remove(hash)
  return gone.length
}

/** Looks through the whole folder. @param youngMs how long ago a file must have been written at least. @returns how many went */
export async function sweepFiles(cx: DeskContext, youngMs = YOUNG_MS): Promise<number> {
  let gone = 0
  for await (const files of cx.files.stored()) {
    const idle = files.filter(({ idleMs }) => idleMs >= youngMs)
    const named = await namedFiles(
      cx,
      idle.flatMap(({ hash }) => (hash === undefined ? [] : [hash])),
    )
    for (const { hash, path } of idle) {
      if (hash !== undefined && named.has(hash)) continue
      await rm(path, { force: true })
      gone++
    }
  }
  return gone
}
