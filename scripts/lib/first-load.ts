/** What a page of the built application loads as script before it can be seen, followed through the build's manifest. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  imports?: string[]
}

const ENTRY = 'index.html'
/** The sources that a first look at each page needs, besides the entry. */
export const FIRST_VIEWS: Record<string, readonly string[]> = {
  '/': ['src/sandbox/sandbox.tsx'],
  '/login/…': ['src/dashboard/dashboard.tsx', 'src/dashboard/login/login.tsx'],
  '/app': ['src/dashboard/dashboard.tsx', 'src/dashboard/today/today.tsx'],
  '/app/ledger': ['src/dashboard/dashboard.tsx', 'src/dashboard/ledger/ledger.tsx'],
  '/app/tickets/…': ['src/dashboard/dashboard.tsx', 'src/dashboard/ticket/ticket.tsx'],
}

export interface FirstLoad {
  files: string[]
  /** Compressed with gzip, all files together. */
  bytes: number
}

/** @throws Error when the build knows no such source */
export function firstLoad(webRoot: string, sources: readonly string[]): FirstLoad {
  const manifest = JSON.parse(readFileSync(join(webRoot, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const files = new Set<string>()
  const take = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`the build has no ${key}`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) take(next)
  }
  for (const source of [ENTRY, ...sources]) take(source)
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(webRoot, file))).byteLength, 0)
  return { files: [...files], bytes }
}
