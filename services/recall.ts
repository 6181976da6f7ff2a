/** A message taken back 撤回: it leaves the chat's view, the tickets and leads it was told to, and the words that were made of it. */
import { phaseOf, RECALLED } from '../core/ticket.ts'
import type { Tx } from '../db/open.ts'
import { insertMessage, whoAndWhere } from './arrivals.ts'
import { answerIsWaiting } from './cards.ts'
import type { DeskContext } from './context.ts'
import type { Arrival, Receipt } from './intake.ts'
import { messageById } from './message-rows.ts'
import { hideMessage } from './redaction.ts'
import { ticketsOfMessage } from './ticket-rows.ts'
import { act } from './tickets.ts'

/** A report taken back before it was answered is withdrawn without a word. */
export async function hearRecall(cx: DeskContext, tx: Tx, arrival: Arrival): Promise<Receipt> {
  const { directory, message, person } = arrival
  const receipt: Receipt = { fresh: true, communityId: directory.id, action: 'ignore', opened: [] }
  const original = await messageById(cx, tx, directory.id, message.account, message.recalls ?? '')
  await keepRecall(cx, tx, arrival)
  if (!original || original.recalledAt !== null) return receipt
  if (original.personId === person.id)
    for (const ticket of await ticketsOfMessage(cx, tx, directory.id, original.account, original.id))
      if (phaseOf(ticket.status) === 'open' && ticket.urgency !== 'emergency' && (await answerIsWaiting(cx, tx, directory, ticket)))
        await act(cx, tx, directory, { ticket, command: { type: 'withdraw', reason: RECALLED }, actor: person, roomId: arrival.roomId })
  await hideMessage(cx, tx, directory, { original, by: person })
  return receipt
}

const keepRecall = (cx: DeskContext, tx: Tx, arrival: Arrival): Promise<unknown> =>
  insertMessage(cx.db, tx, {
    ...whoAndWhere(cx, arrival),
    role: 'other',
    kind: 'recall',
    text: '',
    quote: null,
    mentions: [],
    mentionsBot: false,
    action: 'ignore',
  })
