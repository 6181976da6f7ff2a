/** Checks of the machine and of what the program brings along: Node, clock, weights, font, pages. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { WEB_ROOT } from '../../../server/web-build.ts'
import { digestCard } from '../../../services/card.ts'
import { loadReader } from '../../../services/reader.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const OLDEST_NODE = [20, 19] as const
const REINSTALL = 'Install the program’s packages again: npm ci'

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const good = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  return good ? ok('node', version) : fail('node', `${version} is too old`, `Install Node ${OLDEST_NODE.join('.')} or newer.`)
}

/** The program's own years; a machine without a battery wakes up in 1970 or at its firmware's date. */
const SANE_YEARS = { from: 2025, to: 2100 }

export function checkClock(now: number): Finding {
  const date = new Date(now)
  const year = date.getUTCFullYear()
  const text = `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return year >= SANE_YEARS.from && year <= SANE_YEARS.to
    ? ok('clock', text)
    : fail('clock', `${text} cannot be right`, 'Set the clock of the machine (NTP): deadlines and digests hang on it.')
}

export function checkWeights(): Finding {
  try {
    const { intent } = loadReader().read('楼道里堆满了旧家具，轮椅过不去', { role: 'resident' })
    return intent === 'report'
      ? ok('understanding', 'the weights are there and read a plain report')
      : fail('understanding', `a plain report is read as ${intent}`, REINSTALL)
  } catch (error) {
    return fail('understanding', `the weights cannot be loaded: ${(error as Error).message}`, REINSTALL)
  }
}

export async function checkFont(): Promise<Finding> {
  try {
    const { length } = await digestCard('【小结】今天新报 3，办结 4。')
    return length > 1000 ? ok('font', 'a digest card can be drawn') : fail('font', 'the digest card comes out empty', REINSTALL)
  } catch (error) {
    return fail('font', `no digest card can be drawn: ${(error as Error).message}`, REINSTALL)
  }
}

export function checkPages(root = WEB_ROOT): Finding {
  if (existsSync(join(root, 'index.html'))) return ok('pages', 'built')
  try {
    createRequire(import.meta.url).resolve('vite')
    return warn('pages', 'not built yet', 'Nothing to do: the first start builds them.')
  } catch {
    return fail('pages', 'not built, and the builder (vite) is not installed', 'Install with the development packages: npm ci')
  }
}
