import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import AddressRefused from '#shared/network/errors/address_refused'
import { isPublicAddress } from '#shared/network/rules/public_address'

type Resolve = (host: string, options: LookupOptions & { all: true }, done: (error: Error | null, found: LookupAddress[]) => void) => void

/**
 * Agents that connect to the public internet alone. The address is judged when the
 * connection is made, so a name that resolves to somewhere else by then is refused as
 * well. `allowed` names hosts that may be anywhere.
 */
export function guardedAgents(allowed: readonly string[] = [], resolver: Resolve = resolve) {
  const isAllowed = (host: string) => allowed.includes(host.toLowerCase())

  const lookup = ((host: string, options: LookupOptions, done: (error: Error | null, ...found: unknown[]) => void) => {
    resolver(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error)
      const isRefused = !isAllowed(host) && (found.length === 0 || found.some(({ address }) => !isPublicAddress(address)))
      if (isRefused) return done(new AddressRefused(host))
      if (options.all) return done(null, found)
      done(null, found[0].address, found[0].family)
    })
  }) as LookupFunction

  return { httpAgent: guarded(new HttpAgent(), lookup, isAllowed), httpsAgent: guarded(new HttpsAgent(), lookup, isAllowed) }
}

/** Names go through the lookup; a literal address is never looked up, so it is judged here. */
function guarded<A extends HttpAgent>(agent: A, lookup: LookupFunction, isAllowed: (host: string) => boolean): A {
  const connecting = agent as unknown as { createConnection(options: { host?: string }, done: (error: Error) => void): Socket }
  const connect = connecting.createConnection.bind(agent)
  connecting.createConnection = (options, done) => {
    const host = (options.host ?? '').replace(/^\[|\]$/g, '')
    if (!host || (isIP(host) && !isAllowed(host) && !isPublicAddress(host))) throw new AddressRefused(host)
    return connect({ ...options, lookup } as { host?: string }, done)
  }
  return agent
}
