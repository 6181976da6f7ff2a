/** Taking on, splitting, verifying, rating and calling back, in English. */
import { SATISFACTION_LABELS, SOLVED_BY_LABELS } from './labels.ts'
import type { LifePhrases } from './life.ts'
import type { TicketLine } from './phrases.ts'

const at = (to: string): string => (to ? `@${to} ` : '')
const what = (t: TicketLine): string => [t.title, t.place].filter(Boolean).join(' · ')
const pics = (n: number): string => (n > 0 ? ` [${n} picture${n > 1 ? 's' : ''}]` : '')
const quoted = (words: string): string => (words ? `: "${words}"` : '')
const goal = (as: 'at_once' | 'by_date', by: string): string => (as === 'at_once' ? `at once${by ? `, there ${by}` : ''}` : `to be done ${by}`)

export const lifeEn: LifePhrases = {
  takenOn: ({ ticket, as, by }) => `#${ticket.number} ${ticket.name} has it, ${goal(as, by)}.`,
  takenOnDone: ({ ticket, as, by }) => `#${ticket.number} is yours, ${goal(as, by)}. Reply "done" with a picture when it is.`,
  complexitySet: ({ ticket, complex, reason, by }) =>
    complex
      ? `#${ticket.number} ${ticket.title} takes several hands (${reason}); it will be solved ${by} at the latest, news will follow here.`
      : `#${ticket.number} ${ticket.title} counts as ordinary again (${reason}), to be solved ${by}.`,
  split: ({ to, ticket, from, by }) =>
    `${at(to)}one more matter was in #${from}: #${ticket.number} ${what(ticket)}. ${ticket.who} will be there ${by}.`,
  unmerged: ({ to, ticket, from, by }) =>
    `${at(to)}#${ticket.number} ${what(ticket)} is not the same as #${from} after all and goes on by itself; ${ticket.who} will be there ${by}.`,
  parted: ({ ticket, number, homes }) =>
    `#${number} is no longer part of #${ticket.number} ${ticket.title}; ${homes} home${homes > 1 ? 's are' : ' is'} left on this one.`,
  verifyCard: ({ ticket, from, said, done, pictures }) =>
    `[#${ticket.number}] ${what(ticket)}: please look at it on the spot | ${done ? `${ticket.name} says it is done${quoted(said)}${pics(pictures)}` : `${ticket.name} is on it`}${from ? ` | asked by ${from}` : ''} | reply: ${ticket.number} verified / ${ticket.number} verified not fixed`,
  verifyAsked: ({ ticket, name }) => `#${ticket.number}: ${name} was asked to look at it.`,
  verifiedCard: ({ ticket, from, fixed, words }) =>
    `[#${ticket.number}] ${what(ticket)}: ${from} looked at it, ${fixed ? 'it is in order' : 'it is not fixed'}${quoted(words)}`,
  verifiedDone: ({ ticket, fixed, reopened }) =>
    `#${ticket.number} noted${fixed ? '' : reopened ? `; it is back with ${ticket.name}` : `; ${ticket.name} has been told`}.`,
  verifyReminder: ({ lines, more }) =>
    `Waiting for your look on the spot (${lines.length + more}):\n${lines.map((t) => `#${t.number} ${what(t)}`).join('\n')}${more > 0 ? `\n… and ${more} more` : ''}`,
  closedVerified: ({ ticket, took, name }) =>
    `#${ticket.number} ${ticket.title} was looked at by ${name} and is closed after${took}; say so if it is not fixed.`,
  reopenedOften: ({ ticket, words, times }) =>
    `#${ticket.number} was not fixed for the ${times}th time; ${ticket.name} sees to it now${quoted(words)}.`,
  takenAwayCard: ({ ticket, times }) => `[#${ticket.number}] ${what(ticket)}: not fixed ${times} times, now with ${ticket.name}.`,
  ratedAs: ({ ticket, satisfied }) => `Thank you, #${ticket.number} is noted as "${SATISFACTION_LABELS.en[satisfied]}".`,
  callBacks: ({ lines, more }) =>
    lines.length === 0
      ? 'Nobody is left to be called back.'
      : `To call back (${lines.length + more}):\n${lines
          .map((l) =>
            [
              `#${l.ticket.number} ${what(l.ticket)}`,
              [l.reporter, l.phone].filter(Boolean).join(' '),
              `closed ${l.closed}${l.solvedBy ? ` (${SOLVED_BY_LABELS.en[l.solvedBy]})` : ''}`,
              l.tries > 0 ? `tried ${l.tries}×` : '',
            ]
              .filter(Boolean)
              .join(' · '),
          )
          .join(
            '\n',
          )}${more > 0 ? `\n… and ${more} more` : ''}\nThen reply: ${lines[0]?.ticket.number ?? ''} called back satisfied / not satisfied / not fixed / no answer`,
  calledBack: ({ ticket, reached, satisfied, reopened, tries }) =>
    reached
      ? `#${ticket.number} call-back noted: ${satisfied ? SATISFACTION_LABELS.en[satisfied] : ''}${reopened ? `; open again, ${ticket.name} has been told` : ''}.`
      : `#${ticket.number}: nobody answered, ${tries}× so far.`,
  detailTaken: ({ to, ticket }) => `${at(to)}added to #${ticket.number}, ${ticket.name} can see it.`,
  progressLink: ({ link }) => `Progress: ${link}`,
  published: ({ ticket, shown, open }) =>
    `#${ticket.number} ${ticket.title} ${shown ? 'may stand on the public board again' : 'stays off the public board'}${open ? '' : ' (the board is closed now)'}.`,
}
