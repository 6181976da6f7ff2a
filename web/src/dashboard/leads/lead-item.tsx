/** What may be a report, and the one tap that decides. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { LedgerLead } from '../../../../server/schemas/ledger.ts'
import { send } from '../data/client.ts'
import { useMay } from '../data/session.tsx'
import { Ago } from '../parts/state.tsx'
import { useTell } from '../parts/tell.ts'
import { ticketHref } from '../parts/ticket-item.tsx'
import { useDashboardWords } from '../words.ts'

type Verdict = 'open' | 'drop'

function useJudge(lead: LedgerLead) {
  const { leads: said } = useDashboardWords()
  const client = useQueryClient()
  const tell = useTell()
  const look = () => Promise.all(['leads', 'today'].map((topic) => client.invalidateQueries({ queryKey: [topic] })))
  return useMutation({
    mutationFn: (verdict: Verdict) => send<{ ticket: number | null }>('POST', `/leads/${lead.number}`, { verdict }),
    onSuccess: ({ ticket }) => tell.done(ticket === null ? said.dropped : said.opened(ticket)),
    onError: tell.failed,
    onSettled: look,
  })
}

export function LeadItem({ lead }: { lead: LedgerLead }) {
  const { leads: said } = useDashboardWords()
  const mayJudge = useMay()('leads.judge')
  const [, go] = useLocation()
  const judging = useJudge(lead)
  const about = [lead.from, lead.group?.name ?? said.direct, lead.place, lead.categoryLabel].filter(Boolean).join(' · ')
  const open = () => judging.mutate('open', { onSuccess: ({ ticket }) => ticket !== null && go(ticketHref(ticket)) })
  return (
    <li className="lead-item">
      <blockquote>{lead.text}</blockquote>
      <p className="soft">
        {about} · <Ago at={lead.at} /> · {said.sure(Math.round(lead.probability * 100))}
        {lead.judge && ` · ${said.judge(lead.judge.name)}`}
      </p>
      {mayJudge && (
        <div className="row">
          <Button type="primary" disabled={judging.isPending} onClick={open} aria-label={`${said.open}: ${lead.text}`}>
            {said.open}
          </Button>
          <Button disabled={judging.isPending} onClick={() => judging.mutate('drop')} aria-label={`${said.drop}: ${lead.text}`}>
            {said.drop}
          </Button>
        </div>
      )}
    </li>
  )
}
