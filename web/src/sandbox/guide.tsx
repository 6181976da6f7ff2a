/** Leads a first-time visitor round: say something, be the repair man, be the resident again, see the digest. Every step is done in the real chat. */
import { useState } from 'react'
import type { Example } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { closeSide, go } from '../live/place.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { personIn, roomNameIn, useStage } from './context.ts'
import { useGuide } from './guide-state.ts'
import { Steps } from './guide-steps.tsx'

export function Guide() {
  const words = useWords()
  const { hidden, hide, tried, begin, end } = useGuide()
  if (hidden) return null
  return (
    <section className="guide" aria-label={words.guide.show}>
      <button type="button" className="round guide-close" aria-label={words.guide.dismiss} onClick={hide}>
        <CloseIcon />
      </button>
      {tried ? <Steps tried={tried} onAgain={end} /> : <Examples onBegin={begin} />}
    </section>
  )
}

export function GuideButton() {
  const words = useWords()
  const { hidden, show } = useGuide()
  return hidden ? (
    <button type="button" className="plain" onClick={show}>
      {words.guide.show}
    </button>
  ) : null
}

function Examples({ onBegin }: { onBegin(example: Example, at: number): void }) {
  const words = useWords()
  const { language } = useLanguage()
  const { scene } = useStage()
  const [busy, setBusy] = useState(false)
  const say = async (example: Example) => {
    const { as, room, text } = example
    setBusy(true)
    go({ as, chat: `room:${room}`, ...closeSide() })
    try {
      // The server's own clock says when this began; the browser's may differ.
      const before = await api.messages({ room })
      await api.speak({ as, room, text })
      onBegin(example, before[before.length - 1]?.at ?? 0)
    } catch (error) {
      toastProblem(error, words)
    }
    setBusy(false)
  }
  return (
    <>
      <h2>{words.guide.title}</h2>
      <p className="guide-lead">{words.guide.lead}</p>
      <ul className="examples">
        {scene.examples.map((example) => (
          <li key={example.id}>
            <button type="button" className="example" disabled={busy} onClick={() => void say(example)}>
              <small>{language === 'en' ? example.about.en : example.about.zh}</small>
              <b>{example.text}</b>
              <small>{words.guide.say(personIn(scene, example.as)?.name ?? '', roomNameIn(scene, example.room) ?? '')}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
