import { BlockList, isIP } from 'node:net'

/** Proxies on this machine are always believed about who their client is. */
const LOOPBACK = ['127.0.0.0/8', '::1/128']

/**
 * Who is believed about the address of a client: this machine and the proxies named, as
 * addresses or networks (`10.0.0.0/8`) separated by commas.
 *
 * @throws {Error} naming what is neither an address nor a network
 */
export function trustedProxies(named = ''): (address: string) => boolean {
  const trusted = new BlockList()
  for (const text of [...LOOPBACK, ...named.split(',')].map((part) => part.trim()).filter(Boolean)) add(trusted, text)
  return (address) => isIP(address) !== 0 && trusted.check(address, familyOf(address))
}

function add(trusted: BlockList, text: string): void {
  const [network, bits] = text.split('/')
  const family = familyOf(network)
  const widest = family === 'ipv4' ? 32 : 128
  const prefix = bits === undefined ? widest : Number(bits)
  if (isIP(network) === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > widest || bits === '') {
    throw new Error(`TRUSTED_PROXIES: "${text}" is neither an address nor a network such as 10.0.0.0/8`)
  }
  trusted.addSubnet(network, prefix, family)
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
