/** The interfaces on the demo community's real desk: `const api = await openApi(); const wang = await signIn(api.app, 'wang')`. */
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { SESSION_COOKIE } from '../../server/access/cookies.ts'
import { buildApp, type ServerOptions } from '../../server/app.ts'
import { createSandboxView } from '../../server/sandbox-view.ts'
import type { App } from '../../server/typebox.ts'
import { DEMO_COMMUNITY } from '../../services/demo.ts'
import { openSession } from '../../services/sessions.ts'
import { BOT_NAME, openTown, type Town, type TownOptions } from './town.ts'

export interface Api {
  app: App
  town: Town
}

/** Closed with the test. */
export async function openApi(options: TownOptions & { server?: Partial<ServerOptions> } = {}): Promise<Api> {
  const town = await openTown(options)
  const view = createSandboxView(town.desk.context, { communityId: DEMO_COMMUNITY, bot: { id: 'xiaozhuo', name: BOT_NAME } })
  const app = await buildApp(view, {
    logger: pino({ level: 'silent' }),
    readiness: async () => ({ ready: true, checks: [] }),
    gateway: () => ({ status: 'online', gaps: [] }),
    epoch: 'test',
    context: town.desk.context,
    ...options.server,
  })
  onTestFinished(() => app.close())
  return { app, town }
}

/** Opens a session for a person of the community. @returns headers for `inject`: `app.inject({ url, headers })` */
export async function signIn(app: App, personId: string, communityId = DEMO_COMMUNITY): Promise<{ cookie: string }> {
  const { desk } = app
  const { secret } = await desk.db.transact((tx) => openSession(desk, tx, { communityId, personId, agent: 'test' }))
  return { cookie: `${SESSION_COOKIE}=${secret}` }
}
