import { isIP } from 'node:net'
import { isPublicAddress } from '#shared/network/rules/public_address'

export type UrlFault = 'url_syntax' | 'url_credentials' | 'url_scheme' | 'url_host'

/**
 * Why webhooks may not be sent to an address, as far as its text tells: what a name leads
 * to is judged when the connection is made. Allowed hosts may lack TLS and be anywhere.
 */
export function urlFault(text: string, allowedHosts: readonly string[]): UrlFault | null {
  if (!URL.canParse(text)) return 'url_syntax'
  const url = new URL(text)
  if (url.username || url.password) return 'url_credentials'
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  if (!['https:', 'http:'].includes(url.protocol)) return 'url_scheme'
  if (allowedHosts.includes(host)) return null

  if (url.protocol !== 'https:') return 'url_scheme'
  const isLocal = host === 'localhost' || host.endsWith('.localhost') || (isIP(host) > 0 && !isPublicAddress(host))
  return isLocal ? 'url_host' : null
}
