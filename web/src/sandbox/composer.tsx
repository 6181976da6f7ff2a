/** The line to write in: Enter sends, Shift+Enter breaks the line, @ offers the people of the chat. */
import { type ChangeEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChatMessage, Speak } from '../../../server/schemas.ts'
import { api, type ChatRef } from '../live/api.ts'
import { keyOf } from '../live/place.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { type Words, zh } from '../words/zh.ts'
import { AttachButton } from './attach.tsx'
import { useStage } from './context.ts'
import { type Mentionable, MentionPicker, mentionsIn, useMentionables, wantedMention } from './mentions.tsx'

/** What was begun and not sent, by speaker and chat; lives as long as the page. */
const drafts = new Map<string, string>()

/** The platform names media in Chinese in a quote, whatever the language of this page. */
export const quoteOf = ({ from, kind, text }: ChatMessage): NonNullable<Speak['quote']> => ({
  name: from.name,
  text: zh.kinds[kind as keyof Words['kinds']] ?? text,
})

export function Composer({ chat, quoted, onQuoteDone }: { chat: ChatRef; quoted: ChatMessage | undefined; onQuoteDone(): void }) {
  const words = useWords()
  const { as } = useStage()
  const draftKey = `${as.id} ${keyOf(chat)}`
  const [text, setText] = useState(() => drafts.get(draftKey) ?? '')
  const [caret, setCaret] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
  const people = useMentionables(chat)
  const write = (next: string) => {
    drafts.set(draftKey, next)
    setText(next)
  }
  // Grows with what is written, up to the height the style allows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [text])
  useEffect(() => {
    if (quoted) field.current?.focus()
  }, [quoted])

  const say = async (more: Pick<Speak, 'text' | 'file' | 'quote'>) => {
    try {
      await api.speak({ as: as.id, ...('room' in chat ? { room: chat.room } : {}), mentions: mentionsIn(more.text ?? '', people), ...more })
      return true
    } catch (error) {
      toastProblem(error, words)
      return false
    }
  }
  const send = async () => {
    const said = text
    if (!said.trim()) return
    write('')
    const quote = quoted && quoteOf(quoted)
    // What could not be said comes back into the line.
    if (await say({ text: said, ...(quote ? { quote } : {}) })) onQuoteDone()
    else write(said)
  }

  const query = people.length ? wantedMention(text, caret) : undefined
  const pick = ({ name }: Mentionable) => {
    const start = text.lastIndexOf('@', caret - 1)
    const next = `${text.slice(0, start)}@${name}\u2005`
    // At once, so that the next key falls behind the name.
    flushSync(() => {
      write(next + text.slice(caret))
      setCaret(next.length)
    })
    field.current?.focus()
    field.current?.setSelectionRange(next.length, next.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends a composition belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.defaultPrevented) return
    event.preventDefault()
    void send()
  }
  const onChange = (event: ChangeEvent<HTMLTextAreaElement>) => {
    write(event.target.value)
    setCaret(event.target.selectionStart)
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {quoted && (
        <p className="composer-quote">
          <span className="ellipsis">
            {words.composer.quoting(quoted.from.name)}：{quoteOf(quoted).text}
          </span>
          <button type="button" className="round" aria-label={words.composer.dropQuote} onClick={onQuoteDone}>
            <CloseIcon />
          </button>
        </p>
      )}
      {query !== undefined && <MentionPicker people={people} query={query} field={field} onPick={pick} />}
      <div className="composer-line">
        <AttachButton onFile={(file) => void say({ file })} />
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={20_000}
          enterKeyHint="send"
          aria-autocomplete="list"
          aria-controls={query === undefined ? undefined : 'mention-list'}
          aria-label={words.composer.label(as.name)}
          placeholder={words.composer.placeholder(as.name)}
          onChange={onChange}
          onKeyDown={onKeyDown}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        />
        <button type="submit" className="primary" disabled={!text.trim()}>
          {words.composer.send}
        </button>
      </div>
    </form>
  )
}
