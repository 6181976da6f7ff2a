/** The steps after the first sentence. Which one is due shows in the ticket itself, so the guide never loses the thread. */
import { type ReactNode, useEffect, useState } from 'react'
import type { ChatMessage, Speak, TicketDetail } from '../../../server/schemas.ts'
import { api, type ChatRef } from '../live/api.ts'
import { closeSide, go, openBeside } from '../live/place.ts'
import { useChat } from '../live/use-chat.ts'
import { useLive } from '../live/use-live.ts'
import { toastProblem } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { quoteOf } from './composer.tsx'
import { personIn, useStage } from './context.ts'
import { DigestButton } from './digest.tsx'
import { fileFrom } from './files.ts'
import type { Tried } from './guide-state.ts'
import { drawSample } from './samples.ts'

/** After this long without a ticket the visitor is told what else to try. */
const PATIENCE = { ms: 45_000 }
/** The group usually hears the result within this time; in the quiet hours it does not. */
const ANNOUNCEMENT = { ms: 15_000 }

export function Steps({ tried, onAgain }: { tried: Tried; onAgain(): void }) {
  const words = useWords()
  const messages = useChat({ room: tried.room }).data ?? []
  // At the same instant as the last message before it, or later.
  const answer = messages.find(({ at, from, ticketNumbers }) => at > tried.after && from.role === 'bot' && ticketNumbers.length > 0)
  const number = answer?.ticketNumbers[0]
  return (
    <div className="guide-steps">
      {number === undefined ? <Waiting /> : <TicketSteps key={number} number={number} tried={tried} />}
      <button type="button" className="link" onClick={onAgain}>
        {words.guide.again}
      </button>
    </div>
  )
}

function Step({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <>
      <p className="guide-step" role="status">
        {words}
      </p>
      <div className="row">{children}</div>
    </>
  )
}

/** True once so much time has gone by. */
function useLate(ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return late
}

function Waiting() {
  const words = useWords()
  return <Step words={useLate(PATIENCE.ms) ? words.guide.still : words.guide.waiting} />
}

function TicketSteps({ number, tried }: { number: number; tried: Tried }) {
  const words = useWords()
  const { language } = useLanguage()
  const { scene } = useStage()
  const ticket = useLive(
    `ticket ${number} ${language}`,
    (signal) => api.ticket(number, language, signal),
    (change) => change.kind === 'ticket' && (change.number === undefined || change.number === number),
  ).data
  useEffect(() => openBeside(String(number)), [number])
  if (!ticket) return <Step words={words.guide.waiting} />
  const assignee = personIn(scene, ticket.assignee?.id)
  if (ticket.tone === 'waiting') return <ConfirmStep tried={tried} ticket={ticket} />
  if (ticket.tone === 'done')
    return (
      <>
        <Step words={words.guide.done}>
          <DigestButton primary />
        </Step>
        <p className="soft guide-step">{words.guide.finished}</p>
      </>
    )
  if (assignee && (ticket.tone === 'new' || ticket.tone === 'working')) return <StaffStep ticket={ticket} assignee={assignee.id} />
  return (
    <Step words={words.guide.openedOnly(number)}>
      <OpenTicket number={number} />
    </Step>
  )
}

const OpenTicket = ({ number }: { number: number }) => (
  <button type="button" className="plain" onClick={() => go({ side: String(number) })}>
    {useWords().guide.openTicket} #{number}
  </button>
)

/** Says words as somebody, and goes where they are said. */
function useSay() {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const say = async (as: string, chat: ChatRef, speak: Omit<Speak, 'as' | 'room'>, picture = false) => {
    setBusy(true)
    const where = { as, ...('room' in chat ? { room: chat.room } : {}) }
    go({ as, chat: 'room' in chat ? `room:${chat.room}` : 'bot', ...closeSide() })
    try {
      if (picture) await api.speak({ ...where, file: await fileFrom(drawSample('tidy'), `${words.samples.tidy}.png`) })
      await api.speak({ ...where, ...speak })
    } catch (error) {
      toastProblem(error, words)
    }
    setBusy(false)
  }
  return { busy, say }
}

/** The card of the ticket: in the person's direct chat with the bot, else in the staff group where it went instead. */
function useCard(number: number, person: string): { card: ChatMessage; chat: ChatRef } | undefined {
  const { scene } = useStage()
  const direct = useChat({ person }).data ?? []
  const staffRoom = scene.rooms.find(({ kind, members }) => kind === 'staff' && members.includes(person))?.id ?? ''
  const inStaffRoom = useChat(staffRoom ? { room: staffRoom } : { person }).data ?? []
  const cardIn = (messages: ChatMessage[]) =>
    messages
      .slice()
      .reverse()
      .find(({ from, ticketNumbers }) => from.role === 'bot' && ticketNumbers.includes(number))
  const card = cardIn(direct)
  if (card) return { card, chat: { person } }
  const posted = cardIn(inStaffRoom)
  return posted && { card: posted, chat: { room: staffRoom } }
}

function StaffStep({ ticket, assignee }: { ticket: TicketDetail; assignee: string }) {
  const words = useWords()
  const { scene, as } = useStage()
  const { busy, say } = useSay()
  const found = useCard(ticket.number, assignee)
  const name = personIn(scene, assignee)?.name ?? ''
  const working = ticket.tone === 'working'
  if (!found || (as.id !== assignee && !working))
    return (
      <Step words={words.guide.opened(ticket.number, name)}>
        <button
          type="button"
          className="primary"
          onClick={() => go({ as: assignee, chat: found && 'room' in found.chat ? `room:${found.chat.room}` : 'bot', ...closeSide() })}
        >
          {words.guide.seeAs(name)}
        </button>
        <OpenTicket number={ticket.number} />
      </Step>
    )
  const text = working ? words.guide.resolve : ticket.urgency === 'emergency' ? words.guide.acceptNow : words.guide.accept
  return (
    <Step words={working ? words.guide.accepted(name) : words.guide.asStaff(name)}>
      <button
        type="button"
        className="primary"
        disabled={busy}
        onClick={() => void say(assignee, found.chat, { text, quote: quoteOf(found.card) }, working)}
      >
        {name}：{text}
      </button>
      <OpenTicket number={ticket.number} />
    </Step>
  )
}

/** Offered once the group has heard that it is done, so that the chat reads in its order. */
function ConfirmStep({ tried, ticket }: { tried: Tried; ticket: TicketDetail }) {
  const words = useWords()
  const { scene } = useStage()
  const { busy, say } = useSay()
  const heard = useChat({ room: tried.room }).data ?? []
  const late = useLate(ANNOUNCEMENT.ms)
  const announced = heard.some(
    ({ at, from, ticketNumbers }) => from.role === 'bot' && at >= ticket.updatedAt && ticketNumbers.includes(ticket.number),
  )
  const name = personIn(scene, tried.as)?.name ?? ''
  if (!announced && !late) return <Step words={words.guide.announcing} />
  const text = /[\u4e00-\u9fff]/.test(tried.text) ? words.guide.confirm : "it's fixed, thank you"
  return (
    <Step words={words.guide.resolved(name)}>
      <button type="button" className="primary" disabled={busy} onClick={() => void say(tried.as, { room: tried.room }, { text })}>
        {name}：{text}
      </button>
    </Step>
  )
}
