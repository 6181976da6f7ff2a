/** Can somebody find a place from what was said, or must it be asked? */
import { type Building, findBuilding } from './community.ts'
import type { Ticket } from './ticket.ts'
import { nearestBuildings } from './understanding/resolve-place.ts'

/** Every building has these: without the building nobody finds them. 南门, 小广场, 地库 stand alone. */
const IN_EVERY_BUILDING =
  /楼道|楼梯|走廊|过道|走道|电梯|大堂|大厅|门厅|单元|楼上|楼下|楼顶|顶楼|天台|门口|家里|我家|厨房|卫生间|厕所|阳台|外墙|管道井|stairwell|staircase|corridor|hallway|lobby|landing|lift|elevator|roof|upstairs|downstairs|kitchen|bathroom|balcony/i

/** The building is known, or a spot that stands by itself; a building this community does not have is none. */
export const isFindable = ({ place, buildingId }: Pick<Ticket, 'place' | 'buildingId'>): boolean =>
  buildingId !== null || (place.building === undefined && place.spot !== undefined && !IN_EVERY_BUILDING.test(place.spot))

/** The group was asked for the place of this ticket and has not told it yet. */
export const waitsForPlace = (ticket: Pick<Ticket, 'place' | 'buildingId' | 'placeAskedAt'>): boolean =>
  ticket.placeAskedAt !== null && !isFindable(ticket)

/** A building was named that these are not: what was said, and the names most like it. */
export function unknownBuilding(buildings: readonly Building[], place: Ticket['place']): { said: string; nearest: string[] } | undefined {
  const said = [place.building].flat()[0]
  if (said === undefined || buildings.length === 0 || findBuilding(buildings, said)) return undefined
  return {
    said,
    nearest: nearestBuildings(
      said,
      buildings.map((b) => b.name),
    ),
  }
}
