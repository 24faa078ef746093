import type { ErpEntity } from '#contracts/erp'
import type { Mapping } from '#erp/connectors/configured/mapping'
import RestConnector from '#erp/connectors/configured/rest_connector'
import type { RestSettings } from '#erp/connectors/configured/rest_client'

const RECORDS = 20

/** A record as the ERP gave it, and what became of it. */
export interface TriedRecord {
  id: string
  before: unknown
  after: unknown
  reason: string | null
}

/** Reads with a mapping and keeps what it saw, for a person who is writing the mapping. */
export default class RestTrial extends RestConnector {
  constructor(settings: RestSettings, mapping: Mapping) {
    super(settings, mapping)
  }

  async first(entity: ErpEntity): Promise<TriedRecord[]> {
    const known = this.entities.get(entity)
    return known ? known.trial(RECORDS, await this.scope()) : []
  }
}
