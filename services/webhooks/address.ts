/**
 * Where a webhook may lead: out, and nowhere within. The name is resolved once, every address it has is looked at, and the connection goes to the address
 * that was looked at: a name that answers differently the second time leads nowhere else.
 */
import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

const GIVEN_OUT = ipaddr.parseCIDR('2000::/3')

/** Addresses of the open internet; private, loopback, link-local, mapped, tunnelled and reserved ones are not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address) // an IPv4 address in IPv6's clothes is itself
  if (parsed.range() !== 'unicast') return false
  // Of IPv6 what has been given out: the rest is old tunnels and mappings.
  return parsed.kind() === 'ipv4' || parsed.match(GIVEN_OUT)
}

export interface Pinned {
  address: string
  family: 4 | 6
}

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>
const byDns: Resolve = (host) => lookup(host, { all: true, verbatim: true })

/** @throws AddressRefused when any of its addresses lies within, unless local ones are allowed; whatever resolving says */
export async function pinned({ hostname }: URL, allowLocal: boolean, resolve: Resolve = byDns): Promise<Pinned> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const found = ipaddr.isValid(host) ? [{ address: host, family: ipaddr.parse(host).kind() === 'ipv6' ? 6 : 4 }] : await resolve(host)
  const [first] = found
  if (!first) throw new AddressRefused(`${host} has no address`)
  const within = allowLocal ? undefined : found.find(({ address }) => !isPublic(address))
  if (within) throw new AddressRefused(`${host} leads to ${within.address}, which is not on the open internet; WEBHOOKS_LOCAL=true allows it`)
  return { address: first.address, family: first.family === 6 ? 6 : 4 }
}
