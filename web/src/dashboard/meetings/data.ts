/** Meetings as the server has them. Keys begin with `tickets`: what changes a ticket may change an agenda. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MeetingList, MeetingPage } from '../../../../server/schemas/meetings.ts'
import type { Language } from '../../../../server/schemas.ts'
import { useLanguage } from '../../words/language.tsx'
import { get, send } from '../data/client.ts'
import { useTell } from '../parts/tell.ts'

const TOPIC = ['tickets', 'meetings']

export const agendaQuery = (lang: Language) =>
  queryOptions({ queryKey: [...TOPIC, 'now', lang], queryFn: ({ signal }) => get<MeetingPage>('/meetings/now', { lang }, signal) })
export const meetingQuery = (number: number, lang: Language) =>
  queryOptions({ queryKey: [...TOPIC, number, lang], queryFn: ({ signal }) => get<MeetingPage>(`/meetings/${number}`, { lang }, signal) })
export const meetingsQuery = () => queryOptions({ queryKey: [...TOPIC, 'list'], queryFn: ({ signal }) => get<MeetingList>('/meetings', {}, signal) })

/** What is done to the next meeting; `said` is told when it is done. */
export function useDeed<Body, Answer = MeetingPage>(
  deed: 'call' | 'matters' | 'minutes' | 'close',
  said: (answer: Answer, body: Body) => string,
  onDone: () => void = () => {},
) {
  const client = useQueryClient()
  const { language } = useLanguage()
  const tell = useTell()
  return useMutation({
    mutationFn: (body: Body) => send<Answer>('POST', `/meetings/now/${deed}`, body, deed === 'close' ? {} : { lang: language }),
    onSuccess: async (answer, body) => {
      await client.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic === 'tickets' || topic === 'ticket' || topic === 'today' })
      tell.done(said(answer, body))
      onDone()
    },
  })
}
