/** Pages without script: /t/<link>, a ticket for residents, and /board/<community>, for anybody. Their errors are pages, too. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Directory, Language } from '../../core/community.ts'
import { CodedError } from '../../core/errors.ts'
import { pageWords } from '../../core/phrases/pages.ts'
import { whenText } from '../../core/phrases/wording.ts'
import { createBoards, shows } from '../../services/board.ts'
import type { DeskContext } from '../../services/context.ts'
import { ATTACHMENT_LIMIT } from '../../services/files.ts'
import { actOnPage, holdsPicture, PAGE_ACTS, type PageAct, residentPage } from '../../services/resident-page.ts'
import { createThumbnails, type Thumbnails } from '../../services/thumbnails.ts'
import { formMark, isFormMark, type LinkHolder, openTicketLink } from '../../services/ticket-links.ts'
import type { App } from '../typebox.ts'
import { boardFeed } from './board-feed.ts'
import { boardHtml } from './board-page.ts'
import { type PageForm, readForm } from './form.ts'
import type { Html } from './html.ts'
import { messageHtml, residentHtml } from './resident-page.ts'

const CSS = readFileSync(new URL('plain.css', import.meta.url))
const STYLE = `/plain/${createHash('sha256').update(CSS).digest('hex').slice(0, 16)}.css`

const Lang = Type.Optional(Type.Enum(['zh-CN', 'en']))
const TokenSchema = Type.Object({ token: Type.String({ minLength: 1, maxLength: 250 }) })
const CommunitySchema = Type.Object({ community: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }) })
const HASH = Type.String({ pattern: '^[0-9a-f]{64}$' })
const PageQuerySchema = Type.Object({ lang: Lang, done: Type.Optional(Type.Enum([...PAGE_ACTS])) })
const PictureQuerySchema = Type.Object({ width: Type.Optional(Type.Enum(['400', '960'])) })

/** How often one link may do something. */
const ACTS_OF_A_LINK = { max: 20, minutes: 10 }
/** A board that is a minute old is as good, also to caches on the way. */
const BOARD_CACHE = 'public, max-age=60'

export async function plainPages(app: App, cx: DeskContext): Promise<void> {
  const thumbnails = createThumbnails(cx)
  await app.register(async (scope) => {
    const room = scope as unknown as App
    // Forms are understood here only: everywhere else they are refused.
    await room.register(multipart, { limits: { files: 1, fields: 8, parts: 9, fileSize: ATTACHMENT_LIMIT.bytes, fieldSize: 4_000, headerPairs: 50 } })
    room.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 16 * 1024 }, (_request, body, done) =>
      done(null, String(body)),
    )
    addErrorPages(room)
    room.get(STYLE, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type('text/css; charset=utf-8').send(CSS),
    )
    ticketRoutes(room, cx, thumbnails)
    boardRoutes(room, cx, thumbnails)
  })
}

function addErrorPages(room: App): void {
  room.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request: FastifyRequest, reply) => {
    const language = languageAsked(request)
    const words = pageWords(language).page
    const status = error instanceof CodedError ? (STATUS[error.code] ?? 422) : (error.statusCode ?? 500)
    if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'a page failed')
    const text = status === 429 ? words.tooMany : status === 404 ? words.goneNext : words.refusedElse
    const title = status === 404 ? words.gone : `${status}`
    return send(reply.code(status), messageHtml({ language, title, text, style: STYLE }))
  })
}
const STATUS: Partial<Record<string, number>> = { NOT_FOUND: 404, TOO_MANY: 429, FOREIGN_ORIGIN: 403, COMMUNITY_UNKNOWN: 404, REQUEST_INVALID: 400 }

function languageAsked(request: FastifyRequest, fallback: Language = 'zh-CN'): Language {
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  return lang === 'en' || lang === 'zh-CN' ? lang : fallback === 'en' ? 'en' : 'zh-CN'
}

const send = (reply: FastifyReply, page: Html): FastifyReply => reply.type('text/html; charset=utf-8').send(page.text)

/** The address is the key: it is kept by nobody on the way and told to nobody else. Forms must say whose page they come from. */
const secretly = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'private, no-store').header('referrer-policy', 'same-origin').header('x-robots-tag', 'noindex, nofollow')

function ticketRoutes(room: App, cx: DeskContext, thumbnails: Thumbnails): void {
  const count = room.createRateLimit({
    max: ACTS_OF_A_LINK.max,
    timeWindow: ACTS_OF_A_LINK.minutes * 60_000,
    keyGenerator: (request) => `page ${(request.params as { token: string }).token}`,
  })
  room.get('/t/:token', { compress: false, schema: { params: TokenSchema, querystring: PageQuerySchema } }, async (request, reply) => {
    const holder = await holderOf(cx, request.params.token)
    return show(cx, secretly(reply), holder, request.params.token, {
      language: languageAsked(request, holder.ticket.language),
      done: request.query.done,
    })
  })
  room.post(
    '/t/:token',
    { compress: false, bodyLimit: ATTACHMENT_LIMIT.bytes + 64 * 1024, schema: { params: TokenSchema, querystring: PageQuerySchema } },
    async (request, reply) => {
      secretly(reply)
      const { token } = request.params
      const holder = await holderOf(cx, token)
      const language = languageAsked(request, holder.ticket.language)
      const limit = await count(request)
      if (!limit.isAllowed && limit.isExceeded)
        throw new CodedError('TOO_MANY', `More than ${ACTS_OF_A_LINK.max} in ${ACTS_OF_A_LINK.minutes} min with this link.`)
      const form = await readForm(request)
      const wrong = await done(cx, holder, token, language, form)
      if (wrong === undefined) return reply.redirect(`/t/${token}?lang=${language}&done=${form.act}`, 303)
      return show(cx, reply.code(422), await holderOf(cx, token), token, { language, wrong })
    },
  )
  room.get(
    '/t/:token/pictures/:hash',
    { schema: { params: Type.Object({ ...TokenSchema.properties, hash: HASH }), querystring: PictureQuerySchema } },
    async (request, reply) => {
      const { token, hash } = request.params
      const holder = await holderOf(cx, token)
      const bytes = (await holdsPicture(cx, holder, hash)) ? await thumbnails(hash, request.query.width === '960' ? 960 : 400) : undefined
      if (!bytes) throw new CodedError('NOT_FOUND', 'This picture is not on the page.')
      return secretly(reply).header('cache-control', 'private, max-age=86400').type('image/png').send(bytes)
    },
  )
}

