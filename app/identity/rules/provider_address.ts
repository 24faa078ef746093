const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether an issuer can be trusted on the way: `https`, or `http` on this machine itself; no query, no fragment. */
export function isUsableIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname, search, hash, username, password } = new URL(issuer)
  const isPlain = !search && !hash && !username && !password

  return isPlain && (protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname)))
}

/** Whether an address belongs to the host of the issuer, by the same protocol and port. */
export function isOfIssuer(address: string, issuer: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(issuer).origin
}

/**
 * The beginnings of paths typed one a line, or null when one is none. Each begins with a
 * single `/`; without any line every page of this house may be opened.
 */
export function targetPaths(text: string): string[] | null {
  const lines = text.split(/\s+/).filter(Boolean)
  const isPath = (line: string) => /^\/(?![/\\])[\w\-./]*$/.test(line) && !line.includes('..')
  if (!lines.every(isPath)) return null

  return lines.length === 0 ? ['/'] : [...new Set(lines)]
}

/**
 * The path that a link opens here, or null when it leads elsewhere: to another host, or to
 * a path that begins with none of those allowed. Whole segments count: `/crm` allows
 * `/crm/companies`, not `/crmx`.
 *
 * @param home our own address, such as `https://annexa.example`
 */
export function allowedTarget(link: string, home: string, allowed: readonly string[]): string | null {
  if (!URL.canParse(link, home)) return null
  const { origin, pathname, search, username } = new URL(link, home)
  if (origin !== new URL(home).origin || username) return null
  const fits = allowed.some((start) => pathname === start || pathname.startsWith(start.endsWith('/') ? start : `${start}/`))

  return fits ? `${pathname}${search}` : null
}
