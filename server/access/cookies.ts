/** The two cookies: the session's secret, and while signing in the mark of the browser that opened the link. Neither is seen by scripts. */
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply } from 'fastify'
import { LINK_VALID } from '../../services/login-links.ts'
import { SESSION_LIFE } from '../../services/sessions.ts'

export const SESSION_COOKIE = 'wp_session'
export const BROWSER_COOKIE = 'wp_browser'

const MARK_PATH = '/api/v1/session'
const session: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax' }
const mark: CookieSerializeOptions = { path: MARK_PATH, httpOnly: true, sameSite: 'strict' }

export const keepSession = (reply: FastifyReply, secret: string, secure: boolean): FastifyReply =>
  reply.setCookie(SESSION_COOKIE, secret, { ...session, secure, maxAge: SESSION_LIFE.days * 86_400 })
export const dropSession = (reply: FastifyReply, secure: boolean): FastifyReply => reply.clearCookie(SESSION_COOKIE, { ...session, secure })

export const keepMark = (reply: FastifyReply, secret: string, secure: boolean): FastifyReply =>
  reply.setCookie(BROWSER_COOKIE, secret, { ...mark, secure, maxAge: LINK_VALID.setupMinutes * 60 })
export const dropMark = (reply: FastifyReply, secure: boolean): FastifyReply => reply.clearCookie(BROWSER_COOKIE, { ...mark, secure })
