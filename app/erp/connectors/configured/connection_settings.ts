/** How an ERP is reached and who we are there; what else a kind of connection asks for lies beside it. */
export interface ReachSettings {
  url: string
  username: string
  password: string
  /** SHA-256 of a certificate that no authority signed. */
  fingerprint: string
  timeoutMs: number
  [more: string]: string | number
}

const LONGEST_WAIT_IN_MS = 30_000

/** The settings of a connection as the connectors by configuration take them. */
export function reachSettings(typed: Record<string, string>): ReachSettings {
  const { url, username = '', password = '', fingerprint = '', timeoutMs, ...more } = typed
  return { ...more, url, username, password, fingerprint, timeoutMs: Number(timeoutMs) || LONGEST_WAIT_IN_MS }
}
