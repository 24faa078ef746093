import type { ErpEntity } from '#contracts/erp'
import type { TriedRecord } from '#erp/connectors/configured/mapped_records'
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
    const { language, settings } = connectorKind(connection.kind)
    const findings = language?.findings(text) ?? []
    if (!language || findings.length > 0) throw new MappingUnusable(findings)
    const trial = language.trial(connection.settings, text, connectionId)

    try {
      return await trial.trial(entity)
    } catch (error) {
      if (!(error instanceof ErpError)) throw error
      const { fault } = connectionFault(error.kind, error.message, settings)
      throw new ConnectionUnusable(fault, error.message, null)
    } finally {
      await trial.close().catch(() => {})
    }
  }
}
