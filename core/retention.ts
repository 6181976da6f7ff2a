/**
 * How long what was entrusted is kept 保存期限: a policy in days with defaults; the community file may say otherwise.
 * Terminology (zh): retention 保存期限 · redaction 打码 · erasure 删除个人信息 · anonymised 去标识.
 */
import type { Settings } from './community.ts'

/** All in days. */
export interface Retention {
  /** What was said in the groups and belongs to no ticket, and the questions that were kept as leads: from when it was said. */
  messages: number
  /** Who told a matter and in which words: from the day it was closed. The matter itself stays, without people, for the statistics. */
  tickets: number
  /** Pictures and files of a matter: from the day it was closed. */
  pictures: number
  /** What the bot said. */
  outbox: number
  /** Digests as pictures. */
  digests: number
  /** Who did what beyond the tickets. */
  audit: number
}

export const RETENTION: Retention = { messages: 30, tickets: 1095, pictures: 365, outbox: 30, digests: 30, audit: 1095 }
export const RETENTION_KINDS = Object.keys(RETENTION) as (keyof Retention)[]

/** A message that the platform hands out again must be known: nothing may be forgotten sooner. */
export const SHORTEST = { days: 3 }

/** When it is done, on the community's clock: while everybody sleeps, before the backup. */
export const RETENTION_AT = '02:40'

export const retentionOf = ({ retention }: Pick<Settings, 'retention'>): Retention => ({ ...RETENTION, ...retention })
