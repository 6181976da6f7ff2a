/** The buildings a text names, as the location grammar writes them. */
import { cleanText } from '../core/understanding/clean.ts'
import { readLocations } from '../core/understanding/location.ts'

export function buildingsIn(text: string): string[] {
  const names = readLocations(cleanText(text)).spans.flatMap(({ location }) => (location.building === undefined ? [] : [location.building].flat()))
  return [...new Set(names)]
}
