/** What one check found. */
import type { CodedError } from '../../../core/errors.ts'

export interface Finding {
  check: string
  /** `fail`: something is broken and the program would not do its work; `warn`: it runs, but somebody should look. */
  state: 'ok' | 'warn' | 'fail'
  says: string
  /** What to do about it. */
  next?: string
}

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
export const warn = (check: string, says: string, next: string): Finding => ({ check, state: 'warn', says, next })
export const fail = (check: string, says: string, next: string): Finding => ({ check, state: 'fail', says, next })
export const failed = (check: string, error: CodedError): Finding => fail(check, `${error.code}: ${error.message}`, error.next)

const SIGN: Record<Finding['state'], string> = { ok: '✓', warn: '!', fail: '✗' }

export const findingText = ({ check, state, says, next }: Finding): string =>
  `${SIGN[state]} ${check}: ${says}${next === undefined ? '' : `\n    → ${next}`}`

/** The first few of a list, and how many more. */
export const some = (list: readonly string[], most = 6): string =>
  `${list.slice(0, most).join(', ')}${list.length > most ? ` and ${list.length - most} more` : ''}`
