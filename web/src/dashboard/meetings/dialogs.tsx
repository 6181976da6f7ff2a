/** What is filled in for a meeting: its time, a matter to bring, what was agreed. */
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import type { ClosedMeeting, MeetingPage, MinutesBody } from '../../../../server/schemas/meetings.ts'
import { useLanguage } from '../../words/language.tsx'
import { namesQuery } from '../data/queries.ts'
import { useZone } from '../parts/clock.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { Pick } from '../parts/pick.tsx'
import { fromZone, toMinute } from '../parts/zone.ts'
import { useSetupWords } from '../setup/words.ts'
import { useDashboardWords } from '../words.ts'
import { useDeed } from './data.ts'

export type { ClosedMeeting }

export function CallDialog({ meeting, onClose }: { meeting: MeetingPage['meeting']; onClose(): void }) {
  const { meetings: said, required } = useSetupWords()
  const zone = useZone()
  const calling = useDeed<{ at: number; place?: string }>('call', () => said.called, onClose)
  const initial = { place: meeting.place, ...(meeting.at === null ? {} : { at: toMinute(meeting.at, zone) }) }
  return (
    <FormWindow<{ at: string; place?: string }>
      title={said.next}
      ok={said.call}
      error={calling.error}
      pending={calling.isPending}
      initial={initial}
      onFinish={({ at, place }) => calling.mutate({ at: fromZone(at, zone) ?? 0, ...(place ? { place } : {}) })}
      onClose={onClose}
    >
      <p className="soft">{said.callHint}</p>
      <Form.Item name="at" label={said.when} rules={[{ required: true, message: required }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <Form.Item name="place" label={said.place}>
        <Input maxLength={80} />
      </Form.Item>
    </FormWindow>
  )
}

export function BringDialog({ onClose }: { onClose(): void }) {
  const { meetings: said, required } = useSetupWords()
  const bringing = useDeed<{ number: number; reason?: string }>('matters', (_page, { number }) => said.brought(number), onClose)
  return (
    <FormWindow<{ number: number; reason?: string }>
      title={said.bring}
      ok={said.bring}
      error={bringing.error}
      pending={bringing.isPending}
      onFinish={(values) => bringing.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="number" label={said.bringNumber} rules={[{ required: true, message: required }]}>
        <InputNumber min={1} precision={0} controls={false} />
      </Form.Item>
      <Form.Item name="reason" label={said.bringReason}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </FormWindow>
  )
}

interface MinutesValues {
  plan: string
  lead?: string
  until?: string
  supports?: { unit?: string; what?: string }[]
}

export function MinutesDialog({ number, onClose }: { number: number; onClose(): void }) {
  const { meetings: said, required } = useSetupWords()
  const { save } = useDashboardWords()
  const zone = useZone()
  const minuting = useDeed<MinutesBody>('minutes', () => said.minuted, onClose)
  const finish = ({ plan, lead, until, supports = [] }: MinutesValues) =>
    minuting.mutate({
      ...{ number, plan },
      ...(lead ? { lead: { unit: lead } } : {}),
      ...(until ? { until: fromZone(until, zone) } : {}),
      supports: supports.flatMap(({ unit, what = '' }) => (unit ? [{ unit, what }] : [])),
    })
  return (
    <FormWindow<MinutesValues>
      title={said.minutesOf(number)}
      ok={save}
      error={minuting.error}
      pending={minuting.isPending}
      onFinish={finish}
      onClose={onClose}
    >
      <Form.Item name="plan" label={said.plan} rules={[{ required: true, whitespace: true, message: required }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="lead" label={said.lead} extra={said.leadHint}>
        <Unit label={said.lead} />
      </Form.Item>
      <Supports />
      <Form.Item name="until" label={said.until}>
        <Input type="datetime-local" />
      </Form.Item>
    </FormWindow>
  )
}

function Unit({ label, ...given }: { label: string; id?: string; value?: string; onChange?: (value: string) => void }) {
  const { choose } = useSetupWords()
  const { data } = useQuery(namesQuery(useLanguage().language))
  return (
    <Pick
      {...given}
      label={label}
      allowClear
      placeholder={choose}
      options={(data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

function Supports() {
  const { meetings: said } = useSetupWords()
  return (
    <Form.List name="supports">
      {(fields, { add, remove }) => (
        <div className="stack supports">
          {fields.map(({ key, name }) => (
            <div key={key} className="row">
              <Form.Item name={[name, 'unit']} className="grow" noStyle>
                <Unit label={said.supports} />
              </Form.Item>
              <Form.Item name={[name, 'what']} noStyle>
                <Input className="grow" aria-label={said.supportWhat} placeholder={said.supportWhat} maxLength={200} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{said.dropSupport}</Button>
            </div>
          ))}
          <Button onClick={() => add()}>{said.addSupport}</Button>
        </div>
      )}
    </Form.List>
  )
}
