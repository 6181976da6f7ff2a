/** What is to be said with an act, as the server asks for it. */

import { useQuery } from '@tanstack/react-query'
import { Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import type { TicketAct } from '../../../../server/schemas/ledger.ts'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery } from '../data/queries.ts'
import { useNow, useZone } from '../parts/clock.ts'
import { dayStart, fromZone, toMinute } from '../parts/zone.ts'
import { useDashboardWords } from '../words.ts'

export type ActField = TicketAct['fields'][number]
export type ActArgs = Record<string, string | number>
type Values = Record<string, string | number | undefined>

const STARS = [5, 4, 3, 2, 1]
/** More than these are searched in a list. */
const RADIOS_AT_MOST = 5

/** What the form holds as the server wants it: times in ms, numbers as numbers, nothing for what was left empty. */
export function argsOf(fields: readonly ActField[], values: Values, timezone: string): ActArgs {
  const given = fields.flatMap(({ name, kind }): [string, string | number][] => {
    const value = values[name]
    if (value === undefined || value === '') return []
    if (kind === 'time') {
      const at = fromZone(String(value), timezone)
      return at === undefined ? [] : [[name, at]]
    }
    return [[name, kind === 'number' || kind === 'stars' ? Number(value) : value]]
  })
  return Object.fromEntries(given)
}

interface Props {
  fields: readonly ActField[]
  form: FormInstance<Values>
  onSubmit(args: ActArgs): void
}

export function ActForm({ fields, form, onSubmit }: Props) {
  const { ticket: said } = useDashboardWords()
  const timezone = useZone()
  return (
    <Form form={form} layout="vertical" onFinish={(values) => onSubmit(argsOf(fields, values, timezone))} scrollToFirstError>
      {fields.map((field, index) => (
        <Form.Item key={field.name} label={field.label} required={field.required}>
          <Form.Item
            name={field.name}
            noStyle
            rules={field.required ? [{ required: true, message: said.required, ...(field.kind === 'text' && { whitespace: true }) }] : []}
          >
            <Field field={field} first={index === 0} />
          </Form.Item>
          {field.kind === 'time' && <Times onPick={(value) => form.setFieldValue(field.name, value)} />}
        </Form.Item>
      ))}
    </Form>
  )
}

/** The form hands the field its id, value and onChange. */
function Field({
  field,
  first,
  ...given
}: {
  field: ActField
  first: boolean
  id?: string
  value?: string | number
  onChange?: (value: unknown) => void
}) {
  const { ticket: said, ledger } = useDashboardWords()
  const choices = useFieldChoices(field)
  const label = { 'aria-label': field.label }
  if (field.kind === 'text') return <Input.TextArea {...given} {...label} rows={3} maxLength={2000} autoFocus={first} />
  if (field.kind === 'time') return <Input {...given} {...label} type="datetime-local" />
  if (field.kind === 'number') return <Input {...given} {...label} inputMode="numeric" autoFocus={first} />
  if (field.kind === 'stars')
    return <Radio.Group {...given} {...label} options={STARS.map((value) => ({ value, label: ledger.starsOf(value) }))} optionType="button" />
  if (field.kind === 'choice' && choices.length <= RADIOS_AT_MOST) return <Radio.Group {...given} {...label} options={choices} />
  return (
    <Select
      {...given}
      {...label}
      allowClear={!field.required}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={said.chooseOne}
      options={choices}
    />
  )
}

function useFieldChoices({ kind, options }: ActField): { value: string; label: string }[] {
  const { data } = useQuery(namesQuery(useLanguage().language))
  if (kind === 'choice') return options ?? []
  if (kind === 'person') return (data?.people ?? []).map(({ id, name, unit }) => ({ value: id, label: unit ? `${name}（${unit}）` : name }))
  const names = kind === 'unit' ? data?.units : kind === 'category' ? data?.categories : undefined
  return (names ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const EVENING = { hour: 18 }

/** The times people mostly mean, at one tap. */
function Times({ onPick }: { onPick(value: string): void }) {
  const { ticket: said } = useDashboardWords()
  const timezone = useZone()
  const now = useNow()
  const tonight = dayStart(now, timezone) + EVENING.hour * HOUR
  const picks = [
    ...(tonight > now ? [{ label: said.tonight, at: tonight }] : []),
    { label: said.tomorrow, at: now + DAY },
    { label: said.threeDays, at: now + 3 * DAY },
  ]
  return (
    <div className="row time-picks">
      {picks.map(({ label, at }) => (
        <Button key={label} size="small" onClick={() => onPick(toMinute(at, timezone))}>
          {label}
        </Button>
      ))}
    </div>
  )
}
