/** What states and urgencies are called, said once: on pages, in timelines and in the bot's sentences. */
import type { TicketStatus } from '../ticket.ts'
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
