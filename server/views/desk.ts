/** Leads and deliveries as the dashboard shows them. */
import { calledName, type Directory } from '../../core/community.ts'
import { withoutSecrets } from '../../core/login-address.ts'
import { placeText } from '../../core/phrases/wording.ts'
import type { LeadRow } from '../../db/tables.ts'
import type { DeskContext } from '../../services/context.ts'
import { judgeOf } from '../../services/leads.ts'
import type { Delivery } from '../../services/ledger/deliveries.ts'
import { voiceFor } from '../../services/lines.ts'
import type { LedgerDelivery, LedgerLead } from '../schemas/ledger.ts'
import { categoryLabel, type PageLanguage } from './ledger.ts'

export function leadOf(cx: DeskContext, directory: Directory, lead: LeadRow, language: PageLanguage): LedgerLead {
  const group = directory.groups.find(({ id }) => id === lead.groupId)
  const judge = judgeOf(directory, lead, cx.now())
  const { category, location } = lead.reading
  return {
    number: lead.number,
    at: lead.at,
    group: group ? { id: group.id, name: group.name } : null,
    from: lead.senderName,
    text: lead.text,
    category: category ?? null,
    categoryLabel: category ? categoryLabel(category, language) : null,
    place: placeText(location ?? {}, voiceFor(directory, language, cx.now()).phrases),
    probability: lead.reading.reportProbability,
    judge: judge ? { id: judge.id, name: calledName(judge) } : null,
  }
}

export function deliveryOf({ row, to, ticket }: Delivery): LedgerDelivery {
  const { id, state, target, targetId, text, createdAt, dueAt, attempts, problem } = row
  if (state !== 'failed' && state !== 'unknown' && state !== 'pending') throw new Error(`a ${state} message is none to look after`)
  const whom = { kind: target, id: targetId, name: to }
  // What waits may hold a sign-in link that still works.
  return { id, state, to: whom, text: withoutSecrets(text), ticket, createdAt, dueAt, attempts, problem: problem ?? '' }
}
