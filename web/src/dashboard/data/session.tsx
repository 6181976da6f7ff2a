/** Who is signed in, and what they may do. Nobody is not an error: the pages then say how to sign in. */
import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Me } from '../../../../server/schemas/access.ts'
import { ApiError, get } from './client.ts'

export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'SIGN_IN_NEEDED'

export type Permission = Me['permissions'][number]

/** Who is signed in, and how far this browser's clock is behind the server's, in ms. */
export type SignedIn = Me & { skew: number }

export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) =>
      get<Me>('/me', {}, signal).then(
        (me): SignedIn => ({ ...me, skew: me.now - Date.now() }),
        (error: unknown) => {
          if (isSignedOut(error)) return null
          throw error
        },
      ),
    staleTime: 60_000,
  })

export const SessionContext = createContext<SignedIn | undefined>(undefined)

/** Only below the shell, which waits for it. */
export function useSession(): SignedIn {
  const me = useContext(SessionContext)
  if (!me) throw new Error('no session here')
  return me
}

export function useMay(): (permission: Permission | undefined) => boolean {
  const { permissions } = useSession()
  return (permission) => permission === undefined || permissions.includes(permission)
}
