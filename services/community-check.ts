/** Validates a community file whole: all faults at once, each with its place. */
import { CodedError } from '../core/errors.ts'
import { type CommunitySource, faultText, type LocatedFault } from './community-fault.ts'
import type { CommunityFile } from './community-file.ts'
import { referenceFaults } from './community-references.ts'
import { shapeFaults, tidy } from './community-shape.ts'
import { readSheet } from './community-sheet.ts'
import { readYaml } from './community-yaml.ts'

export interface Checked {
  /** Absent when there is an error. */
  file?: CommunityFile
  /** Errors and warnings, from the top of the file to its end. */
  faults: LocatedFault[]
  locate: CommunitySource['locate']
}

/** What the file's name says it is. @throws CodedError FILE_INVALID when it is neither YAML nor an Excel workbook */
export async function readSource(name: string, bytes: Uint8Array): Promise<CommunitySource> {
  if (/\.xlsx$/i.test(name)) return readSheet(bytes)
  if (/\.(ya?ml|json)$/i.test(name)) return readYaml(bytes)
  throw new CodedError('FILE_INVALID', `${name} is neither .yaml nor .xlsx${/\.xls$/i.test(name) ? '; save it as an Excel workbook (.xlsx)' : ''}`)
}

export function checkSource(source: CommunitySource): Checked {
  const { locate } = source
  if (source.faults.some((fault) => fault.severity === 'error')) return { faults: source.faults, locate }
  const value = tidy(source.value)
  const found = [...shapeFaults(value), ...referenceFaults(value)]
    .sort((a, b) => source.order(a.path) - source.order(b.path))
    .map((fault): LocatedFault => {
      const { see, ...rest } = fault
      return { ...rest, place: locate(fault.path), message: see ? `${fault.message} (first: ${locate(see)})` : fault.message }
    })
  const faults = [...source.faults, ...found]
  return { faults, locate, ...(faults.some((fault) => fault.severity === 'error') ? {} : { file: value as CommunityFile }) }
}

/** The one-line sentence behind a list of faults. */
export function invalid(name: string, faults: readonly LocatedFault[]): CodedError {
  const errors = faults.filter((fault) => fault.severity === 'error')
  return new CodedError('FILE_INVALID', `${name} has ${errors.length === 1 ? 'one fault' : `${errors.length} faults`}`, {
    faults: errors.map(faultText),
  })
}
