/** A ticket's events as a timeline tells them: one plain sentence each. */
import type { Language } from '../community.ts'
import type { TicketEvent } from '../ticket.ts'
import { STATE_LABELS } from './labels.ts'

/** Names and times, already as text. */
export interface TimelineNames {
  actor: string
  /** Whom an `assigned` or `opened` event names: unit and person. */
  holder: string
  when: (at: number) => string
  place: string
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
      return `${event.as === 'withdrawn' ? '' : '结案：'}${STATE_LABELS.zh[event.as]}${event.as === 'solved' ? (event.confirmed ? '（居民确认）' : '（到时间未回复）') : event.reason ? `：${event.reason}` : ''}`
    case 'merged':
      return `并到 #${event.into}`
    case 'reopened':
      return '没好，重新打开'
    case 'clocks_set':
      return `时限改为${when(event.resolveBy)}前办结`
    case 'rated':
      return `评了${event.stars}星`
    case 'taken_over':
      return '报事人撤回，由后面反映的人接着跟'
    case 'moved':
      return '换到新的群里接着办'
    case 'redacted':
      return '一条消息已撤回'
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
      return `${event.as === 'withdrawn' ? '' : 'closed: '}${STATE_LABELS.en[event.as]}${event.as === 'solved' ? (event.confirmed ? ' (confirmed)' : ' (nobody answered)') : event.reason ? `: ${event.reason}` : ''}`
    case 'merged':
      return `merged into #${event.into}`
    case 'reopened':
      return 'not fixed, open again'
    case 'clocks_set':
      return `now due by ${when(event.resolveBy)}`
    case 'rated':
      return `${event.stars} stars`
    case 'taken_over':
      return 'the reporter withdrew, the next one affected goes on'
    case 'moved':
      return 'goes on in the new group'
    case 'redacted':
      return 'a message was taken back'
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
    case 'taken_over':
      return event.words
    default:
      return ''
  }
}
