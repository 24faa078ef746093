import db from '@adonisjs/lucid/services/db'
import { offeredBy, type ErpDescription, type ErpEntity } from '#contracts/erp'

export interface ErpOffer {
  isOffered: boolean
  /** When it was last read to the end; null while it never was. */
  readAt: string | null
}

/** What the ERP of a connection offers of each entity, and when it was last read. */
export async function offerOf(connectionId: number): Promise<(entity: ErpEntity) => ErpOffer> {
  const connection = await db.from('erp_connections').where('id', connectionId).select('description').first()
  const cursors = await db.from('sync_cursors').where('connection_id', connectionId).select('entity', 'completed_at')
  const description = connection?.description ? (JSON.parse(connection.description) as ErpDescription) : null
  const offered = new Set<ErpEntity>(description ? offeredBy(description) : [])

  return (entity) => ({ isOffered: offered.has(entity), readAt: cursors.find((one) => one.entity === entity)?.completed_at ?? null })
}
