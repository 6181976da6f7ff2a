/** A number by itself, said where a matter is spoken of: 1601 is a room, 5号 a house. Alone it would be no place. */
import { looksLikeRoom } from './location/pattern.ts'
import { numeral } from './numerals.ts'
import type { Matter, Reading } from './terms.ts'

const BARE = /^(?:我?(?:家|住|在|是))?(?:(\d{3,4})(?:室|房)?|([1-9]\d?|[一二三四五六七八九十]{1,3})号)(?:的|啊|呀|吧)?$/

/** The reading with the place that such a number says, where the matter lacks one. */
export function withBarePlace(reading: Reading, matter: Matter): Reading {
  if (reading.location || reading.followup === 'fixed') return reading
  const found = BARE.exec(reading.text)
  if (!found) return reading
  const [, room, house] = found
  if (room) return matter.location?.room === undefined && looksLikeRoom(room) ? { ...reading, location: { room } } : reading
  const building = matter.location?.building === undefined && house ? numeral(house) : undefined
  return building ? { ...reading, location: { building } } : reading
}
