/** One chat: its head, its messages, and the line to write in. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { ChatMessage } from '../../../server/schemas.ts'
import type { ChatRef } from '../live/api.ts'
import { back, keyOf } from '../live/place.ts'
import { markSeen } from '../live/unread.ts'
import { useChat, useNewest } from '../live/use-chat.ts'
import { BackIcon } from '../ui/icons.tsx'
import { explain } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { Composer } from './composer.tsx'
import { useStage } from './context.ts'
import { Message } from './message.tsx'
import { SpeakerButton } from './speaker.tsx'

/** Messages closer together than this stand under one time. */
const PAUSE = { ms: 5 * 60_000 }
const NEAR_END = { px: 120 }

export function Chat({ chat }: { chat: ChatRef }) {
  const words = useWords()
  const { scene } = useStage()
  const messages = useChat(chat)
  const [quoted, setQuoted] = useState<ChatMessage>()
  const room = 'room' in chat ? scene.rooms.find(({ id }) => id === chat.room) : undefined
  useNewest(messages.data, (newest) => markSeen(keyOf(chat), newest.at))
  return (
    <section className="chat" aria-label={room?.name ?? words.chats.direct(scene.bot.name)}>
      <h1 className="hidden phone-only">{words.brand}</h1>
      <header className="chat-head">
        <button type="button" className="round phone-only" aria-label={words.back} onClick={() => back({ chat: undefined })}>
          <BackIcon />
        </button>
        <h2 className="ellipsis">
          {room?.name ?? words.chats.direct(scene.bot.name)}
          {room && <small> ({words.chats.members(room.members.length)})</small>}
        </h2>
        <span className="grow" />
        <SpeakerButton />
      </header>
      {messages.problem && (
        <p className="banner" role="alert">
          {explain(messages.problem, words)}
          <button type="button" className="plain" onClick={messages.reload}>
            {words.retry}
          </button>
        </p>
      )}
      {messages.data && (
        <Log
          items={messages.data}
          direct={!room}
          older={messages.hasOlder ? messages.loadOlder : undefined}
          onQuote={setQuoted}
          onChanged={messages.reload}
        />
      )}
      <Composer chat={chat} quoted={quoted} onQuoteDone={() => setQuoted(undefined)} />
    </section>
  )
}

interface LogProps {
  items: ChatMessage[]
  direct: boolean
  /** Fetches earlier messages, where there are any. */
  older: (() => Promise<void>) | undefined
  onQuote(message: ChatMessage): void
  onChanged(): void
}

function Log({ items, direct, older, onQuote, onChanged }: LogProps) {
  const words = useWords()
  const { as, clock } = useStage()
  const { box, behind, toEnd, onScroll } = useScroll(items, as.id)
  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling place must be reachable by keyboard */}
      <div className="log" ref={box} onScroll={onScroll} role="log" aria-label={words.chat.log} tabIndex={0}>
        {older && (
          <button type="button" className="plain centre" onClick={older}>
            {words.chat.older}
          </button>
        )}
        {items.length === 0 && <p className="empty">{direct ? words.chat.emptyDirect : words.chat.empty}</p>}
        {items.map((message, index) => {
          const pause = message.at - (items[index - 1]?.at ?? 0) > PAUSE.ms
          return (
            <div key={message.id} className="log-entry">
              {pause && <p className="system">{clock.moment(message.at)}</p>}
              <Message message={message} direct={direct} onQuote={onQuote} onChanged={onChanged} />
            </div>
          )
        })}
      </div>
      {behind && (
        <button type="button" className="newest" onClick={toEnd}>
          {words.chat.newest}
        </button>
      )}
    </div>
  )
}

/** Stays at the end while one reads there; elsewhere new messages do not move what one reads. */
function useScroll(items: readonly ChatMessage[], as: string) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef({ first: '', last: '', height: 0 })
  const [behind, setBehind] = useState(false)
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight })

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const first = items[0]?.id ?? ''
    const last = items[items.length - 1]
    const grewAbove = seen.current.first !== '' && first !== seen.current.first && last?.id === seen.current.last
    const isNew = last !== undefined && last.id !== seen.current.last
    if (grewAbove) element.scrollTop += element.scrollHeight - seen.current.height
    else if (atEnd.current || (isNew && last.from.id === as)) element.scrollTop = element.scrollHeight
    else if (isNew) setBehind(true)
    seen.current = { first, last: last?.id ?? '', height: element.scrollHeight }
  }, [items, as])

  // Pictures that arrive later, and a keyboard that comes up, change the height too.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    const onLoad = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    }
    element.addEventListener('load', onLoad, true)
    return () => {
      observer.disconnect()
      element.removeEventListener('load', onLoad, true)
    }
  }, [])

  const onScroll = () => {
    const element = box.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END.px
    if (atEnd.current) setBehind(false)
  }
  return { box, behind, toEnd, onScroll }
}
