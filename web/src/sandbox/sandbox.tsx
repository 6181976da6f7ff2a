/** The sandbox: chats, the open chat, and the tickets beside it; one after the other on a phone. */
import { useEffect, useMemo } from 'react'
import type { Scene } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { useLine, useLineState } from '../live/line.ts'
import { recall } from '../live/memory.ts'
import { chatOf, usePlace, useTwoColumns } from '../live/place.ts'
import { beginMarks } from '../live/unread.ts'
import { useLive } from '../live/use-live.ts'
import { clockOf } from '../ui/time.ts'
import { explain, Toast } from '../ui/toast.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { Chat } from './chat.tsx'
import { ChatList } from './chat-list.tsx'
import { personIn, StageProvider } from './context.ts'
import { Guide } from './guide.tsx'
import { Side } from './side.tsx'
import { TopBar } from './top-bar.tsx'
import '../styles/layout.css'
import '../styles/chat.css'
import '../styles/ticket.css'

export default function Sandbox() {
  useLine()
  const words = useWords()
  const scene = useLive('scene', api.scene, (change) => change.kind === 'scene')
  if (scene.data) return <Rooms scene={scene.data} />
  return (
    <div className="loading">
      <p role={scene.problem ? 'alert' : 'status'}>{scene.problem ? explain(scene.problem, words) : words.loading}</p>
      {scene.problem && (
        <button type="button" className="primary" onClick={scene.reload}>
          {words.retry}
        </button>
      )}
    </div>
  )
}

function Rooms({ scene }: { scene: Scene }) {
  const words = useWords()
  const { language } = useLanguage()
  const place = usePlace()
  const line = useLineState()
  const twoColumns = useTwoColumns()
  const as = personIn(scene, place.as) ?? personIn(scene, recall('as', '')) ?? personIn(scene, scene.examples[0]?.as) ?? scene.people[0]
  const clock = useMemo(() => clockOf(scene.timezone, language, words), [scene.timezone, language, words])
  const latest = useLive('latest', api.latest, (change) => change.kind === 'message').data
  useEffect(() => {
    if (latest) beginMarks(latest)
  }, [latest])
  if (!as) return <p className="loading">{scene.community}</p>
  const first = twoColumns ? `room:${scene.rooms.find(({ members }) => members.includes(as.id))?.id}` : undefined
  const chat = chatOf({ as: as.id, chat: place.chat ?? first })
  const view = place.side ? 'side' : chat ? 'chat' : 'list'
  return (
    <StageProvider value={{ scene, as, clock, latest: latest ?? [] }}>
      <div className="page" data-view={view}>
        <TopBar />
        {line === 'lost' && (
          <p className="banner" role="alert">
            {words.lostLine}
          </p>
        )}
        <ChatList open={chat} />
        <main className="middle">
          <Guide />
          {chat ? <Chat key={`${as.id} ${JSON.stringify(chat)}`} chat={chat} /> : <p className="empty">{words.chat.choose}</p>}
        </main>
        <Side side={place.side} />
      </div>
      <Toast />
    </StageProvider>
  )
}
