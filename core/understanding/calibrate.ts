/** Raw scores made honest: a rising curve of points, read off by straight lines between them. */
export interface Curve {
  /** Rising raw scores and the share of right answers seen at each. */
  at: readonly number[]
  is: readonly number[]
}

export const IDENTITY: Curve = { at: [0, 1], is: [0, 1] }

export function readCurve(curve: Curve, raw: number): number {
  const { at, is } = curve
  if (raw <= (at[0] ?? 0)) return is[0] ?? raw
  for (let i = 1; i < at.length; i++) {
    const right = at[i] ?? 1
    if (raw > right) continue
    const left = at[i - 1] ?? 0
    const part = right > left ? (raw - left) / (right - left) : 1
    return (is[i - 1] ?? 0) + part * ((is[i] ?? 0) - (is[i - 1] ?? 0))
  }
  return is[is.length - 1] ?? raw
}

/**
 * Isotonic regression by pooling neighbours that go down, on at most `bins` groups of equal size; a little smoothed
 * towards the raw score so that a bin of all-right is not called certain.
 */
export function fitCurve(points: readonly { raw: number; right: boolean }[], bins = 20): Curve {
  if (points.length < 40) return IDENTITY
  const sorted = [...points].sort((a, b) => a.raw - b.raw)
  const pools: { raw: number; right: number; count: number }[] = []
  const size = Math.max(15, Math.ceil(sorted.length / bins))
  for (let start = 0; start < sorted.length; start += size) {
    const group = sorted.slice(start, start + size)
    const count = group.length
    let pool = {
      raw: group.reduce((sum, one) => sum + one.raw, 0) / count,
      right: (group.filter((one) => one.right).length + 0.5) / (count + 1),
      count,
    }
    for (let last = pools.at(-1); last && last.right >= pool.right; last = pools.at(-1)) {
      pools.pop()
      const both = last.count + pool.count
      pool = {
        raw: (last.raw * last.count + pool.raw * pool.count) / both,
        right: (last.right * last.count + pool.right * pool.count) / both,
        count: both,
      }
    }
    pools.push(pool)
  }
  return {
    at: [0, ...pools.map((pool) => pool.raw), 1],
    is: [Math.min(0.001, pools[0]?.right ?? 0), ...pools.map((pool) => pool.right), Math.max(0.999, pools.at(-1)?.right ?? 1)],
  }
}
