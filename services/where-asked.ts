/** The answer to whoever spoke, where they spoke: in the room with a mention, else directly. */
import { calledName, type Person } from '../core/community.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import { type Saying, say } from './outbox.ts'

interface Asker {
  person: Person
  roomId: string | null
}

export const whereAsked = ({ person, roomId }: Asker): Pick<Saying, 'to' | 'mentions'> =>
  roomId === null ? { to: { person: person.id } } : { to: { room: roomId }, mentions: [person.id] }

/** Whom the sentence addresses by name; nobody where only two speak. */
export const nameThere = ({ person, roomId }: Asker): string => (roomId === null ? '' : calledName(person))

/** Whoever has just asked is awake: said whatever the hour. */
export const reply = (
  cx: DeskContext,
  tx: Tx,
  arrival: Pick<Arrival, 'directory' | 'person' | 'roomId'>,
  text: string,
  extra: Pick<Saying, 'ticketId' | 'key' | 'waitMs'> = {},
): Promise<void> => say(cx, tx, arrival.directory, { ...whereAsked(arrival), text, pace: 'now', ...extra })
