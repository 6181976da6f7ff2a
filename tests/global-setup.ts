/**
 * A real PostgreSQL for the tests, started when the first test asks for it and not before: a run without storage tests pays nothing.
 * Workers ask at a door (an address on the loopback) and get the URL of a server that holds one migrated, empty template database.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/open.ts'
import { type RunningPostgres, startPostgres } from '../scripts/lib/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Asked once a worker: answers with the URL of the server's template database. */
    postgresDoor: string
  }
}

const TEMPLATE = 'woodpecker_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let running: Promise<RunningPostgres> | undefined
  const door = createServer((_request, response) => {
    running ??= startTemplate()
    running.then(
      ({ url }) => response.end(url),
      (error: Error) => response.writeHead(500).end(`PostgreSQL for the tests did not start: ${error.message}`),
    )
  })
  project.provide('postgresDoor', `http://127.0.0.1:${await portOf(door)}/`)
  return async () => {
    await new Promise((resolve) => door.close(resolve))
    await (await running?.catch(() => undefined))?.stop()
  }
}

const portOf = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

async function startTemplate(): Promise<RunningPostgres> {
  const server = await startPostgres(TEMPLATE)
  try {
    await (await openDatabase(server.url)).close()
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}
