/** Is there a backup to fall back on, and how is it put back? */
import type { Config } from '../../../config.ts'
import { listBackups } from '../../../services/backup/manifest.ts'
import { type Finding, ok, warn } from './finding.ts'

const HOUR_MS = 3_600_000
/** A night and a half: one failed night is noticed the day after. */
const FRESH_FOR = { hours: 36 }

export async function checkBackups({ backup, gateway }: Pick<Config, 'backup' | 'gateway'>, now: number): Promise<Finding[]> {
  const [newest] = await listBackups(backup.dir)
  if (backup.at === undefined && gateway === undefined && !newest) return [] // a sandbox has nothing to lose
  const make = 'Make one:  npm run -s backup'
  if (!newest) return [warn('backup', `there is none in ${backup.dir}`, make)]
  const hours = Math.round((now - newest.at) / HOUR_MS)
  const says = `the newest is ${hours} hours old: ${newest.path}`
  return [
    hours <= FRESH_FOR.hours
      ? ok('backup', says)
      : warn('backup', says, `${make}. The nightly one (BACKUP_AT) needs the program to run with ROLES=jobs; its log says why it failed.`),
  ]
}

/** One sentence on how to put the newest backup back. */
export async function restoreAdvice({ backup }: Pick<Config, 'backup'>, isPostgres: boolean): Promise<string> {
  const [newest] = await listBackups(backup.dir)
  if (!newest) return `There is no backup in ${backup.dir}: look for copies elsewhere before anything else.`
  const to = isPostgres ? 'postgres://…/<a new, empty database> --data-dir <new folder>' : 'sqlite:<new folder>/woodpecker.db'
  return `Newest backup:  npm run -s restore -- ${newest.path} --to ${to}  and start with DATABASE_URL and DATA_DIR pointing there.`
}
