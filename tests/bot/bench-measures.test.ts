import { describe, expect, it } from 'vitest'
import { measureOf, quantile, table } from '../../scripts/bench/measures.ts'

describe('the numbers of the bench', () => {
  it('quantiles are nearest ranks', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
    expect([0.5, 0.95, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([50, 95, 99, 100])
    expect(quantile([7], 0.5)).toBe(7)
    expect(() => quantile([], 0.5)).toThrow()
  })

  it('unsorted latencies and their time make a measure', () => {
    expect(measureOf([3, 1, 2, 4], 2)).toEqual({ perSecond: 2, p50: 2, p95: 4, p99: 4 })
  })

  it('the table sets full beside bare and divides', () => {
    const text = table([
      { what: 'echo', transport: 'gRPC', bare: { perSecond: 200, p50: 2, p95: 4, p99: 8 }, full: { perSecond: 100, p50: 5, p95: 8, p99: 8 } },
    ])
    expect(text.split('\n').map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['what', 'transport', 'per s', 'p50 ms', 'p95 ms', 'p99 ms'],
      expect.any(Array),
      ['echo', 'gRPC', 'bare', '200', '2.0', '4.0', '8.0'],
      ['full', '100', '5.0', '8.0', '8.0'],
      ['ratio', '0.50', '2.50', '2.00', '1.00'],
    ])
  })
})
