/** The only reader of the environment. All faults are reported together, in words an operator can act on. */
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { CodedError } from './core/errors.ts'
import { isTimezone } from './core/time.ts'

export type RunRole = 'bot' | 'server' | 'jobs'
const ROLES: readonly RunRole[] = ['bot', 'server', 'jobs']
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface Config {
  dataDir: string
  databaseUrl: string
  host: string
  port: number
  /** Further host names under which the pages are reached. */
  hosts: string[]
  /** Where people reach the pages, without a slash at the end; this machine's own address when absent. */
  publicUrl?: string
  /** Addresses of proxies whose word about the asker is believed. */
  proxies: string[]
  roles: RunRole[]
  /** Timezone of a community file that names none. */
  timezone: string
  /** How fast words follow each other on a gateway. */
  speechPace: 'careful' | 'free'
  logLevel: LogLevel
  /** Where backups are kept, and at which hour of `timezone` the nightly one is made; never when there is none. */
  backup: { dir: string; at?: string }
  /** Lets a collector from another machine read /metrics. */
  metricsToken?: string
  /** Webhooks may lead to this machine and its own network. */
  webhooksLocal: boolean
  /** A real gateway; without it the sandbox runs. */
  gateway?: { token?: string; endpoint?: string; authority?: string; tlsDisabled: boolean; tlsCaCert?: string; tlsServerName?: string }
  llm?: { baseUrl: string; apiKey: string; model: string }
}

interface Setting {
  name: string
  meaning: string
  fallback: string
}

/** Every setting; docs/configuration.md is written from this list. */
export const SETTINGS: readonly Setting[] = [
  { name: 'DATA_DIR', meaning: 'Folder of the database file and the attachments.', fallback: './data' },
  { name: 'DATABASE_URL', meaning: '`sqlite:<file>` or `postgres://user:password@host/name`.', fallback: '`woodpecker.db` in DATA_DIR' },
  { name: 'HOST', meaning: 'Address the server listens on.', fallback: '127.0.0.1' },
  { name: 'PORT', meaning: 'Port the server listens on; 0 takes a free one.', fallback: '3000' },
  { name: 'HOSTS', meaning: 'Further host names under which the pages are reached, separated by commas (behind a proxy).', fallback: 'none' },
  {
    name: 'PUBLIC_URL',
    meaning:
      'Where people reach the pages, such as https://woodpecker.example: sign-in links begin with it; with https the cookies are marked Secure.',
    fallback: '`http://127.0.0.1:PORT`',
  },
  {
    name: 'PROXIES',
    meaning:
      'Addresses or networks of reverse proxies before this server, separated by commas (127.0.0.1, 10.0.0.0/8): their X-Forwarded-For is believed.',
    fallback: 'none',
  },
  { name: 'ROLES', meaning: 'What this process does, separated by commas: `bot`, `server`, `jobs`.', fallback: 'bot,server,jobs' },
  { name: 'TIMEZONE', meaning: 'IANA timezone of a community file that names none.', fallback: 'Asia/Shanghai' },
  {
    name: 'SPEECH_PACE',
    meaning: '`careful` speaks as slowly as real chat accounts bear (some 40 messages a minute); `free` is for gateways without such limits.',
    fallback: 'careful',
  },
  { name: 'LOG_LEVEL', meaning: `One of ${LOG_LEVELS.join(', ')}.`, fallback: 'info' },
  { name: 'BACKUP_DIR', meaning: 'Folder of the backups; best on another disk.', fallback: '`backups` in DATA_DIR' },
  {
    name: 'BACKUP_AT',
    meaning: 'Hour of the nightly backup, `03:30`, in TIMEZONE; `off` for none.',
    fallback: '03:30; off in the sandbox unless BACKUP_DIR is set',
  },
  {
    name: 'METRICS_TOKEN',
    meaning: 'What a Prometheus on another machine sends as a bearer token, 16 characters or more. Without it /metrics answers this machine only.',
    fallback: 'none',
  },
  {
    name: 'WEBHOOKS_LOCAL',
    meaning: '`true` lets webhooks lead to this machine and its own network. Otherwise they lead to the open internet only.',
    fallback: 'false',
  },
  {
    name: 'WECHATY_PUPPET_SERVICE_TOKEN',
    meaning: 'Token of a Wechaty gateway. With it (or an endpoint) the sandbox is off and the bot runs on the gateway.',
    fallback: 'none: sandbox',
  },
  { name: 'WECHATY_PUPPET_SERVICE_ENDPOINT', meaning: '`host:port` of the gateway; found by the token when absent.', fallback: 'found by the token' },
  { name: 'WECHATY_PUPPET_SERVICE_AUTHORITY', meaning: 'Where a token is resolved to an endpoint.', fallback: 'api.chatie.io' },
  {
    name: 'WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT',
    meaning: '`true` switches TLS off: loopback only, for no token is checked without it.',
    fallback: 'false',
  },
  { name: 'WECHATY_PUPPET_SERVICE_TLS_CA_CERT', meaning: 'Certificate authority of the gateway, PEM text.', fallback: "the gateway's own" },
  { name: 'WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME', meaning: 'Name the gateway’s certificate is for.', fallback: "the token's" },
  { name: 'LLM_BASE_URL', meaning: 'Address of an OpenAI-compatible service, the optional second reader.', fallback: 'none' },
  { name: 'LLM_API_KEY', meaning: 'Its key.', fallback: 'none' },
  { name: 'LLM_MODEL', meaning: 'Its model.', fallback: 'none' },
]

