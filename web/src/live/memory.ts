/** Small things this browser remembers. Where storage is shut (private windows), it forgets with the page. */
const PREFIX = 'woodpecker.'
const forgetful = new Map<string, string>()

export function remember(name: string, value: unknown): void {
  const written = JSON.stringify(value)
  forgetful.set(name, written)
  try {
    localStorage.setItem(PREFIX + name, written)
  } catch {
    // Kept in the map above for as long as the page lives.
  }
}

export function recall<T>(name: string, otherwise: T): T {
  try {
    const written = localStorage.getItem(PREFIX + name) ?? forgetful.get(name)
    return written === undefined || written === null ? otherwise : (JSON.parse(written) as T)
  } catch {
    return otherwise
  }
}
