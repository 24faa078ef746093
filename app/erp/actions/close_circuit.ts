import { within } from '#shared/database/transaction'
import { circuitRow } from '#erp/queries/circuits'
import { CLOSED } from '#erp/rules/circuit'

/** A person has seen that the ERP is back: calls go out again at once. */
export default class CloseCircuit {
  async handle(connectionId: number): Promise<void> {
    await within(undefined, async (trx) => {
      await trx.from('erp_circuits').where('connection_id', connectionId).update(circuitRow(CLOSED))
    })
  }
}
