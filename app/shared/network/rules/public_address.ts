import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** All of the IPv6 internet; what lies outside is local, reserved or carries an IPv4 address inside. */
const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]

/**
 * Whether an address belongs to the public internet: not loopback, private, link-local,
 * carrier-grade, multicast or reserved, also when an IPv6 address wraps an IPv4 one.
 * A text that is no address is not public.
 */
export function isPublicAddress(text: string): boolean {
  if (!isIP(text)) return false
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false

  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6)
}
