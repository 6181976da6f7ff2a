/** What is said when work is done: "is it all right?", and how the matter ended. */
import { calledName, type Directory } from '../core/community.ts'
import { phaseOf, RECALLED, type Ticket } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { attachmentsOfTicket } from './attachment-rows.ts'
import { answerKey, publicPlace, refreshWaiting, sayAnswer, sayPictureOnce, unsayCards } from './cards.ts'
import type { DeskContext } from './context.ts'
import { type Happening, type Of, spokeThere, tellAssignee } from './happening.ts'
import { personById } from './identity.ts'
import { voiceFor } from './lines.ts'
import { say, unsay } from './outbox.ts'
import { ticketsOfMessage } from './ticket-rows.ts'
import { whereAsked } from './where-asked.ts'

export const resolvedKey = (ticket: Pick<Ticket, 'id' | 'reopens'>): string => `resolved:${ticket.id}:${ticket.reopens}`

/** "Done, is it all right?" waits a moment for the proof picture; the picture follows it. */
export async function sayResolved(
  cx: DeskContext,
  tx: Tx,
  directory: Directory,
  ticket: Ticket,
  words: string,
  pace: 'now' | 'waits' = 'waits',
): Promise<void> {
  const voice = voiceFor(directory, ticket.language, cx.now())
  const reporter = await personById(cx, tx, directory.id, ticket.reporterId)
  const proofs = (await attachmentsOfTicket(cx, tx, directory.id, ticket.id)).filter((row) => row.purpose === 'proof' && row.state !== 'refused')
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text: voice.phrases.resolved({
      to: ticket.roomId === null ? '' : (reporter?.name ?? ''),
      ticket: voice.line(ticket),
      words,
      pictures: proofs.length,
      hours: directory.settings.confirmHours,
    }),
    mentions: ticket.roomId === null ? [] : [ticket.reporterId],
    ticketId: ticket.id,
    key: resolvedKey(ticket),
    pace,
    waitMs: directory.settings.storySeconds * 1000,
  })
  for (const proof of proofs)
    if (proof.hash !== null && proof.mime?.startsWith('image/'))
      await sayPictureOnce(cx, tx, directory, { ticket, hash: proof.hash, to: publicPlace(ticket) })
}

export async function sayClosed(cx: DeskContext, tx: Tx, directory: Directory, happening: Of<'closed'>): Promise<void> {
  const { ticket, event, actor, stars = 0 } = happening
  const voice = voiceFor(directory, ticket.language, cx.now())
  if (event.as === 'withdrawn' && (await takeBack(cx, tx, directory, happening)) && event.reason === RECALLED) return
  // A ticket that waited for an answer in vain took as long as the work did.
  const alone = event.as === 'solved' && actor === null
  const took = voice.phrases.duration(((alone ? ticket.resolvedAt : null) ?? cx.now()) / 60_000 - ticket.openedAt / 60_000)
  await say(cx, tx, directory, {
    to: publicPlace(ticket),
    text:
      ticket.solvedBy === 'verified' && actor
        ? voice.phrases.closedVerified({ ticket: voice.line(ticket), took, name: calledName(actor) })
        : voice.phrases.closed({ ticket: voice.line(ticket), as: event.as, took, reason: event.reason, alone, stars }),
    ticketId: ticket.id,
    pace: spokeThere(happening) ? 'now' : 'waits',
  })
}

/** Words that have become untrue are not said; who has heard already that there is work hears that there is none. @returns whether the group had heard nothing */
async function takeBack(cx: DeskContext, tx: Tx, directory: Directory, { ticket, actor }: Happening): Promise<boolean> {
  const unheard = await unsay(cx, tx, directory.id, answerKey(ticket))
  const [sibling] = (await ticketsOfMessage(cx, tx, directory.id, ticket.account, ticket.messageId)).filter((t) => phaseOf(t.status) === 'open')
  if (unheard && sibling) await sayAnswer(cx, tx, directory, sibling)
  const from = actor ? calledName(actor) : ''
  if (await unsayCards(cx, tx, directory, ticket))
    await tellAssignee(cx, tx, directory, ticket, (v) => v.phrases.withdrawnCard({ ticket: v.line(ticket), from }))
  return unheard
}

/** The reporter is out of it, the work goes on: whoever withdrew hears why it is not over. */
export async function sayTakenOver(cx: DeskContext, tx: Tx, directory: Directory, happening: Of<'taken_over'>): Promise<void> {
  const { ticket, event, actor, roomId } = happening
  await refreshWaiting(cx, tx, directory, ticket)
  if (event.words === RECALLED) return
  const voice = voiceFor(directory, ticket.language, cx.now())
  const text = voice.phrases.takenOver({ ticket: voice.line(ticket), homes: 1 + ticket.followers.length })
  const saying = { text, ticketId: ticket.id, pace: 'now' as const }
  if (ticket.roomId !== null) await say(cx, tx, directory, { to: publicPlace(ticket), ...saying })
  if (actor && (ticket.roomId === null || roomId !== ticket.roomId))
    await say(cx, tx, directory, { ...whereAsked({ person: actor, roomId }), ...saying })
}
