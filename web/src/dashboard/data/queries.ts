/** What the pages ask for, each under a key whose first word says what it is about (see live.ts). */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LedgerDelivery, LedgerLead, SavedView, Stats, TicketList, TicketPage, Today } from '../../../../server/schemas/ledger.ts'
import type { Names } from '../../../../server/schemas/names.ts'
import type { Language } from '../../../../server/schemas.ts'
import { get, type Query } from './client.ts'

/** Limits pass by themselves, without anybody doing anything. */
const LOOK_AGAIN = { ms: 60_000 }
export const PAGE = { tickets: 100, deliveries: 50 }

export const todayQuery = (lang: Language) =>
  queryOptions({
    queryKey: ['today', lang],
    queryFn: ({ signal }) => get<Today>('/today', { lang }, signal),
    refetchInterval: LOOK_AGAIN.ms,
  })

export const ticketsQuery = (filter: Query, lang: Language) =>
  infiniteQueryOptions({
    queryKey: ['tickets', filter, lang],
    queryFn: ({ signal, pageParam }) => get<TicketList>('/tickets', { ...filter, lang, limit: PAGE.tickets, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const ticketQuery = (number: number, lang: Language) =>
  queryOptions({ queryKey: ['ticket', number, lang], queryFn: ({ signal }) => get<TicketPage>(`/tickets/${number}`, { lang }, signal) })

export const leadsQuery = (lang: Language) =>
  queryOptions({ queryKey: ['leads', lang], queryFn: ({ signal }) => get<{ items: LedgerLead[]; total: number }>('/leads', { lang }, signal) })

export const deliveriesQuery = () =>
  infiniteQueryOptions({
    queryKey: ['deliveries'],
    queryFn: ({ signal, pageParam }) =>
      get<{ items: LedgerDelivery[]; next: string | null; total: number }>('/deliveries', { limit: PAGE.deliveries, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const statsQuery = (period: { from: number; to: number }, by: Stats['by'], lang: Language) =>
  queryOptions({
    queryKey: ['stats', period, by, lang],
    queryFn: ({ signal }) => get<Stats>('/stats', { ...period, by, lang }, signal),
    placeholderData: keepPreviousData,
  })

export const viewsQuery = () => queryOptions({ queryKey: ['views'], queryFn: ({ signal }) => get<{ items: SavedView[] }>('/views', {}, signal) })

/** What things are called: for filters and for what one can choose from. Changes seldom. */
export const namesQuery = (lang: Language) =>
  queryOptions({ queryKey: ['names', lang], queryFn: ({ signal }) => get<Names>('/names', { lang }, signal), staleTime: 300_000 })
