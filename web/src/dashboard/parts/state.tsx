/** A ticket's state, urgency and limit at a glance: in words first, colour second. */
import type { TicketLine } from '../../../../server/schemas/ledger.ts'
import { useDashboardWords } from '../words.ts'
import { spanOf, untilDue, useNow } from './clock.ts'

const TONES: Partial<Record<TicketLine['status'], string>> = {
  open: 'new',
  accepted: 'working',
  suspended: 'waiting',
  resolved: 'waiting',
  solved: 'done',
}

export const StateTag = ({ line }: { line: Pick<TicketLine, 'status' | 'statusLabel'> }) => (
  <span className={`state-tag tone-${TONES[line.status] ?? 'ended'}`}>{line.statusLabel}</span>
)

export function UrgencyTag({ line }: { line: Pick<TicketLine, 'urgency' | 'urgencyLabel'> }) {
  if (line.urgency === 'normal') return null
  return <span className={`state-tag ${line.urgency}-tag`}>{line.urgencyLabel}</span>
}

/** 还有3小时 · 超了2天; nothing once it is closed. */
export function Due({ line }: { line: Pick<TicketLine, 'dueAt' | 'overdue' | 'phase'> }) {
  const words = useDashboardWords()
  const now = useNow()
  if (line.dueAt === null || line.phase !== 'open') return null
  return <span className={line.overdue || line.dueAt < now ? 'due over' : 'due'}>{untilDue(line.dueAt, now, words)}</span>
}

/** 3小时前 */
export function Ago({ at }: { at: number }) {
  const words = useDashboardWords()
  const now = useNow()
  return <>{now - at < 60_000 ? words.time.now : words.time.ago(spanOf(now - at, words))}</>
}
