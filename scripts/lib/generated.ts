/** Files that are written from the code: written anew, or compared so that they cannot go stale. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refusal } from './cli.ts'

export interface Generated {
  /** From the project's root. */
  path: string
  content: string
}

const ROOT = new URL('../../', import.meta.url)

/** Paths of the files that are not as the code says. */
export function stale(files: readonly Generated[]): string[] {
  return files.filter(({ path, content }) => current(path) !== content).map(({ path }) => path)
}

function current(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8')
  } catch {
    return undefined
  }
}

/** @throws Refusal in check mode, when a file is not as the code says */
export function writeOrCheck(files: readonly Generated[], command: string, check: boolean, say: (line: string) => void): void {
  const old = stale(files)
  if (check && old.length > 0)
    throw new Refusal(
      `${old.join(' and ')} ${old.length === 1 ? 'is' : 'are'} not as the code says`,
      `Run  npm run -s ${command}  and commit what it writes.`,
    )
  if (!check) for (const { path, content } of files) writeFileSync(fileURLToPath(new URL(path, ROOT)), content)
  say(check ? `${files.map(({ path }) => path).join(', ')}: up to date.` : `Wrote ${files.map(({ path }) => path).join(', ')}.`)
}
