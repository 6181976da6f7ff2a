/** A message's words: ticket numbers open their ticket, names that were mentioned stand out, a very long text is folded. All of it is text, never markup. */
import { type ReactNode, useState } from 'react'
import type { ChatMessage } from '../../../server/schemas.ts'
import { go } from '../live/place.ts'
import { useWords } from '../words/language.tsx'
import { personIn, useStage } from './context.ts'

const FOLDED = { characters: 600 }
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

export function RichText({ message }: { message: ChatMessage }) {
  const words = useWords()
  const { scene } = useStage()
  const [whole, setWhole] = useState(false)
  const folded = !whole && message.text.length > FOLDED.characters
  const text = folded ? `${message.text.slice(0, FOLDED.characters)}…` : message.text
  const names = message.mentions.flatMap((id) => personIn(scene, id)?.name ?? (id === scene.bot.id ? scene.bot.name : []))
  return (
    <>
      {pieces(text, message.ticketNumbers, names).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
        <Piece key={index} {...piece} />
      ))}
      {folded && (
        <button type="button" className="link block" onClick={() => setWhole(true)}>
          {words.chat.more}
        </button>
      )}
    </>
  )
}

interface PieceProps {
  text: string
  ticket?: number
  mention?: boolean
}

function Piece({ text, ticket, mention }: PieceProps): ReactNode {
  const words = useWords()
  if (ticket !== undefined)
    return (
      <button type="button" className="link" aria-label={words.chat.openTicket(ticket)} onClick={() => go({ side: String(ticket) })}>
        {text}
      </button>
    )
  return mention ? <span className="mention">{text}</span> : text
}

function pieces(text: string, tickets: readonly number[], names: readonly string[]): PieceProps[] {
  const patterns = [...(tickets.length ? ['#?\\d+'] : []), ...[...names].sort((a, b) => b.length - a.length).map((name) => `@${escaped(name)}`)]
  if (patterns.length === 0) return [{ text }]
  return text
    .split(new RegExp(`(${patterns.join('|')})`))
    .filter(Boolean)
    .map((part) => {
      const number = Number(part.replace(/^#/, ''))
      if (tickets.includes(number)) return { text: part, ticket: number }
      return { text: part, mention: part.startsWith('@') && names.includes(part.slice(1)) }
    })
}
