/**
 * What the reader remembers of a group, kept purely: `remember(memory, heard, conclusion) → memory`. The services mirror it
 * from the database; training and evaluation use it as it stands.
 */
import { mergePlaces } from './place-match.ts'
import type { Conclusion, GroupMemory, Heard, Matter } from './terms.ts'

/** How much of the talk is kept. */
export const RECENT = { messages: 30, minutes: 30 } as const
/** A matter is forgotten so long after its last word. */
export const MATTER_DAYS = 5
const MINUTE = 60_000

export const emptyMemory = (roomBuilding?: string, knownBuildings?: readonly string[]): GroupMemory => ({
  roomBuilding,
  knownBuildings,
  recent: [],
  matters: [],
})

function openMatter(heard: Heard, conclusion: Conclusion): Matter {
  const { reading, action } = conclusion
  const intent = reading.intent === 'consult' || reading.intent === 'suggest' ? reading.intent : 'report'
  return {
    id: heard.id,
    intent,
    category: reading.category,
    location: reading.location,
    texts: [reading.text],
    reporterId: heard.senderId,
    peopleIds: [heard.senderId],
    state: 'open',
    openedAt: heard.at,
    lastAt: heard.at,
    ...(action === 'ask' ? { askedPlace: true } : {}),
    ...(action === 'lead' ? { lead: true } : {}),
  }
}

function append(matter: Matter, heard: Heard, conclusion: Conclusion): Matter {
  const { reading } = conclusion
  const said =
    reading.location && (reading.followup === 'detail' || !matter.location) ? mergePlaces(matter.location, reading.location) : matter.location
  const state =
    reading.followup === 'fixed' ? 'resolved' : reading.followup === 'withdraw' ? 'closed' : reading.followup === 'not_fixed' ? 'open' : matter.state
  return {
    ...matter,
    location: said,
    texts: reading.text ? [...matter.texts, reading.text].slice(-12) : matter.texts,
    peopleIds: matter.peopleIds.includes(heard.senderId) ? matter.peopleIds : [...matter.peopleIds, heard.senderId],
    state,
    lastAt: heard.at,
    askedPlace: matter.askedPlace && !reading.location ? true : undefined,
  }
}

export function remember(memory: GroupMemory, heard: Heard, conclusion: Conclusion): GroupMemory {
  const { action, reading, matterId } = conclusion
  const opens = action === 'open' || action === 'ask' || action === 'lead' || (action === 'answer' && matterId === undefined)
  let matters = memory.matters.filter((matter) => heard.at - matter.lastAt < MATTER_DAYS * 24 * 60 * MINUTE)
  if (opens) matters = [...matters, openMatter(heard, conclusion)]
  else if (action === 'append' && matterId) matters = matters.map((matter) => (matter.id === matterId ? append(matter, heard, conclusion) : matter))
  const recent = memory.recent.filter((one) => heard.at - one.at < RECENT.minutes * MINUTE).slice(-(RECENT.messages - 1))
  return { ...memory, matters, recent: [...recent, { ...heard, reading, matterId: opens ? heard.id : matterId }] }
}
