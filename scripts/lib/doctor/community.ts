/** Checks of the communities in the database: is everybody reachable, is there somebody to answer at every hour? */
import { max } from 'drizzle-orm'
import type { Config } from '../../../config.ts'
import { calledName, type Directory } from '../../../core/community.ts'
import { onDuty } from '../../../core/duty.ts'
import { isTimezone, startOfDay, wallClock } from '../../../core/time.ts'
import type { Database } from '../../../db/open.ts'
import { exportCommunity } from '../../../services/community-export.ts'
import { referenceFaults } from '../../../services/community-references.ts'
import { createDirectories } from '../../../services/directory.ts'
import { communityIds } from '../communities.ts'
import { unboundStaff } from '../unbound-staff.ts'
import { type Finding, fail, ok, some, warn } from './finding.ts'

const HALF_HOUR_MS = 1_800_000
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const GAPS_NAMED = 4

export async function checkCommunities(db: Database, config: Pick<Config, 'gateway'>, now: number): Promise<Finding[]> {
  const ids = await communityIds(db, config)
  if (ids.length === 0) {
    const says = 'the database holds no community yet'
    return [
      config.gateway
        ? fail('community', says, 'Import one: npm run -s import -- community.yaml  (npm run -s export -- community.yaml writes a template)')
        : warn('community', says, 'Nothing to do for the sandbox: the first start brings a demo community.'),
    ]
  }
  const directories = createDirectories(db)
  const findings = [await checkOrder(db, now)]
  for (const id of ids) findings.push(...(await checkCommunity(db, await directories.get(db.read, id), now)))
  return findings
}

/** A clock that was set back makes new messages look older than those already heard. */
async function checkOrder(db: Database, now: number): Promise<Finding> {
  const { messages } = db.tables
  const [row] = await db.read.select({ newest: max(messages.at) }).from(messages)
  const newest = Number(row?.newest ?? 0)
  return newest > now + 3_600_000
    ? warn(
        'clock',
        `the newest message is of ${new Date(newest).toISOString().slice(0, 16)} UTC, later than the clock says`,
        'Check the clock of the machine; was it set back?',
      )
    : ok('messages', newest === 0 ? 'none heard yet' : `the newest is of ${new Date(newest).toISOString().slice(0, 16).replace('T', ' ')} UTC`)
}

async function checkCommunity(db: Database, directory: Directory, now: number): Promise<Finding[]> {
  const name = `community ${directory.id}`
  if (!isTimezone(directory.timezone))
    return [fail(name, `"${directory.timezone}" is not a timezone here`, 'Correct the timezone in the community file and import it again.')]
  const { date, time } = wallClock(now, directory.timezone)
  const findings = [
    ok(
      name,
      `${directory.name}, ${directory.buildings.length} buildings, ${directory.groups.length} groups, ${directory.staff.length} staff; ${date} ${time} in ${directory.timezone}`,
    ),
  ]
  const gaps = referenceFaults(await exportCommunity(db, db.read, directory.id))
  for (const { severity, message } of gaps)
    findings.push({
      check: name,
      state: severity === 'error' ? 'fail' : 'warn',
      says: message,
      next: 'Correct the community file and import it again (npm run -s export writes the present one).',
    })
  return [...findings, checkGroups(name, directory), checkStaff(name, await unboundStaff(db, directory.id)), checkDuty(name, directory, now)].flat()
}

function checkGroups(name: string, { groups }: Directory): Finding[] {
  const unbound = groups.filter((group) => group.externalId === null).map((group) => group.name)
  if (groups.length === 0) return [warn(name, 'no group is known', 'Add the bot to a group and bind it there as an admin: 绑定 128号楼')]
  return unbound.length === 0
    ? []
    : [
        warn(
          name,
          `groups not bound to a room: ${some(unbound)}`,
          'Say 绑定 and the building (绑定 128号楼) in each group as an admin, or give its room id as chat: in the community file.',
        ),
      ]
}

function checkStaff(name: string, staff: Parameters<typeof calledName>[0][]): Finding[] {
  if (staff.length === 0) return []
  return [
    warn(
      name,
      `staff without a chat id: ${some(staff.map(calledName))}`,
      'Print one-time codes with  npm run -s import -- <file> --codes ; each sends 绑定 and the code to the bot.',
    ),
  ]
}

/** The coming week in half hours. */
function checkDuty(name: string, directory: Directory, now: number): Finding[] {
  if (directory.shifts.length === 0) return []
  const from = startOfDay(now, directory.timezone)
  const free = Array.from({ length: 7 * 48 }, (_, i) => from + i * HALF_HOUR_MS).filter((at) => onDuty(directory, at).length === 0)
  if (free.length === 0) return [ok(name, 'somebody is on duty at every hour of the coming week')]
  const spans: { from: number; to: number }[] = []
  for (const at of free) {
    const last = spans.at(-1)
    if (last && last.to === at) last.to = at + HALF_HOUR_MS
    else spans.push({ from: at, to: at + HALF_HOUR_MS })
  }
  const text = (at: number): string => {
    const { weekday, time } = wallClock(at, directory.timezone)
    return `${DAYS[weekday - 1]} ${time}`
  }
  return [
    warn(
      name,
      `nobody is on duty: ${some(
        spans.map((span) => `${text(span.from)}–${text(span.to)}`),
        GAPS_NAMED,
      )}`,
      'Tickets of those hours go to the unit’s supervisor. Add duty shifts to the community file if that is not wanted.',
    ),
  ]
}
