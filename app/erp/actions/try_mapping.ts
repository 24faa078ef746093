import type { ErpEntity } from '#contracts/erp'
import { readMapping } from '#erp/connectors/configured/mapping_check'
import RestTrial, { type TriedRecord } from '#erp/connectors/configured/rest_trial'
import { connectorKind } from '#erp/connector_kinds'
import ConnectionUnusable from '#erp/errors/connection_unusable'
import { ErpError } from '#erp/errors/erp_error'
import MappingUnusable from '#erp/errors/mapping_unusable'
import ErpConnection from '#erp/models/erp_connection'
import { connectionFault } from '#erp/rules/connection_fault'

/** Reads the first records of an entity with a mapping that is not saved, and shows them before and after. */
export default class TryMapping {
  /** @throws {MappingUnusable | ConnectionUnusable} */
  async handle(connectionId: number, text: string, entity: ErpEntity): Promise<TriedRecord[]> {
    const connection = await ErpConnection.findOrFail(connectionId)
    const { mapping, findings } = readMapping(text)
    if (!mapping || !connectorKind(connection.kind).isMapped) throw new MappingUnusable(findings)
    const { url, username = '', password = '', fingerprint = '', timeoutMs } = connection.settings
    const trial = new RestTrial({ url, username, password, fingerprint, timeoutMs: Number(timeoutMs) || 30_000 }, mapping)

    try {
      return await trial.first(entity)
    } catch (error) {
      if (!(error instanceof ErpError)) throw error
      const { fault } = connectionFault(error.kind, error.message, connectorKind(connection.kind).settings)
      throw new ConnectionUnusable(fault, error.message, null)
    } finally {
      await trial.close().catch(() => {})
    }
  }
}
