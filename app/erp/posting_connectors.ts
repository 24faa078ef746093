import type { ErpConnector } from '#contracts/erp'
import type ErpConnection from '#erp/models/erp_connection'

const IDLE_IN_MS = 60_000

interface Open {
  connector: ErpConnector
  /** The connection's last change; other settings need another connector. */
  of: number
  users: number
  timer?: NodeJS.Timeout
}

const open = new Map<number, Open>()

/**
 * Lends the connector of a connection for one posting. It stays signed in between postings,
 * since a login costs an ERP more than many invoices, and is closed after a minute of rest.
 */
export async function withPostingConnector<T>(connection: ErpConnection, task: (connector: ErpConnector) => Promise<T>): Promise<T> {
  const lent = lend(connection)
  try {
    return await task(lent.connector)
  } finally {
    lent.users -= 1
    if (open.get(connection.id) !== lent) await closeWhenUnused(lent)
    else lent.timer = setTimeout(() => void closePostingConnector(connection.id), IDLE_IN_MS).unref()
  }
}

/** Closes every connector that is at rest; for the end of the process. */
export async function closePostingConnectors(): Promise<void> {
  for (const id of [...open.keys()]) await closePostingConnector(id)
}

function lend(connection: ErpConnection): Open {
  const known = open.get(connection.id)
  const of = connection.updatedAt.toMillis()
  if (known && known.of === of) {
    clearTimeout(known.timer)
    known.users += 1
    return known
  }
  const fresh = { connector: connection.connector(), of, users: 1 }
  open.set(connection.id, fresh)
  if (known) void closeWhenUnused(known)
  return fresh
}

async function closePostingConnector(id: number): Promise<void> {
  const entry = open.get(id)
  if (!entry || entry.users > 0) return
  open.delete(id)
  clearTimeout(entry.timer)
  await closeWhenUnused(entry)
}

async function closeWhenUnused(entry: Open): Promise<void> {
  if (entry.users === 0) await entry.connector.close().catch(() => {})
}
