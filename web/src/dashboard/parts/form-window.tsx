/** A form in a window: what does not fit stands over it, and it stays open until what was filled in is taken. */
import { Form } from 'antd'
import type { ReactNode } from 'react'
import { Faults } from '../setup/faults.tsx'
import { useDashboardWords } from '../words.ts'
import { Window } from './window.tsx'

interface Props<Values> {
  title: string
  /** The button that takes it; save when absent. */
  ok?: string
  error: unknown
  pending: boolean
  initial?: Partial<Values>
  /** Labels above their fields when absent. */
  layout?: 'vertical' | 'horizontal'
  onFinish(values: Values): void
  onClose(): void
  children: ReactNode
  /** What stands under the form. */
  below?: ReactNode
}

export function FormWindow<Values extends object>({
  title,
  ok,
  error,
  pending,
  initial,
  layout = 'vertical',
  onFinish,
  onClose,
  children,
  below,
}: Props<Values>) {
  const words = useDashboardWords()
  const [form] = Form.useForm<Values>()
  return (
    <Window title={title} okText={ok ?? words.save} cancelText={words.cancel} confirmLoading={pending} onOk={() => form.submit()} onCancel={onClose}>
      <div className="stack">
        <Faults error={error} />
        <Form form={form} layout={layout} initialValues={initial} scrollToFirstError onFinish={onFinish}>
          {children}
        </Form>
        {below}
      </div>
    </Window>
  )
}
