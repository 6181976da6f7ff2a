/** Is the gateway there? A TCP connection is opened and closed; nothing is said. */
import { connect } from 'node:net'
import { discoverEndpoint } from '../../../bot/discover.ts'
import type { Config } from '../../../config.ts'
import { CATALOGUE } from '../../../core/errors.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

const ANSWER_WITHIN_MS = 5000
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

export async function checkGateway(gateway: NonNullable<Config['gateway']>): Promise<Finding[]> {
  let endpoint = gateway.endpoint
  try {
    endpoint ??= await discoverEndpoint(gateway.token ?? '', gateway.authority)
  } catch (error) {
    return [fail('gateway', (error as Error).message, 'Start the gateway, or set WECHATY_PUPPET_SERVICE_ENDPOINT to its host:port.')]
  }
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(endpoint) ?? []
  const findings: Finding[] = []
  if (gateway.tlsDisabled && !LOOPBACK.test(host))
    findings.push(
      warn(
        'gateway',
        `TLS is off, and ${host} is another machine: anybody between may read and speak`,
        'Unset WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT, or reach the gateway through a tunnel on 127.0.0.1.',
      ),
    )
  const problem = await unreachable(host.replace(/^\[|\]$/g, ''), Number(port))
  findings.push(
    problem === undefined
      ? ok('gateway', `${endpoint} answers`)
      : fail('gateway', `${endpoint} does not answer: ${problem}`, CATALOGUE.GATEWAY_DOWN.next),
  )
  return findings
}

function unreachable(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_WITHIN_MS })
    const end = (problem?: string) => {
      socket.destroy()
      resolve(problem)
    }
    socket.once('connect', () => end())
    socket.once('timeout', () => end(`no answer within ${ANSWER_WITHIN_MS / 1000} s`))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
}
