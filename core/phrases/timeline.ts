/** A ticket's events as a timeline tells them: one plain sentence each. */
import type { Language } from '../community.ts'
import type { ClosedAs, TicketEvent, TicketStatus } from '../ticket.ts'
import type { Urgency } from '../understanding/terms.ts'

/** Names and times, already as text. */
export interface TimelineNames {
  actor: string
  /** Whom an `assigned` or `opened` event names: unit and person. */
  holder: string
  when: (at: number) => string
  place: string
}

const CLOSED_ZH: Record<ClosedAs, string> = {
  solved: '结案：已解决',
  not_ours: '结案：不归社区管',
  duplicate: '并案',
  cannot: '结案：暂时办不了',
  withdrawn: '撤销',
}
const CLOSED_EN: Record<ClosedAs, string> = {
  solved: 'closed: solved',
  not_ours: 'closed: not ours',
  duplicate: 'merged',
  cannot: 'closed: cannot be done now',
  withdrawn: 'withdrawn',
}

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

export function timelineSentence(event: TicketEvent, names: TimelineNames, language: Language): string {
  return language === 'en' ? english(event, names) : chinese(event, names)
}

function chinese(event: TicketEvent, { holder, when, place }: TimelineNames): string {
  switch (event.type) {
    case 'opened':
      return `登记，派给${holder || '值班'}`
    case 'detail_added':
      return event.pictures > 0 ? '补充了图片' : '补充'
    case 'placed':
      return `位置：${place}`
    case 'recategorised':
      return `改为${event.title}`
    case 'followed':
      return '也反映了同一件事'
    case 'urged':
      return '催办'
    case 'assigned':
      return event.why === 'sent_back' ? `退回后由${holder}跟进` : event.why === 'escalated' ? `上报给${holder}` : `转给${holder}`
    case 'accepted':
      return event.promisedAt === null ? '接单' : `接单，约${when(event.promisedAt)}到`
    case 'promised':
      return `约${when(event.promisedAt)}到`
    case 'noted':
      return '备注'
    case 'sent_back':
      return `退回：${event.reason}`
    case 'suspended':
      return `挂账：${event.reason}${event.until === null ? '' : `，${when(event.until)}再看`}`
    case 'resumed':
      return '恢复办理'
    case 'extended':
      return `延期到${when(event.until)}：${event.reason}`
    case 'resolved':
      return '办结，等居民确认'
    case 'closed':
      return `${CLOSED_ZH[event.as]}${event.as === 'solved' ? (event.confirmed ? '（居民确认）' : '（到时间未回复）') : event.reason ? `：${event.reason}` : ''}`
    case 'merged':
      return `并到 #${event.into}`
    case 'reopened':
      return '没好，重新打开'
    case 'rated':
      return `评了${event.stars}星`
  }
}

function english(event: TicketEvent, { holder, when, place }: TimelineNames): string {
  switch (event.type) {
    case 'opened':
      return `opened, with ${holder || 'the duty desk'}`
    case 'detail_added':
      return event.pictures > 0 ? 'added a picture' : 'added'
    case 'placed':
      return `place: ${place}`
    case 'recategorised':
      return `now: ${event.title}`
    case 'followed':
      return 'reported the same'
    case 'urged':
      return 'asked to hurry'
    case 'assigned':
      return event.why === 'sent_back'
        ? `sent back, now with ${holder}`
        : event.why === 'escalated'
          ? `passed up to ${holder}`
          : `handed to ${holder}`
    case 'accepted':
      return event.promisedAt === null ? 'took it' : `took it, comes about ${when(event.promisedAt)}`
    case 'promised':
      return `comes about ${when(event.promisedAt)}`
    case 'noted':
      return 'note'
    case 'sent_back':
      return `sent back: ${event.reason}`
    case 'suspended':
      return `on hold: ${event.reason}${event.until === null ? '' : `, looked at again ${when(event.until)}`}`
    case 'resumed':
      return 'goes on'
    case 'extended':
      return `extended to ${when(event.until)}: ${event.reason}`
    case 'resolved':
      return 'done, to be confirmed'
    case 'closed':
      return `${CLOSED_EN[event.as]}${event.as === 'solved' ? (event.confirmed ? ' (confirmed)' : ' (nobody answered)') : event.reason ? `: ${event.reason}` : ''}`
    case 'merged':
      return `merged into #${event.into}`
    case 'reopened':
      return 'not fixed, open again'
    case 'rated':
      return `${event.stars} stars`
  }
}

/** What a person said in an event, as said. */
export function wordsOf(event: TicketEvent): string {
  switch (event.type) {
    case 'opened':
      return event.ticket.words
    case 'detail_added':
    case 'placed':
    case 'followed':
    case 'urged':
    case 'noted':
    case 'resolved':
    case 'reopened':
    case 'promised':
      return event.words
    default:
      return ''
  }
}
