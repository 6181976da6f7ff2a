/** A name for the filters as they are. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input } from 'antd'
import type { NewView, SavedView } from '../../../../server/schemas/ledger.ts'
import { send } from '../data/client.ts'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { useDashboardWords } from '../words.ts'
import type { Filter } from './filter.ts'

export default function SaveView({ filter, columns, onClose }: { filter: Filter; columns: readonly string[]; onClose(): void }) {
  const words = useDashboardWords()
  const { ledger: said } = words
  const client = useQueryClient()
  const tell = useTell()
  const saving = useMutation({
    mutationFn: ({ name, shared }: Pick<NewView, 'name' | 'shared'>) =>
      send<SavedView>('POST', '/views', { name, shared: shared ?? false, query: filter, columns }),
    onSuccess: ({ name }) => {
      tell.done(said.viewSaved(name))
      void client.invalidateQueries({ queryKey: ['views'] })
      onClose()
    },
    onError: tell.failed,
  })
  const [form] = Form.useForm<Pick<NewView, 'name' | 'shared'>>()
  return (
    <Window
      title={said.saveView}
      okText={words.save}
      cancelText={words.cancel}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={saving.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(values) => saving.mutate(values)}>
        <Form.Item name="name" label={said.viewName} rules={[{ required: true, whitespace: true, message: words.ticket.required }]}>
          <Input maxLength={40} placeholder={said.viewNameHint} autoFocus />
        </Form.Item>
        <Form.Item name="shared" valuePropName="checked">
          <Checkbox>{said.viewShared}</Checkbox>
        </Form.Item>
      </Form>
    </Window>
  )
}
