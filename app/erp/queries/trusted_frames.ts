import db from '@adonisjs/lucid/services/db'

const KEPT_FOR_MS = 15_000

interface Known {
  at: number
  byConnection: Map<number, string[]>
}

let known: Known | undefined

/** The origins whose pages may show ours in a frame: of one connection, or of all active ones. */
export async function trustedFrames(connectionId?: number): Promise<string[]> {
  const { byConnection } = await frames()
  return connectionId === undefined ? [...new Set([...byConnection.values()].flat())] : (byConnection.get(connectionId) ?? [])
}

/** Reads the origins anew at the next question, since they have changed. */
export function forgetFrameOrigins(): void {
  known = undefined
}

async function frames(): Promise<Known> {
  if (known && performance.now() - known.at < KEPT_FOR_MS) return known
  const rows = await db
    .from('launch_settings')
    .join('erp_connections', 'erp_connections.id', 'launch_settings.connection_id')
    .where('erp_connections.is_active', true)
    .select('connection_id', 'origins')
  const byConnection = new Map(rows.map((row) => [Number(row.connection_id), String(row.origins).split('\n').filter(Boolean)]))
  known = { at: performance.now(), byConnection }

  return known
}
