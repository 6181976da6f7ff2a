/** The joint meeting: what there is to meet about, what is agreed; and the meetings that were. */
import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import type { ClosedMeeting, MeetingPage } from '../../../../server/schemas/meetings.ts'
import { useLanguage } from '../../words/language.tsx'
import { useMay } from '../data/session.tsx'
import { useClock } from '../parts/clock.ts'
import { Nothing } from '../parts/nothing.tsx'
import { Panel } from '../parts/panel.tsx'
import { Problem } from '../parts/problem.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Faults } from '../setup/faults.tsx'
import { useSetupWords } from '../setup/words.ts'
import { useDashboardWords } from '../words.ts'
import { agendaQuery, meetingQuery, meetingsQuery, useDeed } from './data.ts'
import { BringDialog, CallDialog, MinutesDialog } from './dialogs.tsx'
import { MatterItem } from './matter.tsx'

export default function Meetings() {
  return (
    <Switch>
      <Route path="/app/meetings/:number">{({ number }) => <Past number={Number(number)} />}</Route>
      <Route>
        <Now />
      </Route>
    </Switch>
  )
}

function Now() {
  const { data, error, refetch } = useQuery(agendaQuery(useLanguage().language))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  return (
    <div className="stack narrow">
      <NextMeeting page={data} />
      <Agenda page={data} />
      <PastMeetings />
    </div>
  )
}

function useWhen(): (meeting: MeetingPage['meeting']) => string {
  const { meetings: said } = useSetupWords()
  const clock = useClock()
  return ({ at, place }) => [at === null ? said.notCalled : clock.moment(at), place].filter(Boolean).join(' · ')
}

function NextMeeting({ page: { meeting, mayHold, begun } }: { page: MeetingPage }) {
  const words = useDashboardWords()
  const { meetings: said } = useSetupWords()
  const when = useWhen()
  const holds = useMay()('meetings.write') && mayHold
  const [calling, setCalling] = useState(false)
  const closing = useDeed<undefined, ClosedMeeting>('close', ({ settled, carried, told }) => said.closed(settled, carried, told))
  return (
    <Panel title={`${said.next} · ${said.number(meeting.number)}`}>
      <div className="stack">
        <p>{when(meeting)}</p>
        <Faults error={closing.error} />
        {holds && (
          <div className="row">
            <Button onClick={() => setCalling(true)}>{meeting.at === null ? said.call : said.callAgain}</Button>
            {begun && (
              <Popconfirm
                title={said.close}
                description={said.closeSure}
                okText={said.close}
                cancelText={words.cancel}
                onConfirm={() => closing.mutate(undefined)}
              >
                <Button loading={closing.isPending}>{said.close}</Button>
              </Popconfirm>
            )}
          </div>
        )}
      </div>
      {calling && <CallDialog meeting={meeting} onClose={() => setCalling(false)} />}
    </Panel>
  )
}

function Agenda({ page: { items } }: { page: MeetingPage }) {
  const { meetings: said } = useSetupWords()
  const minutes = useMay()('meetings.write')
  const [bringing, setBringing] = useState(false)
  const [minuting, setMinuting] = useState<number>()
  return (
    <Panel title={said.agenda} aside={<Button onClick={() => setBringing(true)}>{said.bring}</Button>}>
      {items.length === 0 && <Nothing title={said.empty} hint={said.emptyHint} />}
      <ol className="rows">
        {items.map((matter) => (
          <MatterItem key={matter.ticket.number} matter={matter}>
            {minutes && (
              <Button size="small" onClick={() => setMinuting(matter.ticket.number)} aria-label={`${said.minutes}: #${matter.ticket.number}`}>
                {said.minutes}
              </Button>
            )}
          </MatterItem>
        ))}
      </ol>
      {bringing && <BringDialog onClose={() => setBringing(false)} />}
      {minuting !== undefined && <MinutesDialog number={minuting} onClose={() => setMinuting(undefined)} />}
    </Panel>
  )
}

function PastMeetings() {
  const { meetings: said } = useSetupWords()
  const when = useWhen()
  const { data } = useQuery(meetingsQuery())
  const past = data?.items.filter(({ closedAt }) => closedAt !== null) ?? []
  return (
    <Panel title={said.past}>
      {data && past.length === 0 && <p className="quiet">{said.noPast}</p>}
      <ul className="rows">
        {past.map((meeting) => (
          <li key={meeting.number}>
            <Link href={`/app/meetings/${meeting.number}`} className="row-link">
              {said.number(meeting.number)} <span className="soft">{when({ ...meeting, at: meeting.at ?? meeting.closedAt })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Past({ number }: { number: number }) {
  const { meetings: said } = useSetupWords()
  const when = useWhen()
  const { data, error, refetch } = useQuery(meetingQuery(number, useLanguage().language))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  const { meeting, items } = data
  return (
    <div className="stack narrow">
      <p>
        <Link href="/app/meetings">{said.back}</Link>
      </p>
      <Panel title={said.number(number)}>
        <p>{when({ ...meeting, at: meeting.at ?? meeting.closedAt })}</p>
        <ol className="rows">
          {items.map((matter) => (
            <MatterItem key={matter.ticket.number} matter={matter} closed />
          ))}
        </ol>
      </Panel>
    </div>
  )
}
