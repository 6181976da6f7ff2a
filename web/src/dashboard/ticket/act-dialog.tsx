/** One act: what it asks for, and doing it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Form } from 'antd'
import type { ActBody, TicketAct, TicketPage } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { ApiError, send } from '../data/client.ts'
import { ticketQuery } from '../data/queries.ts'
import { explain } from '../parts/problem.tsx'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { useDashboardWords } from '../words.ts'
import { type ActArgs, ActForm } from './act-form.tsx'
import { ProofPictures } from './pictures.tsx'

function useAct(ticket: TicketPage, act: TicketAct, onDone: () => void) {
  const { ticket: said } = useDashboardWords()
  const { language } = useLanguage()
  const client = useQueryClient()
  const tell = useTell()
  const { queryKey } = ticketQuery(ticket.number, language)
  return useMutation({
    mutationFn: (args: ActArgs) =>
      send<TicketPage>('POST', `/tickets/${ticket.number}/acts`, { command: act.command, args, version: ticket.version } satisfies ActBody, {
        lang: language,
      }),
    onSuccess: (page) => {
      client.setQueryData(queryKey, page)
      tell.done(said.done(act.label))
      onDone()
    },
    onError: (error) => {
      if (error instanceof ApiError && (error.code === 'VERSION_STALE' || error.code === 'STEP_FORBIDDEN'))
        void client.invalidateQueries({ queryKey })
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic === 'tickets' || topic === 'today' }),
  })
}

export default function ActDialog({ ticket, act, onClose }: { ticket: TicketPage; act: TicketAct; onClose(): void }) {
  const words = useDashboardWords()
  const [form] = Form.useForm()
  const doing = useAct(ticket, act, onClose)
  return (
    <Window
      title={`${act.label} · #${ticket.number} ${ticket.title}`}
      okText={act.fields.length > 0 ? words.ticket.do : act.label}
      cancelText={words.cancel}
      confirmLoading={doing.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        {doing.error && <Alert type="warning" showIcon title={explain(doing.error, words)} />}
        {act.command === 'resolve' && (
          <div>
            <p className="soft">{words.ticket.withPicture}</p>
            <ProofPictures ticket={ticket} />
          </div>
        )}
        <ActForm fields={act.fields} form={form} onSubmit={(args) => doing.mutate(args)} />
      </div>
    </Window>
  )
}
