/** Services, their definitions and requests in the fields of GeoReport v2. */
import { DateTime } from 'luxon'
import { CATEGORY_FACTS } from '../../../core/categories.ts'
import { CATEGORY_GROUPS } from '../../../core/category-groups.ts'
import type { Directory } from '../../../core/community.ts'
import { ATTRIBUTES, type AttributeCode, DESCRIPTION_LENGTH, requestState } from '../../../core/open311.ts'
import { stateLabel, URGENCY_LABELS } from '../../../core/phrases/labels.ts'
import type { Ticket } from '../../../core/ticket.ts'
import { CATEGORIES, type Category, URGENCIES } from '../../../core/understanding/terms.ts'
import { matterOf } from '../../../services/board.ts'
import type { DeskContext } from '../../../services/context.ts'
import { voiceFor } from '../../../services/lines.ts'
import { publicWords } from '../../../services/masking.ts'
import type { FoundRequest, RequestViewer } from '../../../services/open311-requests.ts'

type Labels = 'zh' | 'en'
const labelsOf = (directory: Directory): Labels => (directory.language === 'en' ? 'en' : 'zh')

export function serviceOf(directory: Directory, category: Category) {
  const labels = labelsOf(directory)
  const facts = CATEGORY_FACTS[category]
  return {
    service_code: category,
    service_name: facts[labels],
    description: labels === 'zh' ? facts.title : facts.en,
    metadata: true,
    type: 'realtime',
    keywords: [facts[labels === 'zh' ? 'en' : 'zh'], ...facts.codes].join(','),
    group: CATEGORY_GROUPS[category][labels],
  }
}

export const servicesOf = (directory: Directory) => CATEGORIES.map((category) => serviceOf(directory, category))

const WORDS: Record<AttributeCode, Record<Labels, string>> = {
  building: { zh: '哪栋楼', en: 'Which building' },
  place: { zh: '具体位置，如 2单元3楼', en: 'Where exactly, such as entrance 2, third floor' },
  urgency: { zh: '急不急；不填按文字判断', en: 'How urgent; read from the words when left out' },
}

export function definitionOf(directory: Directory, category: Category) {
  const labels = labelsOf(directory)
  const values: Record<AttributeCode, { key: string; name: string }[]> = {
    building: directory.buildings.map((b) => ({ key: b.id, name: [b.estate, b.name].filter(Boolean).join(' ') })),
    place: [],
    urgency: URGENCIES.map((urgency) => ({ key: urgency, name: URGENCY_LABELS[labels][urgency] })),
  }
  return {
    service_code: category,
    attributes: ATTRIBUTES.map((code, i) => ({
      ...{ variable: true, code, datatype: values[code].length > 0 ? 'singlevaluelist' : 'string', required: false },
      ...{ datatype_description: null, order: i + 1, description: WORDS[code][labels] },
      ...(values[code].length > 0 ? { values: values[code] } : {}),
    })),
  }
}

/** What somebody without a key sees is masked like the public board. */
export function requestOf(cx: DeskContext, directory: Directory, viewer: RequestViewer, { ticket, sent }: FoundRequest) {
  const labels = labelsOf(directory)
  const voice = voiceFor(directory, directory.language, cx.now())
  const open = viewer !== 'public'
  const state = requestState(ticket.status)
  const placed = open ? ticket : { ...ticket, ...matterOf(directory, ticket, cx.now()) }
  const address = voice.place(placed)
  const words = open ? ticket.words : publicWords(ticket.title)
  return {
    service_request_id: String(ticket.number),
    status: state,
    status_notes: stateLabel(ticket, labels),
    service_name: CATEGORY_FACTS[ticket.category][labels],
    service_code: ticket.category,
    description: words.slice(0, DESCRIPTION_LENGTH).toWellFormed(),
    agency_responsible: directory.organisations.find((unit) => unit.id === ticket.orgId)?.name ?? null,
    service_notice: null,
    requested_datetime: w3c(ticket.openedAt, directory),
    updated_datetime: w3c(updatedAt(ticket), directory),
    expected_datetime: state === 'open' ? w3c(ticket.resolveBy, directory) : null,
    address: address === '' ? null : address,
    address_id: ticket.buildingId,
    zipcode: null,
    lat: degrees(sent?.lat),
    long: degrees(sent?.long),
    media_url: sent?.mediaUrl ?? null,
  }
}

/** Of what is closed, when it was closed. */
const updatedAt = ({ closedAt, lastAt }: Ticket): number => closedAt ?? lastAt
const degrees = (text: string | null | undefined): number | null => (text ? Number(text) : null)
const w3c = (at: number, { timezone }: Directory): string =>
  DateTime.fromMillis(at, { zone: timezone }).toISO({ suppressMilliseconds: true }) ?? new Date(at).toISOString()
