/** Mentioning somebody: which people can be meant, the list behind an @, and who is mentioned in a text. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ChatRef } from '../live/api.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useWords } from '../words/language.tsx'
import { personIn, useStage } from './context.ts'

export interface Mentionable {
  id: string
  name: string
  bot: boolean
}

/** The others of the group and the bot; in a direct chat nobody is mentioned. */
export function useMentionables(chat: ChatRef): Mentionable[] {
  const { scene, as } = useStage()
  if (!('room' in chat)) return []
  const members = scene.rooms.find(({ id }) => id === chat.room)?.members ?? []
  const people = members.flatMap((id) => personIn(scene, id) ?? []).filter(({ id }) => id !== as.id)
  return [{ ...scene.bot, bot: true }, ...people.map(({ id, name }) => ({ id, name, bot: false }))]
}

/** What stands behind the @ that the caret is at; undefined when there is none. */
export function wantedMention(text: string, caret: number): string | undefined {
  return /(?:^|[^\w])@([^\s@\u2005]{0,20})$/.exec(text.slice(0, caret))?.[1]
}

/** Longer names first, so that @小刘师傅 does not count as @小刘. */
export function mentionsIn(text: string, people: readonly Mentionable[]): string[] {
  let left = text
  const found: string[] = []
  for (const { id, name } of [...people].sort((a, b) => b.name.length - a.name.length)) {
    if (!left.includes(`@${name}`)) continue
    found.push(id)
    left = left.split(`@${name}`).join('')
  }
  return found
}

interface Props {
  people: readonly Mentionable[]
  query: string
  field: RefObject<HTMLTextAreaElement | null>
  onPick(person: Mentionable): void
}

/** The focus stays in the text: arrows walk the list, Enter or Tab takes, Escape shuts it. */
export function MentionPicker({ people, query, field, onPick }: Props) {
  const words = useWords()
  const [active, setActive] = useState(0)
  const [shut, setShut] = useState<string>()
  const fitting = people.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())).slice(0, 8)
  const open = fitting.length > 0 && shut !== query
  const latest = useRef({ fitting, active, query, onPick })
  latest.current = { fitting, active: Math.min(active, fitting.length - 1), query, onPick }

  useEffect(() => {
    const element = field.current
    if (!element || !open) return
    const onKeyDown = (event: KeyboardEvent) => {
      const now = latest.current
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) setActive((now.active + step + now.fitting.length) % now.fitting.length)
      else if (event.key === 'Escape') setShut(now.query)
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.isComposing) {
        const person = now.fitting[now.active]
        if (person) now.onPick(person)
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  }, [field, open])

  // The focus stays in the text; this tells a screen reader which person the arrows are on.
  const activeId = open ? `mention-${latest.current.fitting[latest.current.active]?.id}` : undefined
  useEffect(() => {
    const element = field.current
    if (!element || !activeId) return
    element.setAttribute('aria-activedescendant', activeId)
    return () => element.removeAttribute('aria-activedescendant')
  }, [field, activeId])

  if (!open) return null
  return (
    <div id="mention-list" className="mentions" role="listbox" aria-label={words.composer.people}>
      {fitting.map((person, index) => (
        <button
          key={person.id}
          id={`mention-${person.id}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === latest.current.active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          <Avatar id={person.id} name={person.name} bot={person.bot} />
          {person.name}
        </button>
      ))}
    </div>
  )
}
