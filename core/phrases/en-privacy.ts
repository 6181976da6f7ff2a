/** Personal data, redaction, block list and limits in English. */
import type { PrivacyPhrases } from './privacy.ts'

const at = (to: string): string => (to ? `@${to} ` : '')
const numbers = (list: readonly number[]): string => list.map((n) => `#${n}`).join(', ')

export const privacyEn: PrivacyPhrases = {
  erasureAsked: ({ to, open, again }) =>
    `${at(to)}${again ? 'Your request is with the community already' : 'Got it, the community will confirm'}. Then your words, pictures, name and accounts are erased; of what you reported only building, kind and times stay, without you.${
      open.length > 0 ? ` What is still open (${numbers(open)}) goes on, but I cannot tell you any more.` : ''
    } You get an answer within 15 working days.`,
  erasureOfStaff: ({ to }) => `${at(to)}You work here: your data stand in the community's list. Ask its admin to take you out.`,
  erasureCard: ({ request, name, tickets, open }) =>
    `${name} asks for their personal data to be erased (${tickets} matters${open.length > 0 ? `, open: ${numbers(open)}` : ''}). Reply "approve erasure ${request}" or "refuse erasure ${request}". It cannot be undone.`,
  erasureDone: ({ request, messages, tickets, pictures }) =>
    `Request ${request} done: ${messages} messages and ${pictures} pictures erased, ${tickets} matters without their data. Backups lose it as they are rotated.`,
  erasureGranted: () =>
    'The community agreed: your data are erased within minutes. This is the last message; speak again and you are a new neighbour.',
  erasureTaken: ({ request }) => `Request ${request} is granted and done within minutes; I will tell you.`,
  erasureRefused: ({ request }) => `Request ${request} is refused; they were told to ask the community why.`,
  erasureNotGranted: () => 'The community did not agree to erase your data. Please ask the community office why, or call 12345.',
  erasureUnknown: ({ request }) => `No erasure request ${request} is waiting.`,
  picturesErased: ({ to, pictures }) =>
    pictures > 0 ? `${at(to)}Your pictures (${pictures}) are gone.` : `${at(to)}There are no pictures of yours here.`,
  redactedDone: ({ number, messages, pictures }) =>
    `${number === null ? '' : `#${number} `}redacted: the words of ${messages} messages${pictures > 0 ? ` and ${pictures} pictures` : ''} are gone, the matter goes on.`,
  redactNothing: () => 'Nothing to redact was found. Give the number (redact 1042), or quote the message and reply "redact".',
  blocked: ({ name }) => `All right, ${name} is not listened to any more; dangers still are. "unban ${name}" undoes it.`,
  unblocked: ({ name }) => `All right, ${name} is listened to again.`,
  blockedAre: ({ names }) => (names.length > 0 ? `Not listened to: ${names.join(', ')}.` : 'Nobody is on the list.'),
  whoIsMeant: ({ name, many }) =>
    many
      ? `Several people are called "${name}". Quote their words and reply "ban", or mention them.`
      : `${name ? `"${name}"` : 'That person'} was not found. Quote their words and reply "ban", or write the name as the group shows it.`,
  notStaffToBlock: ({ name }) => `${name} works here and cannot be blocked.`,
  slowDown: ({ to, phone }) =>
    `${at(to)}That was a lot at once. I rest for a few minutes; what got no answer please say again then. Dangers are heard at any time; urgent things also by phone${phone ? ` ${phone}` : ''}.`,
  slowDownGroup: () => 'That was a lot at once. I rest for a few minutes; what got no answer please say again then. Dangers are heard at any time.',
  ticketsEnough: ({ to, most }) =>
    `${at(to)}${most} matters were taken down for you today; let us do these first. More tomorrow, dangers at any time.`,
  posesAsStaff: ({ name, room, words }) =>
    `Somebody called "${name}" gave an order${room ? ` in ${room}` : ' directly'}: "${words}". That is no bound member of staff, so nothing was done. If it is them, let them bind again; if not, quote it and reply "ban".`,
}
