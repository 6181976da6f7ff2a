/** Who one is at the moment, and the way to be somebody else. */
import { type ReactNode, useState } from 'react'
import { useUnread } from '../live/unread.ts'
import { Avatar } from '../ui/avatar.tsx'
import { SwapIcon } from '../ui/icons.tsx'
import { useWords } from '../words/language.tsx'
import { useStage } from './context.ts'
import { dutyOf, SpeakAs } from './speak-as.tsx'

/** Persons other than the speaker to whom the bot has written something new. */
function useWaiting(): ReadonlySet<string> {
  const { as, latest } = useStage()
  const isUnread = useUnread()
  return new Set(
    latest.flatMap((message) => (message.person && message.person !== as.id && isUnread(message, message.person) ? [message.person] : [])),
  )
}

function Switch({ className, label, children }: { className: string; label?: string; children: ReactNode }) {
  const words = useWords()
  const [choosing, setChoosing] = useState(false)
  const waiting = useWaiting()
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" aria-label={label} onClick={() => setChoosing(true)}>
        {children}
        {waiting.size > 0 && (
          <span className="dot">
            <span className="hidden">{words.speakAs.othersHaveNews}</span>
          </span>
        )}
      </button>
      {choosing && <SpeakAs waiting={waiting} onClose={() => setChoosing(false)} />}
    </>
  )
}

/** Above the chats. */
export function Speaker() {
  const words = useWords()
  const { as } = useStage()
  return (
    <div className="speaker">
      <Switch className="speaker-button">
        <Avatar id={as.id} name={as.name} large />
        <span className="speaker-name">
          <small>{words.speakAs.label}</small>
          <b className="ellipsis">{as.name}</b>
          <small className="ellipsis">{dutyOf(as, words)}</small>
        </span>
        <SwapIcon />
      </Switch>
    </div>
  )
}

/** In the head of a chat on a phone, where the chats are out of sight. */
export function SpeakerButton() {
  const words = useWords()
  const { as } = useStage()
  return (
    <Switch className="plain phone-only" label={`${words.speakAs.label} ${as.name}`}>
      <span className="ellipsis">{as.name}</span>
      <SwapIcon />
    </Switch>
  )
}
