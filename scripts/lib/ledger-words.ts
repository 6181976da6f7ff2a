/** What the check of a ledger found, for whoever copied or restored it. */
import type { LedgerChecked } from '../../services/ledger-check.ts'
import { some } from './doctor/finding.ts'

/** Says what is right; @returns what is not. Faults of the source come along: they are told, not mended. */
export function ledgerWords({ tickets, wrong }: LedgerChecked, say: (line: string) => void): string[] {
  if (wrong.length === 0) {
    say(`Every one of ${tickets} tickets is what its events tell.`)
    return []
  }
  return [
    `${wrong.length} of ${tickets} tickets are not what their events tell, as in the source: ${some(wrong)}. Look at them with  npm run -s doctor`,
  ]
}
