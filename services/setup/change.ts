/**
 * Changing the set-up from pages: the community file of what there is, edited, checked and applied like any other file, so that there is one
 * set of rules. Either all of it, or nothing with every fault named.
 */
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { CodedError } from '../../core/errors.ts'
import type { Tx } from '../../db/open.ts'
import { audit } from '../audit.ts'
import { type Applied, applyIn, keptIfChanged, roomsTaken } from '../community-apply.ts'
import type { Change } from '../community-changes.ts'
import { checkSource } from '../community-check.ts'
import { exportCommunity } from '../community-export.ts'
import { type CommunitySource, faultText, type LocatedFault, pathText } from '../community-fault.ts'
import type { CommunityFile } from '../community-file.ts'
import type { DeskContext } from '../context.ts'
import { ANY_ACCOUNT } from '../identity.ts'

export interface SetupAsker {
  communityId: string
  /** A person's id. */
  actor: string
  /** What the asker saw; the change is refused when the set-up has moved on since. */
  revision?: number | undefined
}

export interface SetupOutcome {
  /** As it is now. */
  revision: number
  changes: Change[]
  /** What is odd and yet possible. */
  warnings: string[]
}

/** @param edit changes the file in place @throws CodedError SETUP_INVALID, SETUP_STALE */
export async function changeSetup(
  cx: DeskContext,
  asker: SetupAsker,
  { action, target, edit }: { action: string; target: string; edit: (file: CommunityFile) => void },
): Promise<SetupOutcome> {
  const { communityId, actor } = asker
  let warnings: LocatedFault[] = []
  const applied = await keptIfChanged(cx.db, false, async (tx) => {
    await freshRevision(cx, tx, asker)
    const before = await exportCommunity(cx.db, tx, communityId)
    const edited = structuredClone(before)
    edit(edited)
    const checked = check(before, edited)
    warnings = checked.faults
    const taken = await roomsTaken(cx.db, checked.file, pathText, tx)
    if (taken.length > 0) throw invalid(taken)
    const done = await applyIn(cx.db, tx, checked.file, () => forgetDropped(cx, tx, before, checked.file))
    if (done.changes.length > 0) await audit(cx, tx, communityId, { actor, action, target, detail: { changes: briefly(done.changes) } })
    return done
  })
  return outcome(cx, communityId, applied, warnings.map(faultText))
}

/** What the log keeps: which parts, never their contents. */
export const briefly = (changes: readonly Change[]): string[] =>
  changes.slice(0, 20).map(({ part, kind, what, keys }) => `${kind} ${part} ${what}${keys ? `: ${keys.join(', ')}` : ''}`)

export async function outcome(cx: DeskContext, communityId: string, { changes }: Applied, warnings: string[]): Promise<SetupOutcome> {
  if (changes.length > 0) cx.changes.tell({ kind: 'setup', communityId })
  const { revision } = await cx.directories.get(cx.db.read, communityId)
  return { revision, changes, warnings }
}

/** @throws CodedError SETUP_STALE */
export async function freshRevision(cx: DeskContext, tx: Tx, { communityId, revision }: SetupAsker): Promise<void> {
  const now = (await cx.directories.get(tx, communityId)).revision
  if (revision !== undefined && revision !== now) throw new CodedError('SETUP_STALE', `The set-up is at revision ${now}, not ${revision}.`)
}

export const invalid = (faults: readonly LocatedFault[]): CodedError =>
  new CodedError('SETUP_INVALID', faults.length === 1 ? 'One thing does not fit.' : `${faults.length} things do not fit.`, {
    faults: faults.map(({ place, path, message }) => `${place || pathText(path)}: ${message}`),
  })

const sourceOf = (value: unknown): CommunitySource => ({ value, faults: [], locate: pathText, order: () => 0 })

/** Faults that stood there before do not forbid to mend something else. */
function check(before: CommunityFile, edited: CommunityFile): { file: CommunityFile; faults: LocatedFault[] } {
  const old = new Set(checkSource(sourceOf(structuredClone(before))).faults.map(({ message }) => message))
  const { file, faults } = checkSource(sourceOf(structuredClone(edited)))
  const fresh = faults.filter(({ message }) => !old.has(message))
  const errors = fresh.filter(({ severity }) => severity === 'error')
  if (before.people.some(({ admin }) => admin) && !edited.people.some(({ admin }) => admin))
    errors.push({ severity: 'error', path: ['people'], place: 'people', message: 'nobody would be admin any more; make somebody else admin first' })
  if (errors.length > 0) throw invalid(errors)
  return { file: file ?? edited, faults: fresh }
}

/** A file that is imported says what there is, not what there is no more: groups, chat ids and rooms that an edit took out go first. */
async function forgetDropped(cx: DeskContext, tx: Tx, before: CommunityFile, after: CommunityFile): Promise<void> {
  const { groups, identities, people, shifts } = cx.db.tables
  const communityId = before.community.id
  const kept = after.groups ?? []
  const gone = (before.groups ?? []).filter(({ id }) => !kept.some((group) => group.id === id)).map(({ id }) => id)
  if (gone.length > 0) await tx.delete(groups).where(and(eq(groups.communityId, communityId), inArray(groups.id, gone)))
  const roomless = (before.groups ?? []).filter(({ id, chat }) => chat !== undefined && kept.some((g) => g.id === id && g.chat === undefined))
  for (const { id } of roomless)
    await tx
      .update(groups)
      .set({ externalId: null })
      .where(and(eq(groups.communityId, communityId), eq(groups.id, id)))
  // An import keeps what was arranged by chat; what is taken out of the roster here goes.
  const left = new Set((after.duty ?? []).map((shift) => JSON.stringify(shift)))
  const taken = (before.duty ?? []).filter((shift) => !left.has(JSON.stringify(shift)))
  for (const { person, date, from, to } of taken)
    if (date !== undefined)
      await tx
        .delete(shifts)
        .where(
          and(
            eq(shifts.communityId, communityId),
            eq(shifts.byChat, true),
            eq(shifts.personId, person),
            eq(shifts.date, date),
            eq(shifts.from, from),
            eq(shifts.to, to),
          ),
        )
  for (const { id, chat = [] } of before.people) {
    const now = after.people.find((person) => person.id === id)
    if (!now)
      await tx
        .update(people)
        .set({ active: false })
        .where(and(eq(people.communityId, communityId), eq(people.id, id)))
    if (now && chat.some((one) => !now.chat?.includes(one)))
      await tx
        .delete(identities)
        .where(
          and(
            eq(identities.communityId, communityId),
            eq(identities.personId, id),
            eq(identities.account, ANY_ACCOUNT),
            notInArray(identities.externalId, now.chat ?? []),
          ),
        )
  }
}
