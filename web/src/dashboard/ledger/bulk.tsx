/** One act on all chosen tickets. What it asks for is what the first open one of them asks for. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form } from 'antd'
import { useState } from 'react'
import type { BulkResult, TicketAct } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { send } from '../data/client.ts'
import { ticketQuery } from '../data/queries.ts'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { type ActArgs, ActForm } from '../ticket/act-form.tsx'
import { useDashboardWords } from '../words.ts'

/** Acts that make sense for many at once. */
const FOR_MANY = ['assign', 'note']

interface Props {
  numbers: number[]
  onChoose(numbers: number[]): void
}

export default function Bulk({ numbers, onChoose }: Props) {
  const { ledger: said } = useDashboardWords()
  const [act, setAct] = useState<TicketAct>()
  const first = useQuery(ticketQuery(numbers[0] ?? 0, useLanguage().language))
  const acts = first.data?.acts.filter(({ command }) => FOR_MANY.includes(command)) ?? []
  return (
    <section className="bulk" aria-label={said.chosen(numbers.length)}>
      <strong>{said.chosen(numbers.length)}</strong>
      {acts.map((one) => (
        <Button key={one.command} type="primary" onClick={() => setAct(one)}>
          {one.label}…
        </Button>
      ))}
      <Button onClick={() => onChoose([])}>{said.unchoose}</Button>
      {act && <BulkDialog act={act} numbers={numbers} onClose={() => setAct(undefined)} onChoose={onChoose} />}
    </section>
  )
}

function BulkDialog({ act, numbers, onClose, onChoose }: Props & { act: TicketAct; onClose(): void }) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const { modal } = App.useApp()
  const client = useQueryClient()
  const tell = useTell()
  const [form] = Form.useForm()
  const doing = useMutation({
    mutationFn: (args: ActArgs) => send<BulkResult>('POST', '/tickets/bulk', { numbers, command: act.command, args }),
    onSuccess: ({ done, failed }) => {
      if (done.length > 0) tell.done(said.bulkDone(done.length))
      if (failed.length > 0) modal.warning({ title: said.bulkFailed(failed.length), content: <Failures failed={failed} /> })
      onChoose(failed.map(({ number }) => number))
      onClose()
      void client.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic === 'tickets' || topic === 'ticket' || topic === 'today' })
    },
    onError: tell.failed,
  })
  return (
    <Window
      title={`${act.label} · ${said.chosen(numbers.length)}`}
      okText={words.ticket.do}
      cancelText={words.cancel}
      confirmLoading={doing.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <ActForm fields={act.fields} form={form} onSubmit={(args) => doing.mutate(args)} />
    </Window>
  )
}

function Failures({ failed }: Pick<BulkResult, 'failed'>) {
  const { problem } = useDashboardWords()
  return (
    <ul>
      {failed.map(({ number, code, detail, next }) => (
        <li key={number}>
          #{number}：{problem.known[code] ?? `${detail} ${next}`}
        </li>
      ))}
    </ul>
  )
}
