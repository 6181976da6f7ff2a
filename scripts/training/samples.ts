/** Labelled examples as the network sees them. */
import type { Meanings } from '../../core/understanding/model/meaning.ts'
import type { ModelSums } from '../../core/understanding/model/model.ts'
import { prepare } from '../../core/understanding/prepare.ts'
import { sumsOf } from '../../core/understanding/read.ts'
import { CATEGORIES, FOLLOWUPS, INTENTS, type ReadContext, URGENCIES } from '../../core/understanding/terms.ts'
import type { LabelledMessage } from '../corpus-form.ts'
import type { CorpusRow } from './corpora.ts'

export interface Sample {
  features: Int32Array
  /** The direction of its meaning. */
  meaning?: Float32Array
  /** Positions in the lists of terms; -1 = not known, not trained. */
  intent: number
  followup: number
  category: number
  urgency: number
  weight: number
  /** Where it came from: chat id, line file or corpus row. */
  source: string
}

export type Labels = Pick<LabelledMessage, 'intent' | 'followup' | 'category' | 'urgency'>

export function sampleOf({ features, meaning }: ModelSums, labels: Labels, weight: number, source: string): Sample {
  return {
    meaning,
    features: Int32Array.from(new Set(features.map((hash) => hash | 0))),
    intent: INTENTS.indexOf(labels.intent),
    followup: labels.intent === 'followup' && labels.followup ? FOLLOWUPS.indexOf(labels.followup) : -1,
    category: labels.category ? CATEGORIES.indexOf(labels.category) : -1,
    urgency: labels.intent === 'report' && labels.urgency ? URGENCIES.indexOf(labels.urgency) : -1,
    weight,
    source,
  }
}

export const contextOfLine = (message: LabelledMessage): ReadContext => ({
  role: message.role,
  roomBuilding: message.room_building ?? undefined,
  kind: message.kind,
})

/** Commands are the grammar's business; media without words need no network. */
export const isTrainable = (message: LabelledMessage): boolean =>
  message.intent !== 'command' && message.text.trim() !== '' && message.kind !== 'system' && message.kind !== 'sticker'

export function sampleOfLine(message: LabelledMessage, weight: number, meanings: Meanings | undefined): Sample {
  const context = contextOfLine(message)
  const labels = message.intent === 'report' && !message.urgency ? { ...message, urgency: 'normal' as const } : message
  return sampleOf(sumsOf({ meanings }, prepare(message.text, context), context), labels, weight, `${message.chat}#${message.n}`)
}

export function sampleOfRow(row: CorpusRow, weight: number, meanings: Meanings | undefined): Sample {
  return sampleOf(sumsOf({ meanings }, prepare(row.text, {}), {}), { intent: row.intent, category: row.category }, weight, row.id)
}
