/** What states and urgencies are called, said once: on pages, in timelines and in the bot's sentences. */
import type { Taking } from '../taking-on.ts'
import type { Satisfaction, SolvedBy, Ticket, TicketStatus } from '../ticket.ts'
import type { Urgency } from '../understanding/terms.ts'

export const STATE_LABELS: Record<'zh' | 'en', Record<TicketStatus, string>> = {
  zh: {
    open: '待接单',
    accepted: '处理中',
    suspended: '挂账',
    resolved: '待确认',
    solved: '已解决',
    not_ours: '不归社区管',
    duplicate: '已并案',
    cannot: '暂时办不了',
    withdrawn: '已撤销',
  },
  en: {
    open: 'to be taken',
    accepted: 'in hand',
    suspended: 'on hold',
    resolved: 'to be confirmed',
    solved: 'solved',
    not_ours: 'not ours',
    duplicate: 'merged',
    cannot: 'cannot be done',
    withdrawn: 'withdrawn',
  },
}

export const URGENCY_LABELS: Record<'zh' | 'en', Record<Urgency, string>> = {
  zh: { emergency: '危险', urgent: '加急', normal: '一般' },
  en: { emergency: 'danger', urgent: 'urgent', normal: 'ordinary' },
}

export const TAKING_LABELS: Record<'zh' | 'en', Record<Taking, string>> = {
  zh: { at_once: '立即办', by_date: '限期办', upward: '已上报' },
  en: { at_once: 'at once', by_date: 'by a date', upward: 'passed up' },
}

export const SATISFACTION_LABELS: Record<'zh' | 'en', Record<Satisfaction, string>> = {
  zh: { yes: '满意', mostly: '基本满意', no: '不满意' },
  en: { yes: 'satisfied', mostly: 'mostly satisfied', no: 'not satisfied' },
}

/** Closed by itself is never called confirmed. */
export const SOLVED_BY_LABELS: Record<'zh' | 'en', Record<SolvedBy, string>> = {
  zh: { resident: '居民确认', verified: '现场核实', office: '社区结案', silence: '到期未回音' },
  en: { resident: 'confirmed', verified: 'seen on the spot', office: 'closed by the office', silence: 'nobody answered' },
}

/** What a ticket's state is called; solved without the resident's word is marked as such. */
export function stateLabel({ status, confirmed, solvedBy }: Pick<Ticket, 'status' | 'confirmed' | 'solvedBy'>, language: 'zh' | 'en'): string {
  const label = STATE_LABELS[language][status]
  if (status !== 'solved' || confirmed) return label
  const by = SOLVED_BY_LABELS[language][solvedBy ?? 'silence']
  return language === 'en' ? `${label} (${by})` : `${label}（${by}）`
}

/** In calendars. */
export const DUTY_LABELS: Record<'zh' | 'en', { duty: string; onCall: string }> = {
  zh: { duty: '值班', onCall: '电话值班' },
  en: { duty: 'On duty', onCall: 'On call' },
}
