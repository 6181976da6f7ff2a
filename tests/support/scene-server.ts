/** The server on a real port of this machine, with the in-memory scene behind it. */
import { pino } from 'pino'
import { buildApp, type ServerOptions } from '../../server/app.ts'
import type { App } from '../../server/typebox.ts'
import { type LiveScene, openScene } from './scene.ts'

const QUIET = pino({ level: 'silent' })

export const quietOptions = (scene: LiveScene, more: Partial<ServerOptions> = {}): ServerOptions => ({
  logger: QUIET,
  readiness: async () => ({ ready: true, checks: [{ name: 'database', ok: true }] }),
  gateway: () => ({ status: 'online', gaps: [] }),
  stage: scene,
  epoch: 'test',
  ...more,
})

export async function serveScene(
  more: Partial<ServerOptions> = {},
  scene = openScene(),
  port = 0,
): Promise<{ app: App; scene: LiveScene; url: string }> {
  const app = await buildApp(scene, quietOptions(scene, more))
  const url = await app.listen({ host: '127.0.0.1', port })
  return { app, scene, url }
}
