/**
 * The numbers of our own for the read API in the shape of WeCom's 居民上报: its public documents name `urge_type`, `process_type` and `status` without
 * their values. docs/wecom-api.md says the same to whoever reads them.
 */
import { TICKET_STATUSES, type TicketEvent, type TicketStatus } from './ticket.ts'
import type { Urgency } from './understanding/terms.ts'

export const URGE_TYPES: Readonly<Record<Urgency, number>> = { normal: 1, urgent: 2, emergency: 3 }

/** 待受理 1 · 办理中 2 · 待确认 3 · 已办结 4 · 其他方式结束 5 */
export const STEP_STATUSES: Readonly<Record<TicketStatus, number>> = {
  open: 1,
  accepted: 2,
  suspended: 2,
  resolved: 3,
  solved: 4,
  not_ours: 5,
  cannot: 5,
  duplicate: 5,
  withdrawn: 5,
}

/** 上报 1 · 派单 2 · 受理办理 3 · 挂账延期 4 · 办结 5 · 结案 6 · 退回重开 7 · 居民补充催办评价 8 · 其他 9 */
const STEPS: Partial<Record<TicketEvent['type'], number>> = {
  opened: 1,
  assigned: 2,
  part_added: 2,
  accepted: 3,
  promised: 3,
  taken_on: 3,
  noted: 3,
  planned: 3,
  part_accepted: 3,
  part_done: 3,
  suspended: 4,
  resumed: 4,
  extended: 4,
  resolved: 5,
  verified: 5,
  closed: 6,
  merged: 6,
  sent_back: 7,
  reopened: 7,
  unmerged: 7,
  detail_added: 8,
  followed: 8,
  urged: 8,
  rated: 8,
  called_back: 8,
}
export const stepType = (type: TicketEvent['type']): number => STEPS[type] ?? 9

/** Neither taken back nor told twice: what the figures count. */
export const COUNTED = TICKET_STATUSES.filter((status) => status !== 'withdrawn' && status !== 'duplicate')
export const isPending = (status: TicketStatus): boolean => STEP_STATUSES[status] === 1
export const isProcessing = (status: TicketStatus): boolean => STEP_STATUSES[status] === 2 || STEP_STATUSES[status] === 3
/** 办结: solved, or answered for good. */
export const isFinished = (status: TicketStatus): boolean => STEP_STATUSES[status] >= 4
