/**
 * How much one person or one group may ask of the bot before it rests 频次限制. Emergencies are never counted, staff at work are not either.
 * A bucket holds `burst` and fills evenly; what is beyond is written down, without an answer.
 */
export interface TalkLimits {
  /** Things a person may ask for (report, question, command) within ten minutes. 0 = no limit, here and below. */
  person: number
  /** The same for all residents of a group together. */
  group: number
  /** Matters one person may open on one day. */
  ticketsPerDay: number
}

export const TALK_LIMITS: TalkLimits = { person: 20, group: 150, ticketsPerDay: 20 }
export const TALK_SPAN = { minutes: 10 }
/** The kind word is said once in so long. */
export const TOLD_ONCE_IN = { minutes: 60 }
/** The same words of the same person again within this time are the same message. */
export const COPIES_WITHIN = { minutes: 30 }

export interface Bucket {
  left: number
  at: number
}

/** Takes one from a bucket of `size` that fills in TALK_SPAN. @returns the bucket afterwards, and whether there was one left to take */
export function take(bucket: Bucket | undefined, size: number, now: number): { bucket: Bucket; had: boolean } {
  const full = bucket === undefined ? size : Math.min(size, bucket.left + (Math.max(0, now - bucket.at) / (TALK_SPAN.minutes * 60_000)) * size)
  return full >= 1 ? { bucket: { left: full - 1, at: now }, had: true } : { bucket: { left: full, at: now }, had: false }
}

/** Letters that count when two messages are held against each other. */
export const sameWords = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .toLowerCase()

/** Shorter ones are said by everybody. */
export const COPY_LEAST_LETTERS = 6
