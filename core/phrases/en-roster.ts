/** Shifts, swaps and absences in English. */
import type { TicketLine } from './phrases.ts'
import type { RosterPhrases, ShiftWords } from './roster.ts'

const shiftText = ({ day, hours, onCall }: ShiftWords): string =>
  `${day}${hours.length > 0 ? ` ${hours.join(', ')}` : ''}${onCall ? ' (by phone)' : ''}`
const tag = (t: TicketLine): string => `#${t.number} ${[t.title, t.place].filter(Boolean).join(' · ')}`

export const rosterEn: RosterPhrases = {
  duty: ({ people }) =>
    people.length === 0
      ? 'Nobody is on the roster now; say what is wrong and I will find someone.'
      : `On duty: ${people
          .map((p) => {
            const notes = [p.onCall ? 'by phone' : '', p.until ? `until ${p.until}` : ''].filter(Boolean)
            return `${[p.unit, p.name, p.phone].filter(Boolean).join(' ')}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`
          })
          .join('; ')}`,
  swapAsked: ({ name, shift }) => `I ask ${name} to take ${shiftText(shift)}; you both hear the answer.`,
  swapCard: ({ from, shift }) => `${from} asks you to take the shift of ${shiftText(shift)}. Reply "agree swap" or "refuse swap".`,
  swapAgreed: ({ name, shift }) => `${name} agreed and takes ${shiftText(shift)}.`,
  swapTaken: ({ name, shift }) => `Done: you take ${shiftText(shift)} for ${name}, who has been told.`,
  swapDeclined: ({ name, shift }) => `${name} cannot; ${shiftText(shift)} stays yours.`,
  swapDeclinedDone: ({ name }) => `Fine, no swap; ${name} has been told.`,
  shiftSet: ({ name, shift }) => `${name} is on duty ${shiftText(shift)} and has been told.`,
  shiftCard: ({ from, shift }) => `${from} put you on duty ${shiftText(shift)}.`,
  awaySet({ from, until, standIn, open }) {
    const work =
      open > 0 && standIn
        ? ` Reminders of your ${open} open go to ${standIn}.`
        : open > 0
          ? ` You have ${open} open; pass them on before you go.`
          : ''
    return `Noted: you are away ${from ? `from ${from} ` : ''}until ${until}; nothing new comes to you.${work} Say "I'm back" when you are.`
  },
  awayCard: ({ name, until, lines, more }) =>
    `${name} is away until ${until}; reminders of ${lines.length + more} come to you:\n${lines.map(tag).join('\n')}${more > 0 ? `\n… and ${more} more` : ''}\n"accept" and the number takes one over.`,
  backSet: ({ open }) => `Welcome back. ${open > 0 ? `${open} open with you: "my tickets".` : 'Nothing open with you.'}`,
  notAway: 'You were not marked away.',
}
