const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The web origins typed one a line, each as browsers write it, or null when one is none.
 * Only `https`, and `http` on this machine itself, can hold a page of ours in a frame.
 */
export function frameOrigins(text: string): string[] | null {
  const lines = text.split(/[\s,]+/).filter(Boolean)
  const origins = lines.map(originOf)

  return origins.includes(null) ? null : [...new Set(origins as string[])]
}

function originOf(line: string): string | null {
  if (!URL.canParse(line)) return null
  const { protocol, hostname, origin, pathname, search, hash, username } = new URL(line)
  const isBare = pathname === '/' && !search && !hash && !username && !/[;,'"*]/.test(line)
  const isTrusted = protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname))

  return isBare && isTrusted ? origin : null
}

/** A content security policy that lets these origins, too, show the page in a frame. */
export function framedBy(policy: string, origins: readonly string[]): string {
  if (origins.length === 0) return policy
  return policy.replace(/frame-ancestors ([^;]*)/, (_, allowed: string) => {
    const kept = allowed.split(/\s+/).filter((one) => one && one !== `'none'`)
    return `frame-ancestors ${[...new Set([...kept, ...origins])].join(' ')}`
  })
}
