/** Shares, middles and quantiles, rounded by one rule: whole numbers first, one division at the end, halves up. */

/** Weights and shares are kept in thousandths, so that sums of them are exact. */
export const milli = (weight: number): number => Math.round(weight * 1000)

export interface Rate {
  part: number
  whole: number
  /** 0–100 with two decimals; null over nothing. */
  percent: number | null
}

/** A share in percent, two decimals, halves up; exact for whole numbers below 10^11. */
export const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)) / 100)

export const rate = (part: number, whole: number): Rate => ({ part, whole, percent: percent(part, whole) })

/** The middle value, of an even number the mean of the two in the middle (half a millisecond rounds up); null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]]
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2)
}

/** The smallest value that at least `share` of the values do not exceed (nearest rank); null of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  // 0.9 × 10 must stay 9: thousandths keep the product exact
  return sorted[Math.max(1, Math.ceil((sorted.length * milli(share)) / 1000)) - 1] ?? null
}
