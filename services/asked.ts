/** What every command by chat is answered from. */
import type { Command } from '../core/understanding/terms.ts'
import type { Tx } from '../db/open.ts'
import type { DeskContext } from './context.ts'
import type { Arrival } from './intake.ts'
import type { Voice } from './lines.ts'
import { isStaffGroup } from './staff-rooms.ts'

export interface Asked {
  cx: DeskContext
  tx: Tx
  arrival: Arrival
  command: Command
  voice: Voice
}

/** Where residents do not read along: where it was asked, if only staff sit there, else directly. */
export const apartFromResidents = (arrival: Arrival): Arrival =>
  arrival.roomId === null || isStaffGroup(arrival.group) ? arrival : { ...arrival, roomId: null }
