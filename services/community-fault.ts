/** A fault of a community file: where, what, and whether it stops the import. */

/** Keys and list positions from the top of the file: ['people', 3, 'org']. */
export type Path = readonly (string | number)[]

export interface Fault {
  severity: 'error' | 'warning'
  path: Path
  /** What is wrong and what to do about it, in words for an operator. */
  message: string
  /** Where the other half of the fault stands: the first of two equal ids. */
  see?: Path
}

export interface LocatedFault extends Fault {
  /** `line 12, column 5`, or `sheet 人员 people, row 5, column C 角色 role`. */
  place: string
}

/** A file as it was read: its value, and where each part of it stands. */
export interface CommunitySource {
  value: unknown
  /** Faults of the form (YAML syntax, unknown headings); the value is checked only when there is none that stops. */
  faults: LocatedFault[]
  /** Place of the part at a path, or of the nearest part around it. */
  locate(path: Path): string
  /** Rises from the top of the file to its end. */
  order(path: Path): number
}

export const pathText = (path: Path): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key + 1}]` : text === '' ? key : `${text}.${key}`), '')

/** `people[3].org (line 12, column 5): …` without its place, which is said in front. */
export function faultText({ severity, place, path, message }: LocatedFault): string {
  const what = pathText(path)
  return `${severity === 'error' ? '✗' : '!'} ${place}${what ? `, ${what}` : ''}: ${message}`
}
