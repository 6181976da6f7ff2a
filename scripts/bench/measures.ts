/** Numbers of one measured run. */

export interface Measure {
  perSecond: number
  /** Milliseconds to the answer; absent where nothing is answered. */
  p50?: number
  p95?: number
  p99?: number
}

export interface Row {
  what: string
  transport: 'in-process' | 'gRPC' | 'SQLite'
  /** The bare thing measured beside it in the same run. */
  bare: Measure
  full: Measure
}

/** Nearest-rank quantile of sorted values. */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) throw new Error('no values')
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number
}

export function measureOf(latencies: readonly number[], seconds: number): Measure {
  const sorted = [...latencies].sort((a, b) => a - b)
  return { perSecond: sorted.length / seconds, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) }
}

/** The measure in the middle by speed: of several rounds, the one that no accident of the machine made. */
export function middle(rounds: readonly Measure[]): Measure {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond)
  const one = sorted[Math.floor(sorted.length / 2)]
  if (!one) throw new Error('no rounds')
  return one
}

const short = (value: number | undefined): string => (value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : 1))

/** Full over bare: for rates below 1 is slower, for times above 1 is slower. */
const ratio = (bare: number | undefined, full: number | undefined): string =>
  bare === undefined || full === undefined || bare === 0 ? '–' : (full / bare).toFixed(2)

const COLUMNS = ['what', 'transport', '', 'per s', 'p50 ms', 'p95 ms', 'p99 ms']

/** Three lines a row: bare, full, and full ÷ bare. */
export function table(rows: readonly Row[]): string {
  const cells = rows.flatMap(({ what, transport, bare, full }) => [
    [what, transport, 'bare', ...values(bare)],
    ['', '', 'full', ...values(full)],
    ['', '', 'ratio', ...(['perSecond', 'p50', 'p95', 'p99'] as const).map((key) => ratio(bare[key], full[key]))],
  ])
  const lines = [COLUMNS, ...cells]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const print = (line: readonly string[]): string =>
    line.map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')
  return [print(COLUMNS), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(print)].join('\n')
}

const values = (measure: Measure): string[] => [measure.perSecond, measure.p50, measure.p95, measure.p99].map(short)
