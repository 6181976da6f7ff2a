import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseConfig, SETTINGS } from '../../config.ts'
import type { CodedError } from '../../core/errors.ts'

function faultsOf(env: Record<string, string>): string[] {
  try {
    parseConfig(env)
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
    return (error as CodedError).message.split('\n')
  }
  return []
}

describe('without any setting', () => {
  it('everything has its value: the sandbox on the loopback, all roles, a database in the data folder', () => {
    expect(parseConfig({})).toEqual({
      dataDir: resolve('data'),
      databaseUrl: `sqlite:${resolve('data', 'woodpecker.db')}`,
      host: '127.0.0.1',
      port: 3000,
      hosts: [],
      proxies: [],
      roles: ['bot', 'server', 'jobs'],
      timezone: 'Asia/Shanghai',
      speechPace: 'careful',
      logLevel: 'info',
      backup: { dir: resolve('data', 'backups') },
      webhooksLocal: false,
    })
  })

  it('empty and blank settings count as not set', () => {
    const blank = Object.fromEntries(SETTINGS.map(({ name }) => [name, '  ']))
    expect(parseConfig(blank)).toEqual(parseConfig({}))
  })
})

describe('the nightly backup', () => {
  it('is on with a real gateway, and in the sandbox only where a folder is named for it', () => {
    expect(parseConfig({ WECHATY_PUPPET_SERVICE_TOKEN: 't' }).backup).toEqual({ dir: resolve('data', 'backups'), at: '03:30' })
    expect(parseConfig({ BACKUP_DIR: '/backups' }).backup).toEqual({ dir: '/backups', at: '03:30' })
    expect(parseConfig({ BACKUP_DIR: '/backups', BACKUP_AT: 'off' }).backup).toEqual({ dir: '/backups' })
    expect(parseConfig({ BACKUP_AT: '23:15' }).backup.at).toBe('23:15')
    expect(faultsOf({ BACKUP_AT: '25:00', METRICS_TOKEN: 'short' })).toEqual([
      'BACKUP_AT must be a time such as 03:30, or off, not "25:00"',
      'METRICS_TOKEN must have at least 16 characters',
    ])
  })
})

describe('the public address', () => {
  it('is one of the host names, and goes without a slash at the end', () => {
    const config = parseConfig({ PUBLIC_URL: 'https://w.example/', HOSTS: 'a.example', PROXIES: '127.0.0.1, 10.0.0.0/8' })
    expect(config).toMatchObject({ publicUrl: 'https://w.example', hosts: ['a.example', 'w.example'], proxies: ['127.0.0.1', '10.0.0.0/8'] })
  })

  it('is refused with a path, and so are proxies that are no addresses', () => {
    expect(faultsOf({ PUBLIC_URL: 'https://w.example/app', PROXIES: 'nginx' })).toEqual([
      'PUBLIC_URL must be http:// or https:// and a host, such as https://woodpecker.example, not "https://w.example/app"',
      'PROXIES must be addresses or networks such as 127.0.0.1 or 10.0.0.0/8, not "nginx"',
    ])
  })
})

describe('settings', () => {
  it('are taken as written, with spaces trimmed', () => {
    const config = parseConfig({
      DATA_DIR: '/var/lib/woodpecker',
      DATABASE_URL: ' postgres://u:p@db/woodpecker ',
      HOST: '0.0.0.0',
      PORT: '0',
      HOSTS: 'a.example, b.example,',
      ROLES: 'server, jobs',
      TIMEZONE: 'Asia/Kolkata',
      LOG_LEVEL: 'warn',
      LLM_BASE_URL: 'http://127.0.0.1:8080/v1',
      LLM_MODEL: 'small',
    })
    expect(config).toEqual({
      dataDir: '/var/lib/woodpecker',
      databaseUrl: 'postgres://u:p@db/woodpecker',
      host: '0.0.0.0',
      port: 0,
      hosts: ['a.example', 'b.example'],
      proxies: [],
      roles: ['server', 'jobs'],
      timezone: 'Asia/Kolkata',
      speechPace: 'careful',
      logLevel: 'warn',
      backup: { dir: '/var/lib/woodpecker/backups' },
      webhooksLocal: false,
      llm: { baseUrl: 'http://127.0.0.1:8080/v1', apiKey: '', model: 'small' },
    })
  })

  it('a token makes it a real gateway, with all that belongs to one', () => {
    const config = parseConfig({
      WECHATY_PUPPET_SERVICE_TOKEN: 'puppet_x',
      WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:8788',
      WECHATY_PUPPET_SERVICE_AUTHORITY: 'token.example',
      WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
      WECHATY_PUPPET_SERVICE_TLS_CA_CERT: 'PEM',
      WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: 'gateway',
    })
    expect(config.gateway).toEqual({
      token: 'puppet_x',
      endpoint: '127.0.0.1:8788',
      authority: 'token.example',
      tlsDisabled: true,
      tlsCaCert: 'PEM',
      tlsServerName: 'gateway',
    })
    expect(parseConfig({ WECHATY_PUPPET_SERVICE_TOKEN: 'x' }).gateway).toEqual({ token: 'x', tlsDisabled: false })
  })
})

