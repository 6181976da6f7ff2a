/** Attachments on disk, named by their content: the same picture is kept once. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { CodedError } from '../core/errors.ts'

export const ATTACHMENT_LIMIT = { bytes: 20 * 1024 * 1024 }

/** What people send in a chat; anything else is refused. Judged by content, never by name. */
const ACCEPTED = /^(image\/(png|jpeg|gif|webp|heic|heif|bmp)|video\/|audio\/|application\/(pdf|zip|x-cfb|vnd\.openxmlformats))/

/** WeChat's own voice format, which the sniffer does not know: `#!SILK_V3`, mostly with a byte 2 in front. */
const voiceOf = (bytes: Uint8Array): string => (/^\x02?#!SILK_V3/.test(Buffer.from(bytes.subarray(0, 10)).toString('latin1')) ? 'audio/silk' : '')

export interface StoredFile {
  hash: string
  mime: string
  size: number
}

export interface FileStore {
  /** @throws CodedError ATTACHMENT_REFUSED when too large, empty or of no accepted kind. */
  put(bytes: Uint8Array): Promise<StoredFile>
  read(hash: string): Promise<Buffer>
  has(hash: string): Promise<boolean>
  pathOf(hash: string): string
  remove(hash: string): Promise<void>
  /** Everything on disk, folder by folder, with how long ago it was last written; what a write left half done has no hash. */
  stored(): AsyncIterable<{ hash: string | undefined; path: string; idleMs: number }[]>
}

export function createFileStore(folder: string): FileStore {
  const pathOf = (hash: string): string => {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new CodedError('NOT_FOUND', 'no such attachment')
    return join(folder, hash.slice(0, 2), hash)
  }
  return {
    pathOf,
    async put(bytes) {
      if (bytes.length === 0 || bytes.length > ATTACHMENT_LIMIT.bytes)
        throw new CodedError('ATTACHMENT_REFUSED', `the file has ${bytes.length} bytes`)
      const mime = (await fileTypeFromBuffer(bytes))?.mime ?? voiceOf(bytes)
      if (!ACCEPTED.test(mime)) throw new CodedError('ATTACHMENT_REFUSED', `a file of type ${mime || 'unknown'} is not kept`)
      const hash = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(hash)
      await mkdir(dirname(path), { recursive: true })
      const half = `${path}.${randomUUID()}.part`
      try {
        await writeFile(half, bytes, { flush: true })
        await rename(half, path)
      } catch (error) {
        await rm(half, { force: true })
        throw error
      }
      return { hash, mime, size: bytes.length }
    },
    read: (hash) => readFile(pathOf(hash)),
    has: (hash) =>
      stat(pathOf(hash)).then(
        () => true,
        () => false,
      ),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async *stored() {
      for (const part of await namesIn(folder)) yield await filesIn(join(folder, part))
    },
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

async function filesIn(folder: string): Promise<{ hash: string | undefined; path: string; idleMs: number }[]> {
  const now = Date.now()
  const found = await Promise.all(
    (await namesIn(folder)).map(async (name) => {
      const path = join(folder, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
      return { hash: /^[0-9a-f]{64}$/.test(name) ? name : undefined, path, idleMs: now - mtimeMs }
    }),
  )
  return found
}
