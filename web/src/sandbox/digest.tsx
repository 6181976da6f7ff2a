/** Tonight's digest, now: one button, and what it said where. */
import { useState } from 'react'
import type { DigestRun } from '../../../server/schemas.ts'
import { api, attachmentUrl } from '../live/api.ts'
import { closeSide, go } from '../live/place.ts'
import { Dialog } from '../ui/dialog.tsx'
import { MoonIcon } from '../ui/icons.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { useStage } from './context.ts'

export function DigestButton({ primary = false }: { primary?: boolean }) {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const [run, setRun] = useState<DigestRun>()
  const start = async () => {
    setBusy(true)
    try {
      setRun(await api.runDigest())
    } catch (error) {
      toastProblem(error, words)
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" className={primary ? 'primary' : 'plain'} disabled={busy} aria-label={words.digest.run} onClick={start}>
        <MoonIcon />
        <span className={primary ? '' : 'wide-label'}>{busy ? words.digest.running : words.digest.run}</span>
      </button>
      {run && <DigestShown run={run} onClose={() => setRun(undefined)} />}
    </>
  )
}

function DigestShown({ run, onClose }: { run: DigestRun; onClose(): void }) {
  const words = useWords()
  const { scene } = useStage()
  /** Into the group, as somebody who sits there. */
  const visit = (room: string) => {
    const member = scene.rooms.find(({ id }) => id === room)?.members.find((id) => scene.people.some((person) => person.id === id))
    onClose()
    go({ as: member, chat: `room:${room}`, ...closeSide() })
  }
  return (
    <Dialog title={words.digest.title} className="digest" onClose={onClose}>
      <p>{run.previews.length === 0 ? words.digest.nothing : words.digest.sent(run.sent)}</p>
      {run.previews.map(({ to, room, text, picture }) => (
        <section key={`${to}${text}`} className="digest-one">
          <h3>{to}</h3>
          <p className="said">{text}</p>
          {picture && <img src={attachmentUrl(picture)} alt={text} />}
          {room && (
            <button type="button" className="plain" onClick={() => visit(room)}>
              {words.digest.toRoom}
            </button>
          )}
        </section>
      ))}
    </Dialog>
  )
}
