/** Position of the greatest number. */
export function best(values: ArrayLike<number>): number {
  let at = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[at] ?? 0)) at = i
  return at
}
