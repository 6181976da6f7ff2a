/** A ticket's events as a timeline tells them: one plain sentence each. */
import type { Language } from '../community.ts'
import type { AssignReason, TicketEvent } from '../ticket.ts'
import { SATISFACTION_LABELS, STATE_LABELS, TAKING_LABELS } from './labels.ts'

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

const PASSED_ZH: Partial<Record<AssignReason, string>> = { escalated: '上报给', called_in: '提级，交', handed_down: '下派给', lead: '牵头：' }
const PASSED_EN: Partial<Record<AssignReason, string>> = {
  escalated: 'passed up to ',
  called_in: 'called in by ',
  handed_down: 'handed down to ',
  lead: 'lead: ',
}

function chinese(event: TicketEvent, { actor, holder, when, place }: TimelineNames): string {
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
      return event.why === 'sent_back' ? `退回后由${holder}跟进` : (PASSED_ZH[event.why] ?? '转给') + holder
    case 'accepted':
      return event.promisedAt === null ? '接单' : `接单，约${when(event.promisedAt)}到`
    case 'promised':
      return `约${when(event.promisedAt)}到`
    case 'taken_on':
      return event.until === null ? TAKING_LABELS.zh[event.as] : `${TAKING_LABELS.zh[event.as]}，${when(event.until)}前办好`
    case 'complexity_set':
      return event.complex ? `列为疑难：${event.reason}` : `不再按疑难办：${event.reason}`
    case 'unmerged':
      return `从 #${event.from} 分出来，单独办`
    case 'parted':
      return `#${event.number} 分出去单独办`
    case 'split':
      return `拆出 #${event.into}：${event.words}`
    case 'verify_asked':
      return '请网格员现场核实'
    case 'verified':
      return event.fixed ? '现场核实，已办好' : '现场核实，没办好'
    case 'called_back':
      return event.reached ? `回访：${SATISFACTION_LABELS.zh[event.satisfied ?? 'no']}${event.solved ? '' : '，没解决'}` : '回访，没联系上'
    case 'planned':
      return `议定：${event.words}${event.until === null || event.words.includes(when(event.until)) ? '' : `，${when(event.until)}前办好`}`
    case 'part_added':
      return `请${holder}配合${event.part.what ? `：${event.part.what}` : ''}`
    case 'part_accepted':
      return `配合${event.part} 已接`
    case 'part_done':
      return `配合${event.part} 完成`
    case 'part_cancelled':
      return `配合${event.part} 取消：${event.reason}`
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
      return `${event.as === 'withdrawn' ? '' : '结案：'}${STATE_LABELS.zh[event.as]}${event.as === 'solved' ? (event.confirmed ? '（居民确认）' : actor ? '' : '（到时间未回复）') : event.reason ? `：${event.reason}` : ''}`
    case 'merged':
      return `并到 #${event.into}`
    case 'reopened':
      return '没好，重新打开'
    case 'clocks_set':
      return `时限改为${when(event.resolveBy)}前办结`
    case 'rated':
      return event.satisfied ? `评价：${SATISFACTION_LABELS.zh[event.satisfied]}` : `评了${event.stars}星`
    case 'taken_over':
      return '报事人撤回，由后面反映的人接着跟'
    case 'moved':
      return '换到新的群里接着办'
    case 'redacted':
      return '一条消息已撤回'
    case 'anonymised':
      return '个人信息已删除'
  }
}

function english(event: TicketEvent, { actor, holder, when, place }: TimelineNames): string {
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
      return event.why === 'sent_back' ? `sent back, now with ${holder}` : (PASSED_EN[event.why] ?? 'handed to ') + holder
    case 'accepted':
      return event.promisedAt === null ? 'took it' : `took it, comes about ${when(event.promisedAt)}`
    case 'promised':
      return `comes about ${when(event.promisedAt)}`
    case 'taken_on':
      return event.until === null ? TAKING_LABELS.en[event.as] : `${TAKING_LABELS.en[event.as]}, done by ${when(event.until)}`
    case 'complexity_set':
      return event.complex ? `marked complex: ${event.reason}` : `no longer complex: ${event.reason}`
    case 'unmerged':
      return `parted from #${event.from}, a matter of its own`
    case 'parted':
      return `#${event.number} goes on by itself`
    case 'split':
      return `split off #${event.into}: ${event.words}`
    case 'verify_asked':
      return 'the grid worker was asked to look at it'
    case 'verified':
      return event.fixed ? 'seen on the spot: in order' : 'seen on the spot: not in order'
    case 'called_back':
      return event.reached
        ? `called back: ${SATISFACTION_LABELS.en[event.satisfied ?? 'no']}${event.solved ? '' : ', not solved'}`
        : 'called back, nobody answered'
    case 'planned':
      return `agreed: ${event.words}${event.until === null || event.words.includes(when(event.until)) ? '' : `, done by ${when(event.until)}`}`
    case 'part_added':
      return `asked ${holder} for support${event.part.what ? `: ${event.part.what}` : ''}`
    case 'part_accepted':
      return `support ${event.part} taken`
    case 'part_done':
      return `support ${event.part} done`
    case 'part_cancelled':
      return `support ${event.part} cancelled: ${event.reason}`
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
      return `${event.as === 'withdrawn' ? '' : 'closed: '}${STATE_LABELS.en[event.as]}${event.as === 'solved' ? (event.confirmed ? ' (confirmed)' : actor ? '' : ' (nobody answered)') : event.reason ? `: ${event.reason}` : ''}`
    case 'merged':
      return `merged into #${event.into}`
    case 'reopened':
      return 'not fixed, open again'
    case 'clocks_set':
      return `now due by ${when(event.resolveBy)}`
    case 'rated':
      return event.satisfied ? `rated: ${SATISFACTION_LABELS.en[event.satisfied]}` : `${event.stars} stars`
    case 'taken_over':
      return 'the reporter withdrew, the next one affected goes on'
    case 'moved':
      return 'goes on in the new group'
    case 'redacted':
      return 'a message was taken back'
    case 'anonymised':
      return 'personal data were erased'
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
    case 'verified':
    case 'called_back':
    case 'reopened':
    case 'promised':
    case 'taken_over':
    case 'part_done':
      return event.words
    default:
      return ''
  }
}
