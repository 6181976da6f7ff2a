/** One entry of the set-up as a form. */
import { FormWindow } from '../parts/form-window.tsx'
import { type SetupChange, useChangeSetup } from './data.ts'
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
  const saving = useChangeSetup(onClose)
  return (
    <FormWindow<Values>
      title={title}
      error={saving.error}
      pending={saving.isPending}
      initial={initial}
      onFinish={(values) => saving.mutate(changeOf(values))}
      onClose={onClose}
    >
      <Fields fields={fields} />
    </FormWindow>
  )
}
