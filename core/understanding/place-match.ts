/** Whether two places can be the same, and what both together say. */
import type { Location } from './terms.ts'

const list = (value: string | string[] | undefined): readonly string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const FIELDS = ['unit', 'floor', 'room', 'estate'] as const

export interface PlaceMatch {
  /** A field that both say and say differently. */
  conflict: boolean
  /** How many fields both say alike. */
  agree: number
}

const sameSpot = (a: string, b: string): boolean => a.includes(b) || b.includes(a)

export function matchPlaces(a: Location | undefined, b: Location | undefined, roomBuilding?: string): PlaceMatch {
  if (!a || !b) return { conflict: false, agree: 0 }
  let agree = 0
  let conflict = false
  const left = a.building ? list(a.building) : list(roomBuilding)
  const right = b.building ? list(b.building) : list(roomBuilding)
  if ((a.building || b.building) && left.length && right.length) {
    if (left.some((one) => right.includes(one))) agree++
    else conflict = true
  }
  for (const field of FIELDS) {
    const one = a[field]
    const other = b[field]
    if (!one || !other) continue
    if (one === other) agree++
    else conflict = true
  }
  if (a.spot && b.spot && sameSpot(a.spot, b.spot)) agree++
  return { conflict, agree }
}

/** The later words win, field by field; a new building drops the parts that belonged to the old one. */
export function mergePlaces(old: Location | undefined, later: Location): Location {
  if (!old) return later
  const moved = later.building !== undefined && old.building !== undefined && !list(later.building).some((one) => list(old.building).includes(one))
  return moved ? { ...later } : { ...old, ...later }
}
