/** Spots as named in English: the words for shared places, with what closely belongs to them. */

const PLACES =
  '(?:lobby|hallway|corridor|landing|stairwells?|staircase|stairs|roof ?top|roof terrace|roof|basement|underground garage|garage|car ?park|parking lot|parking ramp|ramp|courtyard|playground|kids area|gym|pool|swimming pool|clubhouse|mail ?room|bin room|trash room|refuse room|garbage room|bike (?:shed|room|rack)|footpath|driveway|fire lane|fire exit|emergency exit|main gate|(?:east|west|south|north|front|back|side) gate|gate ?\\d|exit ?\\d|entrance|lift lobby|elevator lobby|lift ?[A-D\\d]|front lawn|lawn|garden|fountain|pond|guard ?house|security booth|parking spots?|slot \\d+)'
const SPOT = new RegExp(`(?<![A-Za-z])(?:${PLACES})(?![A-Za-z])`, 'i')

export function findEnglishSpot(text: string): { start: number; end: number } | undefined {
  if (!/[A-Za-z]{4}/.test(text)) return undefined
  const found = SPOT.exec(text)
  return found ? { start: found.index, end: found.index + found[0].length } : undefined
}
