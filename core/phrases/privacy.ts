/** What is said about people and what is kept of them, and to who asks too much. */
export interface PrivacyPhrases {
  /** Somebody asked to be erased: what happens, and who decides. `open`: their matters still in hand. */
  erasureAsked(p: { to: string; open: readonly number[]; again: boolean }): string
  /** To whoever works here: their data stand in the community file. */
  erasureOfStaff(p: { to: string }): string
  /** To the admins. */
  erasureCard(p: { request: number; name: string; tickets: number; open: readonly number[] }): string
  erasureDone(p: { request: number; messages: number; tickets: number; pictures: number }): string
  /** To whoever asked, and to the admin: it will be done in a moment. */
  erasureGranted(p: Record<string, never>): string
  erasureTaken(p: { request: number }): string
  erasureRefused(p: { request: number }): string
  /** To whoever asked, where it was not granted. */
  erasureNotGranted(p: Record<string, never>): string
  erasureUnknown(p: { request: number }): string
  picturesErased(p: { to: string; pictures: number }): string
  redactedDone(p: { number: number | null; messages: number; pictures: number }): string
  /** Nothing to be made unreadable was found. */
  redactNothing(p: Record<string, never>): string
  blocked(p: { name: string }): string
  unblocked(p: { name: string }): string
  blockedAre(p: { names: readonly string[] }): string
  /** `many`: several people are called so. */
  whoIsMeant(p: { name: string; many: boolean }): string
  notStaffToBlock(p: { name: string }): string
  /** Once in a while, to who asks faster than it can be answered. */
  slowDown(p: { to: string; phone: string }): string
  slowDownGroup(p: Record<string, never>): string
  ticketsEnough(p: { to: string; most: number }): string
  /** To the admins: somebody goes by the name of staff and ordered what only staff may. */
  posesAsStaff(p: { name: string; room: string; words: string }): string
}
