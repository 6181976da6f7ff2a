/** One message as a bubble, with its quote below as WeChat shows it, and the menu of what can be done with it. */
import { useRef, useState } from 'react'
import type { ChatMessage } from '../../../server/schemas.ts'
import { attachmentUrl } from '../live/api.ts'
import { Avatar } from '../ui/avatar.tsx'
import { MoreIcon } from '../ui/icons.tsx'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/zh.ts'
import { useStage } from './context.ts'
import { MessageMenu } from './message-menu.tsx'
import { Picture } from './picture.tsx'
import { RichText } from './rich-text.tsx'

const LONG_PRESS = { ms: 450 }

interface Props {
  message: ChatMessage
  direct: boolean
  onQuote(message: ChatMessage): void
  onChanged(): void
}

export function Message({ message, direct, onQuote, onChanged }: Props) {
  const words = useWords()
  const { as, clock } = useStage()
  const [menuAt, setMenuAt] = useState<{ x: number; y: number }>()
  const press = useLongPress(setMenuAt)
  const mine = message.from.id === as.id
  if (message.recalled) return <p className="system">{mine ? words.chat.youRecalled : words.chat.recalled(message.from.name)}</p>
  if (message.kind === 'system' || message.kind === 'recall') return <p className="system">{message.text}</p>
  return (
    <article className={mine ? 'message mine' : 'message'} aria-label={`${message.from.name} ${clock.time(message.at)}`} data-id={message.id}>
      <Avatar id={message.from.id} name={message.from.name} bot={message.from.role === 'bot'} />
      <div className="message-body">
        {!mine && !direct && <span className="message-from">{message.from.name}</span>}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut to the button beside it */}
        <div
          className={message.kind === 'image' ? 'bubble picture' : 'bubble'}
          title={clock.moment(message.at)}
          onContextMenu={(event) => {
            event.preventDefault()
            setMenuAt({ x: event.clientX, y: event.clientY })
          }}
          {...press}
        >
          <Content message={message} words={words} />
        </div>
        {message.quote && (
          <blockquote className="quote">
            {message.quote.name}：{message.quote.text}
          </blockquote>
        )}
      </div>
      <button
        type="button"
        className="round more"
        aria-label={words.chat.actions}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenuAt({ x: left, y: bottom })
        }}
      >
        <MoreIcon />
      </button>
      {menuAt && (
        <MessageMenu message={message} mine={mine} at={menuAt} onQuote={onQuote} onChanged={onChanged} onClose={() => setMenuAt(undefined)} />
      )}
    </article>
  )
}

function Content({ message, words }: { message: ChatMessage; words: Words }) {
  const { kind, attachment, fileName, from } = message
  if (kind === 'image')
    return attachment ? (
      <Picture hash={attachment} label={words.chat.picture(from.name)} />
    ) : (
      <span className="soft">{words.chat.loadingPicture}</span>
    )
  const name = words.kinds[kind as keyof Words['kinds']]
  if (!name) return <RichText message={message} />
  const label = `[${name}] ${fileName ?? message.text}`
  return attachment ? (
    <a href={attachmentUrl(attachment)} download={fileName ?? true}>
      {label}
    </a>
  ) : (
    <span>{label}</span>
  )
}

/** A finger that rests on the bubble opens the menu, as in WeChat. */
function useLongPress(open: (at: { x: number; y: number }) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = () => clearTimeout(timer.current)
  return {
    onTouchStart: (event: React.TouchEvent) => {
      const touch = event.touches[0]
      if (touch) timer.current = setTimeout(() => open({ x: touch.clientX, y: touch.clientY }), LONG_PRESS.ms)
    },
    onTouchEnd: stop,
    onTouchMove: stop,
    onTouchCancel: stop,
  }
}
