/** The duty roster for calendar programs: a secret address, for they cannot sign in. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { accessRole, may, permissionsOf } from '../../core/access.ts'
import { CodedError } from '../../core/errors.ts'
import { CALENDAR_PATH, calendarBehind, calendarLinksOf, dropCalendarLink, makeCalendarLink } from '../../services/calendar-links.ts'
import type { DeskContext } from '../../services/context.ts'
import { personById } from '../../services/identity.ts'
import { rosterCalendar } from '../../services/roster-calendar.ts'
import { API, principalOf } from '../access/rights.ts'
import { CalendarLinkParamsSchema, CalendarLinksSchema, MadeCalendarLinkSchema } from '../schemas/calendar.ts'
import type { App } from '../typebox.ts'

const tags = ['roster']
type OnWrongSecret = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

export function icalRoutes(app: App, cx: DeskContext, onWrongSecret: OnWrongSecret): void {
  app.get(
    `${API}/roster/links`,
    {
      config: { permission: 'session' },
      schema: { operationId: 'calendarLinks', summary: 'One’s calendar links, without their secrets', tags, response: { 200: CalendarLinksSchema } },
    },
    async (request) => {
      const { communityId, personId } = principalOf(request)
      const links = await calendarLinksOf(cx, communityId, personId)
      return { items: links.map(({ whose, createdAt }) => ({ whose, createdAt })) }
    },
  )
  app.post(
    `${API}/roster/links/:whose`,
    {
      config: { permission: 'session', keepsAnswer: false },
      compress: false,
      schema: {
        operationId: 'makeCalendarLink',
        summary: 'Make a link to the duty roster as a calendar; the one before opens nothing any more',
        tags,
        params: CalendarLinkParamsSchema,
        response: { 201: MadeCalendarLinkSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request)
      const { whose } = request.params
      if (whose === 'all' && !may(principal, 'people.read')) throw new CodedError('RIGHT_MISSING', 'This needs the right "people.read".')
      return reply.code(201).send({ url: await makeCalendarLink(cx, principal.communityId, principal.personId, whose) })
    },
  )
  app.delete(
    `${API}/roster/links/:whose`,
    {
      config: { permission: 'session' },
      schema: { operationId: 'dropCalendarLink', summary: 'End a calendar link', tags, params: CalendarLinkParamsSchema },
    },
    async (request, reply) => {
      const { communityId, personId } = principalOf(request)
      if (!(await dropCalendarLink(cx, communityId, personId, request.params.whose))) throw new CodedError('NOT_FOUND', 'There is no such link.')
      return reply.code(204).send()
    },
  )
  app.get<{ Params: { file: string } }>(`${CALENDAR_PATH}:file`, { compress: false }, async (request, reply) => {
    const calendar = await calendarOf(cx, request.params.file)
    if (calendar === undefined) {
      await onWrongSecret(request, reply)
      throw new CodedError('NOT_FOUND', 'There is no such calendar.')
    }
    return reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="roster.ics"').send(calendar)
  })
}

/** Rights are read anew each time: who left the staff sees nobody's shifts any more. */
async function calendarOf(cx: DeskContext, file: string): Promise<string | undefined> {
  const secret = /^([\w-]{20,100})\.ics$/.exec(file)?.[1]
  const link = secret === undefined ? undefined : await calendarBehind(cx, secret)
  if (!link || !(await cx.directories.ids(cx.db.read)).includes(link.communityId)) return undefined
  const person = await personById(cx, cx.db.read, link.communityId, link.personId)
  if (!person) return undefined
  const directory = await cx.directories.get(cx.db.read, link.communityId)
  if (link.whose === 'all' && !permissionsOf(accessRole(directory, person)).includes('people.read')) return undefined
  return rosterCalendar(directory, cx.now(), link.whose === 'own' ? link.personId : undefined)
}
