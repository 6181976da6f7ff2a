/** What 帮助 says: the commands come from the rights (core/command-rights.ts, core/acts.ts), only their wording stands in the languages. */
import type { ActName } from '../acts.ts'
import type { CommandName } from '../understanding/terms.ts'
import type { TicketLine } from './phrases.ts'

/** `residents`: a group in which residents read along. */
export type HelpPlace = 'direct' | 'residents' | 'staff'

/** Acts on a ticket; splitting and un-merging are said by chat only. */
export type HelpAct = ActName | 'split' | 'unmerge'

export interface HelpPhrases {
  help(p: { to: string; resident: boolean; place: HelpPlace; commands: readonly CommandName[] }): string
  /** What may be done with this ticket now, by whoever asks. */
  helpTicket(p: { to: string; ticket: TicketLine; status: string; acts: readonly HelpAct[]; resident: boolean }): string
}

/** How a command is said, as an example; a row of them is one line of the help. */
export type HelpRows = readonly (readonly (readonly [CommandName, string])[])[]

export const rowsText = (rows: HelpRows, commands: readonly CommandName[]): string[] =>
  rows
    .map((row) =>
      row
        .filter(([name, text]) => text !== '' && commands.includes(name))
        .map(([, text]) => text)
        .join(' · '),
    )
    .filter(Boolean)
