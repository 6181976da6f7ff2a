/** Builds the pages when their sources are newer than what was built, so that starting the program is one command. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { CodedError } from '../core/errors.ts'

const WEB = resolve(import.meta.dirname, '../web')
/** The pages take their types, and nothing else, from here. */
const SHAPES = resolve(import.meta.dirname, 'schemas.ts')

export const WEB_ROOT = join(WEB, 'dist')

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true })
  const times = entries
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules')
    .map((entry) => (entry.isDirectory() ? newestIn(join(folder, entry.name)) : stat(join(folder, entry.name)).then(({ mtimeMs }) => mtimeMs)))
  return Math.max(0, ...(await Promise.all(times)))
}

async function isFresh(): Promise<boolean> {
  const page = join(WEB_ROOT, 'index.html')
  if (!existsSync(page)) return false
  // An image holds the built pages without their sources.
  if (!existsSync(join(WEB, 'index.html'))) return true
  const [built, sources, shapes] = await Promise.all([stat(page), newestIn(WEB), stat(SHAPES)])
  return built.mtimeMs >= Math.max(sources, shapes.mtimeMs)
}

/**
 * @param tell gets one line of progress, only when something is built
 * @returns the folder of the built pages
 */
export async function ensureWebBuilt(tell: (line: string) => void): Promise<string> {
  if (await isFresh()) return WEB_ROOT
  tell('Building the pages (once, some seconds) …')
  const builder = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  await run([builder, 'build', WEB, '--logLevel', 'warn'])
  return WEB_ROOT
}

/** A process of its own: the builder's memory and settings stay out of the program. */
async function run(command: string[]): Promise<void> {
  const builder = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
  let said = ''
  builder.stderr.on('data', (words) => {
    said += words
  })
  const [code] = await once(builder, 'close')
  if (code !== 0) throw new CodedError('INTERNAL', `The pages could not be built (${code}). ${said.trim()}`)
}
