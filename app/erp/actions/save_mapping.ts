import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import TestConnection from '#erp/actions/test_connection'
import { connectorKind } from '#erp/connector_kinds'
import MappingUnusable from '#erp/errors/mapping_unusable'
import ErpConnection from '#erp/models/erp_connection'

/** Keeps a company's own mapping of its ERP, once it is understood and the ERP has answered with it. */
export default class SaveMapping {
  /** @throws {MappingUnusable | ConnectionUnusable} */
  async handle(connectionId: number, text: string): Promise<ErpConnection> {
    const connection = await ErpConnection.findOrFail(connectionId)
    const { language } = connectorKind(connection.kind)
    const findings = language?.findings(text) ?? []
    if (!language || findings.length > 0) throw new MappingUnusable(findings)
    const description = await new TestConnection().handle(connection.kind, { ...connection.settings, mapping: text }, connectionId)

    return within(undefined, (trx) =>
      connection.useTransaction(trx).merge({ mapping: text, description, timeZone: description.timeZone, describedAt: now() }).save()
    )
  }
}
