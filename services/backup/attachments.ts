/** Attachments of a backup: shared with an earlier backup that holds them, else copied and looked at on the way. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CodedError } from '../../core/errors.ts'

const HASH = /^[0-9a-f]{64}$/

/** Hashes of the attachments in a folder. */
export async function storedHashes(folder: string): Promise<string[]> {
  const shelves = await readdir(folder).catch(() => [] as string[])
  const lists = await Promise.all(shelves.filter((name) => /^[0-9a-f]{2}$/.test(name)).map((name) => readdir(join(folder, name))))
  return lists.flat().filter((name) => HASH.test(name))
}

export const shelfPath = (hash: string): string => join(hash.slice(0, 2), hash)

/** Copies a file and says what it holds. The copy is no link: a fault in one place must not be the same fault in the other. */
export async function copyHashing(from: string, to: string): Promise<{ hash: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const reading = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(from), reading, createWriteStream(to, { flags: 'wx', flush: true }))
  return { hash: hash.digest('hex'), bytes }
}

export interface Gathered {
  hashes: string[]
  bytes: number
  /** Taken from an earlier backup without copying. */
  shared: number
  /** In the folder under a name that its bytes do not have: not taken along. */
  changed: string[]
}

export interface Gathering {
  from: string
  to: string
  /** The same folder of an earlier backup. */
  earlier?: string
  signal?: AbortSignal
}

export async function gatherAttachments({ from, to, earlier, signal }: Gathering): Promise<Gathered> {
  const gathered: Gathered = { hashes: [], bytes: 0, shared: 0, changed: [] }
  const before = new Set(earlier === undefined ? [] : await storedHashes(earlier))
  for (const hash of await storedHashes(from)) {
    if (signal?.aborted) throw new CodedError('INTERNAL', 'the backup was interrupted')
    const path = join(to, shelfPath(hash))
    await mkdir(dirname(path), { recursive: true })
    const shared = earlier !== undefined && before.has(hash) && (await linked(join(earlier, shelfPath(hash)), path))
    const copy = shared ? { hash, bytes: (await stat(path)).size } : await copyUnlessGone(join(from, shelfPath(hash)), path)
    if (!copy) continue
    if (copy.hash !== hash) {
      gathered.changed.push(hash)
      await rm(path)
      continue
    }
    gathered.hashes.push(hash)
    gathered.bytes += copy.bytes
    gathered.shared += shared ? 1 : 0
  }
  return gathered
}

/** What was taken away since the folder was listed (its time was over) is left out. */
const copyUnlessGone = (from: string, to: string): Promise<{ hash: string; bytes: number } | undefined> =>
  copyHashing(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    await rm(to, { force: true })
    return undefined
  })

/** Some file systems know no links: the file is copied then. */
const linked = (from: string, to: string): Promise<boolean> =>
  link(from, to).then(
    () => true,
    () => false,
  )
