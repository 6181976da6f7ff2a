/** What every part of the sandbox page knows: the scene, and as whom one speaks. */
import { createContext, useContext } from 'react'
import type { ChatMessage, Person, Scene } from '../../../server/schemas.ts'
import type { Clock } from '../ui/time.ts'

export interface Stage {
  scene: Scene
  as: Person
  clock: Clock
  /** The newest message of every chat. */
  latest: readonly ChatMessage[]
}

const StageContext = createContext<Stage | undefined>(undefined)
export const StageProvider = StageContext.Provider

export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('useStage outside of the sandbox page')
  return stage
}

export const personIn = (scene: Scene, id: string | undefined): Person | undefined => scene.people.find((person) => person.id === id)
export const roomNameIn = (scene: Scene, id: string | undefined): string | undefined => scene.rooms.find((room) => room.id === id)?.name
