/** The only reader of the environment. All faults are reported together, in words an operator can act on. */
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
  roles: RunRole[]
  /** Timezone of a community file that names none. */
  timezone: string
  logLevel: LogLevel
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
  { name: 'ROLES', meaning: 'What this process does, separated by commas: `bot`, `server`, `jobs`.', fallback: 'bot,server,jobs' },
  { name: 'TIMEZONE', meaning: 'IANA timezone of a community file that names none.', fallback: 'Asia/Shanghai' },
  { name: 'LOG_LEVEL', meaning: `One of ${LOG_LEVELS.join(', ')}.`, fallback: 'info' },
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
  const llm = llmOf(text, faults)
  const gateway = gatewayOf(text, faults)
  if (faults.length > 0) throw new CodedError('CONFIG_INVALID', faults.join('\n'))
  return {
    dataDir,
    databaseUrl,
    host: text('HOST') ?? '127.0.0.1',
    port,
    hosts: (text('HOSTS') ?? '')
      .split(',')
      .map((h) => h.trim())
      .filter(Boolean),
    roles: roles as RunRole[],
    timezone,
    logLevel: logLevel as LogLevel,
    ...(gateway ? { gateway } : {}),
    ...(llm ? { llm } : {}),
  }
}

type Text = (name: string) => string | undefined

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
  if (baseUrl && !/^https?:\/\/[^\s/]+/.test(baseUrl)) faults.push(`LLM_BASE_URL must begin with http:// or https://, not "${baseUrl}"`)
  return baseUrl && model ? { baseUrl, apiKey: apiKey ?? '', model } : undefined
}
