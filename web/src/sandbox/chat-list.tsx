/** The chats of the person one speaks as, newest first, and who that person is. */
import type { ChatMessage } from '../../../server/schemas.ts'
import type { ChatRef } from '../live/api.ts'
import { closeSide, go, keyOf } from '../live/place.ts'
import { chatKeyOf, useUnread } from '../live/unread.ts'
import { Avatar, GroupAvatar } from '../ui/avatar.tsx'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/zh.ts'
import { personIn, useStage } from './context.ts'
import { Speaker } from './speaker.tsx'

function previewOf(message: ChatMessage | undefined, words: Words): string {
  if (!message) return words.chats.none
  const kind = words.kinds[message.kind as keyof Words['kinds']]
  const said = message.recalled ? words.chats.recalledPreview : kind ? `[${kind}]` : message.text
  return message.room ? `${message.from.name}: ${said}` : said
}

export function ChatList({ open }: { open: ChatRef | undefined }) {
  const words = useWords()
  const { scene, as, clock, latest } = useStage()
  const isUnread = useUnread()
  const newest = new Map(latest.map((message) => [chatKeyOf(message), message]))
  const chats = [
    ...scene.rooms
      .filter((room) => room.members.includes(as.id))
      .map(({ id, name, members }) => ({
        to: `room:${id}`,
        key: `room:${id}`,
        name,
        members: members.flatMap((id) => personIn(scene, id) ?? (id === scene.bot.id ? scene.bot : [])),
      })),
    { to: 'bot', key: keyOf({ person: as.id }), name: words.chats.direct(scene.bot.name), members: [] },
  ].sort((a, b) => (newest.get(b.key)?.at ?? 0) - (newest.get(a.key)?.at ?? 0))
  return (
    <nav className="chats" aria-label={words.chats.title}>
      <Speaker />
      <ul>
        {chats.map(({ to, key, name, members }) => {
          const message = newest.get(key)
          const unread = message !== undefined && isUnread(message, as.id)
          return (
            <li key={key}>
              <button
                type="button"
                className="chat-row"
                aria-current={open && keyOf(open) === key ? 'true' : undefined}
                onClick={() => go({ as: as.id, chat: to, ...closeSide() })}
              >
                {to === 'bot' ? <Avatar id={scene.bot.id} name={name} bot large /> : <GroupAvatar people={members} />}
                <span className="chat-name">
                  <span className="ellipsis">{name}</span>
                  {members.length > 0 && <small> {words.chats.members(members.length)}</small>}
                </span>
                <time>{message && clock.moment(message.at)}</time>
                <span className="chat-last ellipsis">{previewOf(message, words)}</span>
                {unread && (
                  <span className="dot">
                    <span className="hidden">{words.chats.unread}</span>
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
