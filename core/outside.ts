/**
 * People who are known through an interface only (an Open311 client's callers): they sit in no chat, so nothing is said to them directly. Their program
 * asks how it stands.
 */
const PREFIX = 'outside-'

/** @param mark the same for the same caller, and no word of who it is */
export const outsideId = (mark: string): string => `${PREFIX}${mark}`

export const hasNoChat = (personId: string): boolean => personId.startsWith(PREFIX)