describe('faults', () => {
  it.each([
    [{ DATABASE_URL: 'mysql://root:secret@db/x' }, 'DATABASE_URL must begin with sqlite: or postgres://, not "mysql:"'],
    [{ DATABASE_URL: 'sqlite:' }, 'DATABASE_URL must begin with'],
    [{ PORT: '3000abc' }, 'PORT must be a whole number from 0 to 65535, not "3000abc"'],
    [{ PORT: '70000' }, 'PORT must be'],
    [{ PORT: '-1' }, 'PORT must be'],
    [{ PORT: '80.5' }, 'PORT must be'],
    [{ ROLES: 'bot,cook' }, 'ROLES knows bot, server, jobs, not "cook"'],
    [{ ROLES: 'bot,,server' }, 'not ""'],
    [{ TIMEZONE: 'Mars/Olympus' }, 'TIMEZONE must be an IANA name such as Asia/Shanghai, not "Mars/Olympus"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error'],
    [
      { WECHATY_PUPPET_SERVICE_ENDPOINT: 'http://gateway', WECHATY_PUPPET_SERVICE_TOKEN: 'x' },
      'WECHATY_PUPPET_SERVICE_ENDPOINT must be host:port, not "http://gateway"',
    ],
    [{ WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:8788' }, 'needs WECHATY_PUPPET_SERVICE_TOKEN beside it'],
    [{ LLM_MODEL: 'small' }, 'LLM_BASE_URL and LLM_MODEL go together'],
    [{ LLM_BASE_URL: 'http://x' }, 'LLM_BASE_URL and LLM_MODEL go together'],
    [{ LLM_BASE_URL: 'localhost:80', LLM_MODEL: 'm' }, 'LLM_BASE_URL must begin with http:// or https://'],
  ])('%o is one, told in words an operator can act on', (env, words) => {
    const faults = faultsOf(env as Record<string, string>)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain(words)
  })

  it('are all reported together, and no password is among the words', () => {
    const faults = faultsOf({
      DATABASE_URL: 'mysql://root:secret@db/x',
      PORT: 'x',
      ROLES: 'cook',
      TIMEZONE: 'x',
      LOG_LEVEL: 'x',
      LLM_MODEL: 'm',
      WECHATY_PUPPET_SERVICE_ENDPOINT: 'nowhere',
    })
    expect(faults).toHaveLength(8)
    expect(faults.join('\n')).not.toContain('secret')
  })
})

describe('the list of settings', () => {
  it('names each once, with what it means and what holds without it', () => {
    expect(new Set(SETTINGS.map(({ name }) => name)).size).toBe(SETTINGS.length)
    for (const { name, meaning, fallback } of SETTINGS) {
      expect(meaning, name).toMatch(/\w{3}/)
      expect(fallback, name).not.toBe('')
    }
  })

  it('is all that is read: every setting is known to the parser, and the parser reads no other', () => {
    const read = new Set<string>()
    const env = new Proxy({} as Record<string, string>, {
      get: (_, name) => {
        read.add(String(name))
        return name === 'WECHATY_PUPPET_SERVICE_TOKEN' ? 'x' : undefined
      },
    })
    parseConfig(env)
    expect([...read].sort()).toEqual(SETTINGS.map(({ name }) => name).sort())
  })
})