/** @throws CodedError NOT_FOUND for every link that is none, whatever is wrong with it */
async function holderOf(cx: DeskContext, token: string): Promise<LinkHolder> {
  const holder = await openTicketLink(cx, token)
  if (!holder) throw new CodedError('NOT_FOUND', 'This link does not open anything.')
  return holder
}

async function show(
  cx: DeskContext,
  reply: FastifyReply,
  holder: LinkHolder,
  token: string,
  { language, done, wrong }: { language: Language; done?: PageAct | undefined; wrong?: string },
): Promise<FastifyReply> {
  const { directory, person } = holder
  const page = residentHtml({
    ...{ page: await residentPage(cx, holder, language), community: directory.name, language, style: STYLE, address: `/t/${token}` },
    ...(person ? { mark: await formMark(cx, token, directory.id) } : {}),
    ...(done && person ? { done } : {}),
    ...(wrong === undefined ? {} : { wrong }),
    when: (at) => whenText(at, cx.now(), directory.timezone, language),
  })
  return send(reply, page)
}

/** @returns why it could not be done, in plain words */
async function done(cx: DeskContext, holder: LinkHolder, token: string, language: Language, form: PageForm): Promise<string | undefined> {
  const words = pageWords(language).page
  if (!(await isFormMark(cx, token, holder.directory.id, form.mark))) return words.stale
  try {
    const file = form.picture && { name: form.picture.name, file: await cx.files.put(form.picture.bytes) }
    await actOnPage(cx, holder, { act: form.act, words: form.words, satisfied: form.satisfied, once: form.mark, ...(file ? { picture: file } : {}) })
    return undefined
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    return words.refused[error.code] ?? words.refusedElse
  }
}

function boardRoutes(room: App, cx: DeskContext, thumbnails: Thumbnails): void {
  const boards = createBoards(cx)
  /** @throws CodedError NOT_FOUND: whether there is such a community is not told where its board is closed */
  const openBoard = async (communityId: string): Promise<Directory> => {
    const known = (await cx.directories.ids(cx.db.read)).includes(communityId)
    const directory = known ? await cx.directories.get(cx.db.read, communityId) : undefined
    if (!directory?.settings.board.open) throw new CodedError('NOT_FOUND', 'There is no such board.')
    return directory
  }
  room.get('/board/:community', { schema: { params: CommunitySchema, querystring: Type.Object({ lang: Lang }) } }, async (request, reply) => {
    const directory = await openBoard(request.params.community).catch(noBoard)
    const language = languageAsked(request, directory?.language)
    const words = pageWords(language).board
    if (!directory) return send(reply.code(404), messageHtml({ language, title: words.closedTitle, text: words.closedText, style: STYLE }))
    const page = boardHtml({ board: await boards(directory), directory, language, style: STYLE })
    return cached(request, reply, page.text)?.type('text/html; charset=utf-8').send(page.text) ?? reply
  })
  room.get('/board/:community/rss.xml', { schema: { params: CommunitySchema, querystring: Type.Object({ lang: Lang }) } }, async (request, reply) => {
    const directory = await openBoard(request.params.community)
    const language = languageAsked(request, directory.language)
    const feed = boardFeed({ board: await boards(directory), directory, language, publicUrl: cx.publicUrl() })
    return cached(request, reply, feed)?.type('application/rss+xml; charset=utf-8').send(feed) ?? reply
  })
  room.get(
    '/board/:community/pictures/:hash',
    { schema: { params: Type.Object({ ...CommunitySchema.properties, hash: HASH }) } },
    async (request, reply) => {
      const { community, hash } = request.params
      const directory = await openBoard(community)
      const { pairs } = await boards(directory)
      const shown = shows(directory, 'pictures') && pairs.some(({ before, after }) => before === hash || after === hash)
      const bytes = shown ? await thumbnails(hash, 400) : undefined
      if (!bytes) throw new CodedError('NOT_FOUND', 'This picture is not on the board.')
      return reply.header('cache-control', 'public, max-age=3600').type('image/png').send(bytes)
    },
  )
}

function noBoard(error: unknown): undefined {
  if (error instanceof CodedError && error.code === 'NOT_FOUND') return undefined
  throw error
}

/** @returns undefined when the asker has this very answer already: 304 was sent */
function cached(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply | undefined {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  reply.header('etag', tag).header('cache-control', BOARD_CACHE)
  const known = request.headers['if-none-match']
  if (!known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)) return reply
  reply.code(304).send()
  return undefined
}
