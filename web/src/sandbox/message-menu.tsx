/** Quote, recall, copy: a small menu at the bubble. Arrow keys walk it, Escape leaves it. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { ChatMessage } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { toast, toastProblem } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'

interface Props {
  message: ChatMessage
  mine: boolean
  /** Where on the screen it was asked for. */
  at: { x: number; y: number }
  onQuote(message: ChatMessage): void
  onChanged(): void
  onClose(): void
}

const EDGE = { px: 8 }

export function MessageMenu({ message, mine, at, onQuote, onChanged, onClose }: Props) {
  const words = useWords()
  const menu = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState(at)
  useLayoutEffect(() => {
    const box = menu.current?.getBoundingClientRect()
    if (!box) return
    const inside = (wanted: number, size: number, room: number) => Math.max(EDGE.px, Math.min(wanted, room - size - EDGE.px))
    setSpot({ x: inside(at.x, box.width, innerWidth), y: inside(at.y, box.height, innerHeight) })
    menu.current?.querySelector('button')?.focus()
  }, [at.x, at.y])
  useLeave(menu, onClose)

  const recall = async () => {
    try {
      await api.recall(message.id, message.from.id)
      onChanged()
    } catch (error) {
      toastProblem(error, words)
    }
  }
  const copy = async () => {
    await navigator.clipboard?.writeText(message.text).then(
      () => toast(words.menu.copied),
      (error: unknown) => toastProblem(error, words),
    )
  }
  const choices: [string, () => unknown][] = [[words.menu.quote, () => onQuote(message)]]
  if (message.text) choices.push([words.menu.copy, copy])
  if (mine) choices.push([words.menu.recall, recall])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const buttons = [...(menu.current?.querySelectorAll('button') ?? [])]
    const next = (buttons.indexOf(document.activeElement as HTMLButtonElement) + step + buttons.length) % buttons.length
    buttons[next]?.focus()
  }
  return createPortal(
    <div
      ref={menu}
      className="menu"
      role="menu"
      aria-label={words.chat.actions}
      tabIndex={-1}
      style={{ left: spot.x, top: spot.y }}
      onKeyDown={onKeyDown}
    >
      {choices.map(([label, act]) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose()
            void act()
          }}
        >
          {label}
        </button>
      ))}
    </div>,
    document.body,
  )
}

/** A press anywhere else closes the menu, and the focus goes back to where it was. */
function useLeave(menu: React.RefObject<HTMLDivElement | null>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    const onPress = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) close.current()
    }
    const onScroll = () => close.current()
    document.addEventListener('pointerdown', onPress)
    addEventListener('resize', onScroll)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      removeEventListener('resize', onScroll)
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [menu])
}
