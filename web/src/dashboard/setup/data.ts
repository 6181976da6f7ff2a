/** The set-up as the server has it, and changing it: every change names the revision one has seen. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Setup, SetupOutcome } from '../../../../server/schemas/setup.ts'
import { ApiError, get, send } from '../data/client.ts'
import { useTell } from '../parts/tell.ts'
import { useSetupWords } from './words.ts'

export type { Setup, SetupOutcome }

const setupQuery = () => queryOptions({ queryKey: ['setup'], queryFn: ({ signal }) => get<Setup>('/setup', {}, signal) })
export const useSetupQuery = () => useQuery(setupQuery())

/** There once the page has it. */
export const SetupContext = createContext<Setup | undefined>(undefined)
export function useSetup(): Setup {
  const setup = useContext(SetupContext)
  if (!setup) throw new Error('no set-up here')
  return setup
}

export interface SetupChange {
  method: 'PUT' | 'DELETE'
  /** Behind /setup/. */
  path: string
  body?: unknown
  /** What to say when it is done. */
  said?: string
  query?: Record<string, string>
}

export function useLookAgain(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic === 'setup' || topic === 'names' })
}

export function useChangeSetup(onDone: () => void = () => {}) {
  const said = useSetupWords()
  const { revision } = useSetup()
  const lookAgain = useLookAgain()
  const tell = useTell()
  return useMutation({
    mutationFn: ({ method, path, body, query }: SetupChange) =>
      send<SetupOutcome | undefined>(method, `/setup/${path}`, body, { ...query, revision }),
    onSuccess: async (outcome, change) => {
      await lookAgain()
      tell.done(outcome?.changes.length === 0 ? said.unchanged : (change.said ?? said.saved))
      onDone()
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'SETUP_STALE') void lookAgain()
    },
  })
}

/** For what people never see: nobody should have to think of one. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5))
  return `${prefix}-${Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')}`
}

export const nameOf = (list: readonly { id: string; name: string }[], id: string | null): string =>
  list.find((one) => one.id === id)?.name ?? id ?? ''
