import type { ErpDescription } from '#contracts/erp'
import CloseCircuit from '#erp/actions/close_circuit'
import { connectorKind } from '#erp/connector_kinds'
import ConnectionUnusable from '#erp/errors/connection_unusable'
import { ErpError } from '#erp/errors/erp_error'
import type { ConnectionSettings } from '#erp/models/erp_connection'
import { connectionFault } from '#erp/rules/connection_fault'

/** Asks an ERP who it is with settings that need not be saved yet. One that answers is called again at once. */
export default class TestConnection {
  /** @throws {ConnectionUnusable} with a sentence that names the setting to look at */
  async handle(kind: string, settings: ConnectionSettings, connectionId: number | null = null): Promise<ErpDescription> {
    const { settings: known, open } = connectorKind(kind)
    const connector = open(settings, connectionId)

    try {
      const description = await connector.describe()
      if (connectionId !== null) await new CloseCircuit().handle(connectionId)
      return description
    } catch (error) {
      if (!(error instanceof ErpError)) throw error
      const { fault, setting } = connectionFault(error.kind, error.message, known)
      throw new ConnectionUnusable(fault, error.message, setting)
    } finally {
      await connector.close().catch(() => {})
    }
  }
}
