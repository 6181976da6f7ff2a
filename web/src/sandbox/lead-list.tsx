/** Leads: what may be a report. The one who may judge a lead does it with one word to the bot. */
import type { Lead } from '../../../server/schemas.ts'
import { api } from '../live/api.ts'
import { go } from '../live/place.ts'
import { useLive } from '../live/use-live.ts'
import { explain, toastProblem } from '../ui/toast.tsx'
import { useWords } from '../words/language.tsx'
import { personIn, roomNameIn, useStage } from './context.ts'

export function LeadList() {
  const words = useWords()
  const { data, problem } = useLive('leads', api.leads, (change) => change.kind === 'lead' || change.kind === 'ticket')
  return (
    <>
      {problem && <p role="alert">{explain(problem, words)}</p>}
      {data?.length === 0 && <p className="empty">{words.leads.none}</p>}
      <ul className="leads">
        {data?.map((lead) => (
          <li key={lead.number}>
            <One lead={lead} />
          </li>
        ))}
      </ul>
    </>
  )
}

function One({ lead }: { lead: Lead }) {
  const words = useWords()
  const { scene, clock } = useStage()
  const judge = personIn(scene, lead.judge)
  const answer = async (text: string) => {
    if (!judge) return
    go({ as: judge.id, chat: 'bot', side: 'leads' })
    try {
      await api.speak({ as: judge.id, text })
    } catch (error) {
      toastProblem(error, words)
    }
  }
  return (
    <article className="lead">
      <p className="soft">{[roomNameIn(scene, lead.room), lead.from, clock.moment(lead.at)].filter(Boolean).join(' · ')}</p>
      <blockquote>{lead.text}</blockquote>
      {judge && (
        <p className="row">
          <button type="button" className="primary" onClick={() => void answer(`登记${lead.number}`)}>
            {words.leads.open(judge.name, lead.number)}
          </button>
          <button type="button" className="plain" onClick={() => void answer(`略${lead.number}`)}>
            {words.leads.drop(lead.number)}
          </button>
        </p>
      )}
    </article>
  )
}
