/** One entry of the set-up as a form. */
import { Form, Modal } from 'antd'
import { useDashboardWords } from '../words.ts'
import { type SetupChange, useChangeSetup } from './data.ts'
import { Faults } from './faults.tsx'
import { type Field, Fields } from './fields.tsx'

export type Values = Record<string, unknown>

/** What was left empty is not said. */
export const given = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )

interface Props {
  title: string
  fields: readonly Field[]
  initial: Values
  changeOf(values: Values): SetupChange
  onClose(): void
}

export function EntryDialog({ title, fields, initial, changeOf, onClose }: Props) {
  const words = useDashboardWords()
  const [form] = Form.useForm<Values>()
  const saving = useChangeSetup(onClose)
  return (
    <Modal
      open
      title={title}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <div className="stack">
        <Faults error={saving.error} />
        <Form form={form} layout="vertical" initialValues={initial} scrollToFirstError onFinish={(values) => saving.mutate(changeOf(values))}>
          <Fields fields={fields} />
        </Form>
      </div>
    </Modal>
  )
}
