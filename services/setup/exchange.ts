/** The set-up as a file, out and in; before it goes in, one sees what it would change. */
import type { Tx } from '../../db/open.ts'
import { audit } from '../audit.ts'
import { applyIn, keptIfChanged, roomsTaken } from '../community-apply.ts'
import { checkSource, invalid as fileInvalid, readSource } from '../community-check.ts'
import { exportCommunity } from '../community-export.ts'
import { faultText, type LocatedFault } from '../community-fault.ts'
import { writeSheet } from '../community-sheet.ts'
import { writeYaml } from '../community-yaml.ts'
import type { DeskContext } from '../context.ts'
import { briefly, freshRevision, outcome, type SetupAsker, type SetupOutcome } from './change.ts'

/**
 * What the file leaves out is treated as `npm run import` does: places, units and shifts go, staff become inactive, groups and residents stay.
 * @param upload the ending of its name says what it is @throws CodedError FILE_INVALID with every fault, SETUP_STALE
 */
export async function importSetup(
  cx: DeskContext,
  asker: SetupAsker,
  upload: { name: string; bytes: Uint8Array },
  { dryRun }: { dryRun: boolean },
): Promise<SetupOutcome> {
  const { communityId, actor } = asker
  const { file, faults, locate } = checkSource(await readSource(upload.name, upload.bytes))
  if (!file) throw fileInvalid(upload.name, faults)
  const wrong: LocatedFault[] = []
  if (file.community.id !== communityId)
    wrong.push({
      severity: 'error',
      path: ['community', 'id'],
      place: locate(['community', 'id']),
      message: `this is the file of "${file.community.id}"; here is "${communityId}". To use it as a pattern, put this id into it`,
    })
  if (!file.people.some(({ admin }) => admin))
    wrong.push({
      severity: 'error',
      path: ['people'],
      place: locate(['people']),
      message: 'nobody would be admin any more; give somebody admin: true',
    })
  if (wrong.length > 0) throw fileInvalid(upload.name, wrong)
  const applied = await keptIfChanged(cx.db, dryRun, async (tx: Tx) => {
    await freshRevision(cx, tx, asker)
    const taken = await roomsTaken(cx.db, file, locate, tx)
    if (taken.length > 0) throw fileInvalid(upload.name, taken)
    const done = await applyIn(cx.db, tx, file)
    if (!dryRun && done.changes.length > 0)
      await audit(cx, tx, communityId, { actor, action: 'setup.imported', target: communityId, detail: { changes: briefly(done.changes) } })
    return done
  })
  const warnings = faults.map(faultText)
  if (!dryRun) return outcome(cx, communityId, applied, warnings)
  return { revision: (await cx.directories.get(cx.db.read, communityId)).revision, changes: applied.changes, warnings }
}

export async function exportSetup(cx: DeskContext, communityId: string, format: 'yaml' | 'xlsx'): Promise<Uint8Array> {
  const file = await exportCommunity(cx.db, cx.db.read, communityId)
  return format === 'xlsx' ? writeSheet(file) : new TextEncoder().encode(writeYaml(file))
}