/** @throws CodedError CONFIG_INVALID naming every fault */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const text = (name: string): string | undefined => env[name]?.trim() || undefined
  const dataDir = resolve(text('DATA_DIR') ?? 'data')
  const databaseUrl = text('DATABASE_URL') ?? `sqlite:${join(dataDir, 'woodpecker.db')}`
  if (!/^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(databaseUrl))
    faults.push(`DATABASE_URL must begin with sqlite: or postgres://, not "${databaseUrl.split(':')[0]}:"`)
  const port = Number(text('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push(`PORT must be a whole number from 0 to 65535, not "${text('PORT')}"`)
  const roles = (text('ROLES') ?? ROLES.join(',')).split(',').map((role) => role.trim())
  for (const role of roles) if (!(ROLES as readonly string[]).includes(role)) faults.push(`ROLES knows ${ROLES.join(', ')}, not "${role}"`)
  const timezone = text('TIMEZONE') ?? 'Asia/Shanghai'
  if (!isTimezone(timezone)) faults.push(`TIMEZONE must be an IANA name such as Asia/Shanghai, not "${timezone}"`)
  const logLevel = text('LOG_LEVEL') ?? 'info'
  if (!(LOG_LEVELS as readonly string[]).includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${logLevel}"`)
  const speechPace = text('SPEECH_PACE') ?? 'careful'
  if (speechPace !== 'careful' && speechPace !== 'free') faults.push(`SPEECH_PACE must be careful or free, not "${speechPace}"`)
  const llm = llmOf(text, faults)
  const publicUrl = publicUrlOf(text, faults)
  const proxies = listOf(text, 'PROXIES')
  for (const proxy of proxies)
    if (isIP(proxy.replace(/\/\d{1,3}$/, '')) === 0)
      faults.push(`PROXIES must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, not "${proxy}"`)
  const gateway = gatewayOf(text, faults)
  const backup = backupOf(text, { dataDir, real: gateway !== undefined }, faults)
  const metricsToken = text('METRICS_TOKEN')
  if (metricsToken !== undefined && metricsToken.length < 16) faults.push('METRICS_TOKEN must have at least 16 characters')
  if (faults.length > 0) throw new CodedError('CONFIG_INVALID', faults.join('\n'))
  return {
    dataDir,
    databaseUrl,
    host: text('HOST') ?? '127.0.0.1',
    port,
    // A browser names the port only where it is not the usual one; the guard compares names.
    hosts: [...listOf(text, 'HOSTS'), ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])],
    ...(publicUrl === undefined ? {} : { publicUrl }),
    proxies,
    roles: roles as RunRole[],
    timezone,
    speechPace: speechPace as Config['speechPace'],
    logLevel: logLevel as LogLevel,
    backup,
    webhooksLocal: /^(1|true|yes)$/i.test(text('WEBHOOKS_LOCAL') ?? ''),
    ...(metricsToken ? { metricsToken } : {}),
    ...(gateway ? { gateway } : {}),
    ...(llm ? { llm } : {}),
  }
}

type Text = (name: string) => string | undefined

const listOf = (text: Text, name: string): string[] =>
  (text(name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function publicUrlOf(text: Text, faults: string[]): string | undefined {
  const given = text('PUBLIC_URL')
  if (given === undefined) return undefined
  const url = URL.canParse(given) ? new URL(given) : undefined
  const bare = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  if (bare) return url.origin
  faults.push(`PUBLIC_URL must be http:// or https:// and a host, such as https://woodpecker.example, not "${given.replace(/\/\/[^/]*@/, '//…@')}"`)
  return undefined
}

function backupOf(text: Text, { dataDir, real }: { dataDir: string; real: boolean }, faults: string[]): Config['backup'] {
  const given = text('BACKUP_DIR')
  const dir = resolve(given ?? join(dataDir, 'backups'))
  const at = text('BACKUP_AT') ?? (real || given !== undefined ? '03:30' : 'off')
  if (at === 'off') return { dir }
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) faults.push(`BACKUP_AT must be a time such as 03:30, or off, not "${at}"`)
  return { dir, at }
}

function gatewayOf(text: Text, faults: string[]): Config['gateway'] {
  const of = (name: string) => text(`WECHATY_PUPPET_SERVICE_${name}`)
  const [token, endpoint] = [of('TOKEN'), of('ENDPOINT')]
  if (!token && !endpoint) return undefined
  if (endpoint && !/^[^\s/]+:\d{1,5}$/.test(endpoint)) faults.push(`WECHATY_PUPPET_SERVICE_ENDPOINT must be host:port, not "${endpoint}"`)
  if (!token) faults.push('WECHATY_PUPPET_SERVICE_ENDPOINT needs WECHATY_PUPPET_SERVICE_TOKEN beside it')
  const [authority, tlsCaCert, tlsServerName] = [of('AUTHORITY'), of('TLS_CA_CERT'), of('TLS_SERVER_NAME')]
  return {
    tlsDisabled: /^(1|true|yes)$/i.test(of('NO_TLS_INSECURE_CLIENT') ?? ''),
    ...(token ? { token } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(authority ? { authority } : {}),
    ...(tlsCaCert ? { tlsCaCert } : {}),
    ...(tlsServerName ? { tlsServerName } : {}),
  }
}

function llmOf(text: Text, faults: string[]): Config['llm'] {
  const [baseUrl, apiKey, model] = [text('LLM_BASE_URL'), text('LLM_API_KEY'), text('LLM_MODEL')]
  if (!baseUrl && !apiKey && !model) return undefined
  if (!baseUrl || !model) faults.push('LLM_BASE_URL and LLM_MODEL go together')
  if (baseUrl && !/^https?:\/\/[^\s/]+/.test(baseUrl))
    faults.push(`LLM_BASE_URL must begin with http:// or https://, not "${baseUrl.split(':')[0]}:"`)
  return baseUrl && model ? { baseUrl, apiKey: apiKey ?? '', model } : undefined
}
