/** From a building as said to one that the group knows. */
import { blockName } from './location/pattern.ts'
import type { Location } from './terms.ts'

export type ResolvedBuilding =
  /** Names as `knownBuildings` spells them; the group's own building when the message names none. */
  | { known: string[]; own?: true }
  /** Named, but not one of the group's; the likeliest that were meant, best first, at most three. */
  | { unknown: string[]; nearest: string[] }
  /** Neither named nor given by the group. */
  | { missing: true }

const MOST_NEAREST = 3

/** `128号楼`, `A-3栋` and `B座` compare as 128, A3 and B. */
function canonical(name: string): string {
  const bare = name
    .normalize('NFKC')
    .trim()
    .replace(/^第|(?:[号楼栋幢座#]|号院)+$/g, '')
  return blockName(bare) ?? bare.toUpperCase()
}

/** Without a list of known buildings whatever was said is taken as known. */
export function resolveBuilding(
  location: Location | undefined,
  knownBuildings: readonly string[] | undefined,
  roomBuilding: string | undefined,
): ResolvedBuilding {
  const said = location?.building === undefined ? [] : [location.building].flat()
  if (said.length === 0) return roomBuilding === undefined ? { missing: true } : { known: [roomBuilding], own: true }
  if (!knownBuildings || knownBuildings.length === 0) return { known: said }
  const byName = new Map(knownBuildings.map((name) => [canonical(name), name]))
  const known = said.flatMap((name) => byName.get(canonical(name)) ?? [])
  if (known.length > 0) return { known }
  return { unknown: said, nearest: nearestOf(canonical(said[0] ?? ''), byName) }
}

/** Names to offer somebody who said an unknown one: the likeliest slips, else the numerically nearest. */
export function nearestBuildings(said: string, knownBuildings: readonly string[]): string[] {
  const likely = nearestOf(canonical(said), new Map(knownBuildings.map((name) => [canonical(name), name])))
  if (likely.length > 0) return likely
  const off = (name: string): number => Math.abs((Number.parseInt(name, 10) || 0) - (Number.parseInt(said, 10) || 0))
  return [...knownBuildings].sort((a, b) => off(a) - off(b)).slice(0, MOST_NEAREST)
}

function nearestOf(name: string, byName: ReadonlyMap<string, string>): string[] {
  return [...byName]
    .map(([candidate, spelled]) => ({ spelled, far: distance(name, candidate) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_NEAREST)
    .map(({ spelled }) => spelled)
}

/** Slips of the thumb (12 for 21, 18 for 8) count 1, a letter left out (3 for A3) 1, a neighbouring number 2. */
function distance(a: string, b: string): number {
  if (a === b) return 0
  if (a.length === b.length && [...a].sort().join('') === [...b].sort().join('')) return 1
  if (Math.abs(a.length - b.length) === 1 && (a.length > b.length ? isOneShorter(b, a) : isOneShorter(a, b))) return 1
  if (a.length === b.length && a.length > 1 && [...a].filter((letter, i) => letter !== b[i]).length === 1) return 1.5
  return Math.abs(Number(a) - Number(b)) === 1 ? 2 : Number.POSITIVE_INFINITY
}

/** `long` is `short` with one letter more. */
function isOneShorter(short: string, long: string): boolean {
  for (let i = 0; i < long.length; i++) if (long.slice(0, i) + long.slice(i + 1) === short) return true
  return false
}
