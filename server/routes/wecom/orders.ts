/** Tickets in the fields of 居民上报's orders. Seconds since the epoch. */
import type { Directory } from '../../../core/community.ts'
import { evolve, type RecordedEvent } from '../../../core/evolve.ts'
import { timelineSentence } from '../../../core/phrases/timeline.ts'
import { dateTimeText } from '../../../core/phrases/wording.ts'
import { STEP_STATUSES, stepType, URGE_TYPES } from '../../../core/resident-reports.ts'
import type { Ticket, TicketEvent } from '../../../core/ticket.ts'
import type { AttachmentRow } from '../../../db/tables.ts'
import { attachmentsOfTicket } from '../../../services/attachment-rows.ts'
import type { DeskContext } from '../../../services/context.ts'
import { personById } from '../../../services/identity.ts'
import { staffMember, voiceFor } from '../../../services/lines.ts'
import { eventsOfMany } from '../../../services/ticket-rows.ts'

const LANGUAGE = 'zh-CN'
export const seconds = (ms: number): number => Math.floor(ms / 1000)

/** @param phones may the asker see telephone numbers? */
export async function ordersOf(cx: DeskContext, directory: Directory, tickets: readonly Ticket[], phones: boolean) {
  const events = await eventsOfMany(
    cx,
    cx.db.read,
    directory.id,
    tickets.map(({ id }) => id),
  )
  const orders = []
  for (const ticket of tickets) orders.push(await orderOf(cx, directory, ticket, events.get(ticket.id) ?? [], phones))
  return orders
}

async function orderOf(cx: DeskContext, directory: Directory, ticket: Ticket, events: readonly RecordedEvent[], phones: boolean) {
  const reporter = await personById(cx, cx.db.read, directory.id, ticket.reporterId)
  const pictures = (await attachmentsOfTicket(cx, cx.db.read, directory.id, ticket.id)).filter((row) => row.state === 'stored')
  const addressed = voiceFor(directory, LANGUAGE, cx.now()).place(ticket)
  const building = directory.buildings.find((b) => b.id === ticket.buildingId)
  return {
    order_id: String(ticket.number),
    desc: ticket.words,
    urge_type: URGE_TYPES[ticket.urgency],
    case_name: ticket.title,
    grid_name: directory.grids.find((grid) => grid.id === ticket.gridId)?.name ?? '',
    grid_id: ticket.gridId ?? '',
    create_time: seconds(ticket.openedAt),
    reporter_name: reporter?.name ?? '',
    reporter_mobile: phones ? (reporter?.phone ?? '') : '',
    unionid: '',
    image_urls: addresses(cx, pictures, 'report'),
    video_media_ids: [],
    location: { name: building?.estate ?? '', address: addressed, latitude: 0, longitude: 0 },
    processor_userids: ticket.assigneeId === null ? [] : [ticket.assigneeId],
    process_list: stepsOf(cx, directory, events, pictures),
  }
}

const addresses = (cx: DeskContext, rows: readonly AttachmentRow[], purpose: AttachmentRow['purpose']): string[] =>
  rows.filter((row) => row.purpose === purpose && row.mime?.startsWith('image/')).map((row) => `${cx.publicUrl()}/api/v1/attachments/${row.hash}`)

function stepsOf(cx: DeskContext, directory: Directory, events: readonly RecordedEvent[], pictures: readonly AttachmentRow[]) {
  let ticket: Ticket | undefined
  const lastDone = events.findLastIndex(({ event }) => event.type === 'resolved')
  return events.map(({ at, actorId, event }, i) => {
    ticket = evolve(ticket, event, at, actorId)
    return {
      process_type: stepType(event.type),
      solve_userid: actorId ?? '',
      process_desc: sentence(cx, directory, ticket, event, actorId),
      status: STEP_STATUSES[ticket.status],
      solved_time: seconds(at),
      image_urls: i === lastDone ? addresses(cx, pictures, 'proof') : [],
      video_media_ids: [],
    }
  })
}

function sentence(cx: DeskContext, directory: Directory, ticket: Ticket, event: TicketEvent, actorId: string | null): string {
  const voice = voiceFor(directory, LANGUAGE, cx.now())
  return timelineSentence(
    event,
    {
      actor: staffMember(directory, actorId)?.name ?? '',
      holder: voice.line(ticket).who,
      when: (at) => dateTimeText(at, directory.timezone, LANGUAGE),
      place: voice.place(ticket),
    },
    LANGUAGE,
  )
}
