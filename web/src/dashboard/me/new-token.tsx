/** For which program, for how long, and what it may do: never more than oneself. */
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import type { MadeToken } from '../../../../server/schemas/access.ts'
import { send } from '../data/client.ts'
import { type Permission, useSession } from '../data/session.tsx'
import { useTell } from '../parts/tell.ts'
import { Window } from '../parts/window.tsx'
import { useDashboardWords } from '../words.ts'

const DAYS = [30, 90, 365]
/** Until it is taken back. */
const ENDLESS = 0

interface Values {
  name: string
  scopes: Permission[]
  days: number
}

export function NewTokenDialog({ onMade, onClose }: { onMade(token: MadeToken): void; onClose(): void }) {
  const words = useDashboardWords()
  const { me: said } = words
  const { permissions } = useSession()
  const [form] = Form.useForm<Values>()
  const tell = useTell()
  const making = useMutation({
    mutationFn: ({ name, scopes, days }: Values) => send<MadeToken>('POST', '/tokens', { name, scopes, ...(days === ENDLESS ? {} : { days }) }),
    onSuccess: onMade,
    onError: tell.failed,
  })
  const needed = { required: true, message: words.ticket.required }
  return (
    <Window
      title={said.newToken}
      okText={said.newToken}
      cancelText={words.cancel}
      confirmLoading={making.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ days: 90, scopes: [] }} onFinish={(values) => making.mutate(values)}>
        <Form.Item name="name" label={said.tokenName} rules={[{ ...needed, whitespace: true }]}>
          <Input maxLength={80} placeholder={said.tokenNameHint} autoFocus />
        </Form.Item>
        <Form.Item name="scopes" label={said.tokenScopes} rules={[needed]}>
          <Checkbox.Group
            aria-label={said.tokenScopes}
            className="scopes"
            options={permissions.map((value) => ({ value, label: words.scopes[value] ?? value }))}
          />
        </Form.Item>
        <Form.Item name="days" label={said.tokenDays}>
          <Select
            showSearch={false}
            options={[...DAYS.map((value) => ({ value, label: words.time.days(value) })), { value: ENDLESS, label: said.noExpiry }]}
          />
        </Form.Item>
      </Form>
    </Window>
  )
}
