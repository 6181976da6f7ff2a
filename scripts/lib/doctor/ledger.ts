/** Checks of what is in the ledger: tickets against their events, pictures against their names, words that wait or were not said. */
import { and, eq, gt, lt, min, sql } from 'drizzle-orm'
import type { Database } from '../../../db/open.ts'
import { createFileStore } from '../../../services/files.ts'
import { checkAttachments, checkLedger } from '../../../services/ledger-check.ts'
import { type Finding, fail, ok, some, warn } from './finding.ts'

const MINUTE_MS = 60_000
/** A sending older than that has no process behind it: saying something takes seconds. */
const SENDING_AT_MOST = { minutes: 10 }
/** Words that were due so long ago are not waiting for their turn any more. */
const LATE_AT_MOST = { minutes: 15 }
const DAY_MS = 86_400_000

/** @param advice how to come by what is missing: the newest backup */
export async function checkContents(db: Database, attachmentsFolder: string, now: number, advice: string): Promise<Finding[]> {
  return [await checkFolds(db, advice), await checkFiles(db, attachmentsFolder, advice), ...(await checkOutbox(db, now))]
}

async function checkFolds(db: Database, advice: string): Promise<Finding> {
  const { tickets, wrong } = await checkLedger(db)
  if (wrong.length === 0) return ok('ledger', `${tickets} tickets, each what its events tell`)
  return fail(
    'ledger',
    `${wrong.length} of ${tickets} tickets are not what their events tell: ${some(wrong)}`,
    `Somebody wrote into the database by hand, or the file was damaged. ${advice}`,
  )
}

async function checkFiles(db: Database, folder: string, advice: string): Promise<Finding> {
  const { files, missing, changed } = await checkAttachments(db, createFileStore(folder))
  if (missing.length + changed.length === 0) return ok('attachments', `${files} files, each with the bytes it was stored with`)
  const says = [
    ...(missing.length > 0 ? [`${missing.length} of ${files} are missing: ${some(missing.map(short), 3)}`] : []),
    ...(changed.length > 0 ? [`${changed.length} of ${files} have other bytes than when they were stored: ${some(changed.map(short), 3)}`] : []),
  ].join('; ')
  return fail(
    'attachments',
    says,
    `Copy these files from the attachments folder of a backup into ${folder} (ab/abcdef…, named by content). ${advice}`,
  )
}

const short = (hash: string): string => hash.slice(0, 12)

async function checkOutbox(db: Database, now: number): Promise<Finding[]> {
  const { outbox } = db.tables
  const count = sql<number>`cast(count(*) as integer)`
  const asked = async (where: ReturnType<typeof and>) => {
    const [row] = await db.read
      .select({ n: count, oldest: min(outbox.dueAt) })
      .from(outbox)
      .where(where)
    return { n: row?.n ?? 0, minutes: Math.round((now - (row?.oldest ?? now)) / MINUTE_MS) }
  }
  const sending = await asked(and(eq(outbox.state, 'sending'), lt(outbox.claimedAt, now - SENDING_AT_MOST.minutes * MINUTE_MS)))
  const late = await asked(and(eq(outbox.state, 'pending'), lt(outbox.dueAt, now - LATE_AT_MOST.minutes * MINUTE_MS)))
  const failed = await asked(and(eq(outbox.state, 'failed'), gt(outbox.settledAt, now - DAY_MS)))
  const findings = [
    ...(sending.n > 0
      ? [
          warn(
            'outbox',
            `${sending.n} words were being said when a program stopped; their chats are silent`,
            'Start the program (or start it again): it marks them as unknown and goes on.',
          ),
        ]
      : []),
    ...(late.n > 0
      ? [
          warn(
            'outbox',
            `${late.n} words should have been said ${late.minutes} minutes ago`,
            'Is the program running with ROLES=bot, and logged in at the gateway? /gateway and /readyz show it.',
          ),
        ]
      : []),
    ...(failed.n > 0
      ? [
          warn(
            'outbox',
            `${failed.n} words could not be said in the last day`,
            'Mostly people who are no friends of the bot: ask them to add it. outbox.problem has the reason of each.',
          ),
        ]
      : []),
  ]
  return findings.length > 0 ? findings : [ok('outbox', 'nothing is stuck')]
}
