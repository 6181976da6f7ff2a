/** Whether a value has the shape of a community file: every fault of the schema in plain words. */
import type { TSchema } from 'typebox'
import { Settings } from 'typebox/system'
import { Value } from 'typebox/value'
import { isObject } from './community-entries.ts'
import type { Fault, Path } from './community-fault.ts'
import { CommunityFile } from './community-file.ts'

/** TypeBox stops after eight faults unless told otherwise; an operator wants all. */
const MOST_FAULTS = 500

type SchemaError = ReturnType<typeof Value.Errors>[number]

function allErrors(value: unknown): SchemaError[] {
  const before = Settings.Get().maxErrors
  Settings.Set({ maxErrors: MOST_FAULTS })
  try {
    return Value.Errors(CommunityFile, value)
  } finally {
    Settings.Set({ maxErrors: before })
  }
}

/** `org:` with nothing behind it means nothing; a number stands for its digits where the file wants text (`id: 3`). */
export function tidy(value: unknown): unknown {
  const bare = withoutNulls(value)
  for (const error of allErrors(bare)) {
    if (error.keyword !== 'type' || (error.params as { type?: unknown }).type !== 'string') continue
    const path = pathOf(error, bare)
    const parent = valueAt(bare, path.slice(0, -1))
    const key = path.at(-1)
    if (key === undefined || typeof parent !== 'object' || parent === null) continue
    const holder = parent as Record<string | number, unknown>
    if (typeof holder[key] === 'number') holder[key] = String(holder[key])
  }
  return bare
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (part === null ? [] : [[key, withoutNulls(part)]])))
}

function valueAt(value: unknown, path: Path): unknown {
  let part: unknown = value
  for (const key of path) part = typeof part === 'object' && part !== null ? (part as Record<string | number, unknown>)[key] : undefined
  return part
}

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~')

/** A JSON pointer as a path; digits are positions only inside lists. */
function pathOf({ instancePath }: SchemaError, value: unknown): (string | number)[] {
  const path: (string | number)[] = []
  for (const token of instancePath.split('/').slice(1).map(unescaped)) path.push(Array.isArray(valueAt(value, path)) ? Number(token) : token)
  return path
}

interface AnySchema {
  description?: string
  properties?: Record<string, unknown>
  pattern?: string
}

function schemaAt(pointer: string): AnySchema {
  let part: unknown = CommunityFile as TSchema
  for (const token of pointer.split('/').slice(1).map(unescaped))
    part = isObject(part) || Array.isArray(part) ? (part as Record<string, unknown>)[token] : undefined
  return isObject(part) ? (part as AnySchema) : {}
}

const describe = (pointer: string): string => {
  const { description } = schemaAt(pointer)
  return description ? ` (${description.replace(/\.$/, '')})` : ''
}

/** @param value as `tidy` gives it */
export function shapeFaults(value: unknown): Fault[] {
  if (!isObject(value))
    return [
      { severity: 'error', path: [], message: 'the file must hold the parts of a community: community, grids, buildings, organisations, people …' },
    ]
  const errors = allErrors(value)
  const unions = errors.filter((error) => error.keyword === 'anyOf')
  const inUnion = (error: SchemaError): boolean =>
    error.keyword !== 'anyOf' &&
    unions.some((union) => error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) && error.instancePath.startsWith(union.instancePath))
  return errors.filter((error) => !inUnion(error)).flatMap((error) => worded(error, value))
}

function worded(error: SchemaError, value: unknown): Fault[] {
  const path = pathOf(error, value)
  const got = valueAt(value, path)
  const params = error.params as Record<string, unknown>
  const about = describe(error.schemaPath)
  const fault = (message: string, at: Path = path): Fault => ({ severity: 'error', path: at, message })
  switch (error.keyword) {
    case 'boolean': // the other half of additionalProperties
      return []
    case 'required':
      return (params.requiredProperties as string[]).map((key) =>
        fault(`"${key}" is missing${describe(`${error.schemaPath}/properties/${key}`)}; add it`),
      )
    case 'additionalProperties': {
      const known = Object.keys(schemaAt(error.schemaPath).properties ?? {})
      return (params.additionalProperties as string[]).map((key) =>
        fault(`"${key}" is not known here${didYouMean(key, known)}; known are ${known.join(', ')}`, [...path, key]),
      )
    }
    case 'type':
      return [fault(`must be ${TYPE_WORDS[String(params.type)] ?? String(params.type)}, not ${shown(got)}${about}`)]
    case 'enum':
      return [
        fault(
          `${shown(got)} is not possible here${didYouMean(String(got), params.allowedValues as string[])}; choose one of ${(params.allowedValues as string[]).join(', ')}${about}`,
        ),
      ]
    case 'pattern':
      return [
        fault(
          `${shown(got)} ${PATTERN_WORDS.find(([part]) => String(params.pattern).includes(part))?.[1] ?? 'has a form that cannot be read'}${about}`,
        ),
      ]
    case 'anyOf':
      return [fault(`${shown(got)} cannot be read here${about}`)]
    case 'minItems':
      return [fault(`needs at least ${String(params.limit)} entry${about}`)]
    case 'minLength':
      return [fault(`must not be empty${about}`)]
    case 'maxLength':
      return [fault(`is longer than ${String(params.limit)} characters${about}`)]
    case 'minimum':
      return [fault(`${shown(got)} is too small, at least ${String(params.limit)}${about}`)]
    case 'maximum':
      return [fault(`${shown(got)} is too large, at most ${String(params.limit)}${about}`)]
    default:
      return [fault(`${error.message}${about}`)]
  }
}

const TYPE_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list (each entry on a line of its own behind "- ", or in [ ])',
  object: 'a group of "key: value" pairs',
}

const PATTERN_WORDS: [string, string][] = [
  ['[0-5]', 'is not a time of day; write it as 08:30, midnight as 00:00'],
  ['{4}', 'is not a date; write it as 2026-11-30'],
  ['{1,40}', 'is not an id; use letters a–z, digits, - and _ only, at most 40, without blanks'],
]

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
  return text === undefined ? 'nothing' : text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Names the known word that was most likely meant. */
export function didYouMean(said: string, known: readonly string[]): string {
  const best = known.map((word) => ({ word, far: distance(said.toLowerCase(), word.toLowerCase()) })).sort((a, b) => a.far - b.far)[0]
  return best && best.far <= slips(best.word.length) ? ` (did you mean "${best.word}"?)` : ''
}

/** How many letters may be wrong in a word. */
const slips = (length: number): number => (length <= 2 ? 0 : length <= 4 ? 1 : Math.max(2, Math.floor(length / 3)))

function distance(a: string, b: string): number {
  if (a.length > 40) return 40
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
