/** Fields of a form, said as data: what the community file calls them, what people read, how they are filled in. */
import { Checkbox, Form, Input, InputNumber } from 'antd'
import { Pick } from '../parts/pick.tsx'
import { useSetupWords } from './words.ts'

export interface Choice {
  value: string | number
  label: string
}

export interface Field {
  name: string | string[]
  label: string
  /** `words`: several words typed one after the other. */
  kind: 'text' | 'long' | 'clock' | 'date' | 'number' | 'flag' | 'one' | 'many' | 'words'
  hint?: string
  required?: boolean
  choices?: readonly Choice[]
  min?: number
  max?: number
}

export const choicesOf = (labels: Record<string, string>): Choice[] => Object.entries(labels).map(([value, label]) => ({ value, label }))
export const namesAsChoices = (list: readonly { id: string; name: string }[]): Choice[] => list.map(({ id, name }) => ({ value: id, label: name }))

export function Fields({ fields }: { fields: readonly Field[] }) {
  const said = useSetupWords()
  return fields.map((field) => (
    <Form.Item
      key={String(field.name)}
      name={field.name}
      label={field.kind === 'flag' ? undefined : field.label}
      extra={field.hint}
      {...(field.kind === 'flag' && { valuePropName: 'checked' })}
      rules={field.required ? [{ required: true, message: said.required }] : []}
    >
      <Control field={field} />
    </Form.Item>
  ))
}

/** The form hands the field its id, value and onChange. */
function Control({ field, ...given }: { field: Field; id?: string; value?: never; checked?: boolean; onChange?: (value: unknown) => void }) {
  const said = useSetupWords()
  const label = { 'aria-label': field.label }
  switch (field.kind) {
    case 'long':
      return <Input.TextArea {...given} {...label} rows={3} maxLength={500} />
    case 'clock':
      return <Input {...given} {...label} type="time" />
    case 'date':
      return <Input {...given} {...label} type="date" />
    case 'number':
      return <InputNumber {...given} {...label} min={field.min ?? 0} max={field.max} precision={0} />
    case 'flag':
      return <Checkbox {...given}>{field.label}</Checkbox>
    case 'one':
      return <Pick {...given} label={field.label} allowClear={!field.required} placeholder={said.choose} options={[...(field.choices ?? [])]} />
    case 'many':
      return <Pick {...given} label={field.label} mode="multiple" placeholder={said.several} options={[...(field.choices ?? [])]} />
    case 'words':
      return <Pick {...given} label={field.label} mode="tags" tokenSeparators={[' ', ',', '，', '、']} open={false} suffixIcon={null} />
    default:
      return <Input {...given} {...label} maxLength={80} />
  }
}
