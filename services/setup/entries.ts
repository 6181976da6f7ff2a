/** One entry of the set-up: put in, changed, taken out. */
import { CodedError } from '../../core/errors.ts'
import type { Wording, WordingKey, WordingLanguage } from '../../core/phrases/own-sentences.ts'
import type { CommunityFile } from '../community-file.ts'
import { buildingId } from '../community-import.ts'
import type { DeskContext } from '../context.ts'
import { changeSetup, type SetupAsker, type SetupOutcome } from './change.ts'

export const SETUP_KINDS = ['grids', 'buildings', 'organisations', 'people', 'groups', 'duty'] as const
export type SetupKind = (typeof SETUP_KINDS)[number]

/** As the community file has it; its `id` is said beside it. */
export type SetupEntry = Record<string, unknown>

export const shiftId = (index: number): string => `d${index + 1}`

function idsOf(file: CommunityFile, kind: SetupKind): string[] {
  if (kind === 'duty') return (file.duty ?? []).map((_, index) => shiftId(index))
  if (kind === 'buildings') return file.buildings.map(buildingId)
  return (file[kind] ?? []).map(({ id }) => id)
}

/** The list, which is there from now on. Its entries are checked with the whole file. */
function listOf(file: CommunityFile, kind: SetupKind): SetupEntry[] {
  const holder = file as unknown as Record<SetupKind, SetupEntry[] | undefined>
  const list = holder[kind] ?? []
  holder[kind] = list
  return list
}

/** Chat ids and rooms that are not spoken of stay as they are. */
function entryOf(kind: SetupKind, id: string, said: SetupEntry, known: SetupEntry | undefined): SetupEntry {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  if (kind === 'duty') return given
  const kept = said.chat === undefined && known?.chat !== undefined ? { chat: known.chat } : {}
  const named = kind === 'buildings' && String(given.name) === id ? {} : { id }
  const { id: _said, ...rest } = given
  return { ...named, ...rest, ...kept }
}

/** Puts an entry in the place of the one of this id, or adds it. @throws CodedError SETUP_INVALID, SETUP_STALE */
export const putEntry = (cx: DeskContext, asker: SetupAsker, kind: SetupKind, id: string, said: SetupEntry): Promise<SetupOutcome> =>
  changeSetup(cx, asker, {
    action: 'setup.saved',
    target: `${kind}/${id}`,
    edit: (file) => {
      const index = idsOf(file, kind).indexOf(id)
      const list = listOf(file, kind)
      if (index >= 0) list[index] = entryOf(kind, id, said, list[index])
      else list.push(entryOf(kind, id, said, undefined))
    },
  })

/** People become inactive, their past stays; everything else goes. @throws CodedError NOT_FOUND, SETUP_INVALID, SETUP_STALE */
export const dropEntry = (cx: DeskContext, asker: SetupAsker, kind: SetupKind, id: string): Promise<SetupOutcome> =>
  changeSetup(cx, asker, {
    action: 'setup.dropped',
    target: `${kind}/${id}`,
    edit: (file) => {
      const index = idsOf(file, kind).indexOf(id)
      if (index < 0) throw new CodedError('NOT_FOUND', `There is nothing under ${kind}/${id}.`)
      listOf(file, kind).splice(index, 1)
      // Whoever is here no more has no shifts.
      if (kind === 'people') file.duty = file.duty?.filter(({ person }) => person !== id)
    },
  })

/** House rules: what is named is set, null goes back to what holds without being said, the rest stays. */
export const putPolicies = (cx: DeskContext, asker: SetupAsker, said: Record<string, unknown>): Promise<SetupOutcome> =>
  changeSetup(cx, asker, {
    action: 'setup.saved',
    target: 'policies',
    edit: (file) => {
      const merged = Object.entries({ ...file.policies, ...said }).filter(([, value]) => value !== null)
      file.policies = Object.fromEntries(merged)
    },
  })

/** One sentence in one language; null goes back to what it says by itself. */
export const putWording = (
  cx: DeskContext,
  asker: SetupAsker,
  { key, language, template }: { key: WordingKey; language: WordingLanguage; template: string | null },
): Promise<SetupOutcome> =>
  changeSetup(cx, asker, {
    action: 'setup.saved',
    target: `wording/${key}.${language}`,
    edit: (file) => {
      const wording = { ...(file.policies?.wording as Wording | undefined) }
      const { [language]: _before, ...others } = wording[key] ?? {}
      const said = template === null ? others : { ...others, [language]: template }
      if (Object.keys(said).length > 0) wording[key] = said
      else delete wording[key]
      const { wording: _all, ...policies } = file.policies ?? {}
      file.policies = Object.keys(wording).length > 0 ? { ...policies, wording } : policies
    },
  })

/** What the community is called, its timezone and language. */
export const putCommunity = (cx: DeskContext, asker: SetupAsker, said: SetupEntry): Promise<SetupOutcome> =>
  changeSetup(cx, asker, {
    action: 'setup.saved',
    target: 'community',
    edit: (file) => {
      file.community = { ...file.community, ...said, id: asker.communityId }
    },
  })
